import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

const dates = periodOf("2027-06-10", "2027-06-12")
const chair = {
  variant_id: "chair",
  product_id: "p-chair",
  fleet: [{ location_id: "here", quantity: 40 }],
}
const packageOf = (quantity: number) => ({
  variant_id: "dozen",
  product_id: "p-dozen",
  components: [{ variant_id: "chair", quantity }],
})

ledgerSuite("rental_limits_test", {}, ({ service, scenario }) => {
  describe("more units than can be counted", () => {
    const lines = [{ line_item_id: "l1", variant_id: "dozen", quantity: 100_000 }]

    const write = (
      more: Partial<Parameters<typeof service.writeOrder>[0]>
    ): ReturnType<typeof service.writeOrder> =>
      service.writeOrder({
        order_id: "o1",
        period: dates,
        lines,
        state: "reserved",
        ...more,
      })

    for (const perPackage of [12, 100_000]) {
      scenario(`are a shortage when a package has ${perPackage}`, async () => {
        await service.upsertItems([chair, packageOf(perPackage)])
        const shortage = {
          variant_id: "dozen",
          requested: 100_000,
          available: Math.floor(40 / perPackage),
        }
        for (const call of [
          () => service.holdCart({ cart_id: "c1", period: dates, lines }),
          () => write({}),
        ]) {
          expect(await refusalOf(call())).toMatchObject({
            code: "rental_shortage",
            details: { shortages: [expect.objectContaining(shortage)] },
          })
        }
        expect(await service.findShortages(lines, dates)).toMatchObject([shortage])
      })

      scenario(`cannot be drafted or overbooked, ${perPackage} a package`, async () => {
        await service.upsertItems([chair, packageOf(perPackage)])
        const overbook = { author: "user_1", reason: "we borrow them" }
        for (const more of [{ state: "draft" as const }, { overbook }]) {
          expect(await refusalOf(write(more))).toMatchObject({
            code: "rental_request_invalid",
            details: { field: "quantity" },
          })
        }
      })
    }

    scenario("are added up over the lines of a cart", async () => {
      await service.upsertItems([
        chair,
        packageOf(9),
        { ...packageOf(9), variant_id: "nine" },
      ])
      const call = write({
        lines: [...lines, { line_item_id: "l2", variant_id: "nine", quantity: 90_000 }],
        state: "draft",
      })
      expect(await refusalOf(call)).toMatchObject({
        code: "rental_request_invalid",
        details: { field: "quantity" },
      })
    })
  })
})
