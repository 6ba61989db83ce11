import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import path from "path"
import { RENTAL_MODULE } from "../src/modules/rental"
import type RentalModuleService from "../src/modules/rental/service"

jest.setTimeout(60000)

moduleIntegrationTestRunner<RentalModuleService>({
  moduleName: RENTAL_MODULE,
  resolve: path.resolve(__dirname, "../src/modules/rental"),
  pathToMigrations: path.resolve(__dirname, "../src/modules/rental/migrations"),
  testSuite: ({ service }) => {
    it("smoke", async () => {
      await service.upsertItems([
        {
          variant_id: "v1",
          product_id: "p1",
          turnaround_after: 1,
          fleet: [{ location_id: "loc", quantity: 10 }],
        },
        {
          variant_id: "pk",
          product_id: "p2",
          components: [{ variant_id: "v1", quantity: 3 }],
        },
      ])
      const period = { start_date: "2027-06-10", end_date: "2027-06-12" }
      console.log(await service.listAvailability(period))
      const snap = await service.holdCart({
        cart_id: "c1",
        period: service.parsePeriod(period),
        lines: [{ line_item_id: "l1", variant_id: "pk", quantity: 2 }],
      })
      console.log(snap, await service.listAvailability(period))
      await expect(
        service.holdCart({
          cart_id: "c2",
          period: service.parsePeriod(period),
          lines: [{ line_item_id: "l2", variant_id: "v1", quantity: 5 }],
        })
      ).rejects.toMatchObject({ code: "rental_shortage" })
      console.log(
        await service.getCalendar({
          variant_id: "pk",
          from: "2027-06-08",
          to: "2027-06-15",
          quantity: 2,
        })
      )
    })
  },
})
