import { checkOut } from "../src/modules/rental/ledger/check-out"
import {
  addDays,
  todayIn,
  type LocalDate,
} from "../src/modules/rental/periods/local-date"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { requirePeriod } from "../src/modules/rental/rules/require-period"
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

  describe("more slots than can be kept", () => {
    const minutes = (slot_minutes: number) => ({ ...chair, slot_minutes })
    const today = todayIn("UTC")
    const from = (start: number, days: number) =>
      periodOf(addDays(today, start), addDays(today, start + days - 1))
    const lines = [{ line_item_id: "l1", variant_id: "chair", quantity: 1 }]
    const order = (period: ReturnType<typeof from>) =>
      service.writeOrder({ order_id: "o1", period, lines, state: "reserved" })
    const tooLong = {
      code: "rental_period_invalid",
      details: { field: "end_date", rule: "too_long" },
    }

    for (const [slot_minutes, longest] of [
      [1, 6],
      [5, 34],
      [60, 400],
    ] as const) {
      scenario(
        `are refused over ${longest} days of ${slot_minutes} minutes`,
        async () => {
          await service.upsertItems([minutes(slot_minutes)])
          await order(from(2, longest))
          expect(await refusalOf(order(from(2, longest + 1)))).toMatchObject(tooLong)
          const cart = { cart_id: "c1", period: from(2, longest + 1), lines }
          expect(await refusalOf(service.holdCart(cart))).toMatchObject(tooLong)
        }
      )
    }

    scenario("are booked by the day for decades", async () => {
      await service.upsertItems([chair])
      const period = periodOf("2027-06-10", "2059-06-10")
      const lines = [{ line_item_id: "l1", variant_id: "chair", quantity: 40 }]
      await service.writeOrder({ order_id: "o1", period, lines, state: "reserved" })
      const last = periodOf("2059-06-10", "2059-06-10")
      expect(await service.findShortages(lines, last)).toMatchObject([{ available: 0 }])
    })

    scenario("are refused of a package of them, with a period that works", async () => {
      await service.upsertItems([minutes(1), packageOf(1)])
      const wanted = { lines: [{ variant_id: "dozen", quantity: 1 }] }
      const { start_date, end_date } = from(3, 7)
      const refusal = await refusalOf(
        requirePeriod(service, { start_date, end_date }, wanted)
      )
      expect(refusal).toMatchObject(tooLong)
      expect(refusal.details.next_available).toEqual(from(3, 6))
    })

    scenario("are refused with the days that goods are out already", async () => {
      await service.upsertItems([minutes(1)])
      await order(from(0, 1))
      await checkOut(service.ledger, "o1")
      expect(await refusalOf(order(from(90, 1)))).toMatchObject(tooLong)
    })

    scenario("are not in a calendar", async () => {
      await service.upsertItems([minutes(1), packageOf(1)])
      for (const variant_id of ["chair", "dozen"]) {
        const days = (count: number) =>
          service.getCalendar({
            variant_id,
            from: from(1, count).start_date,
            to: from(1, count).end_date,
          })
        expect(await days(34)).toHaveLength(34)
        expect((await days(3))[0]).not.toHaveProperty("hours")
        expect(await refusalOf(days(35))).toMatchObject({
          code: "rental_request_invalid",
          details: { field: "to" },
        })
      }
    })

    scenario("are listed one by one for few days only", async () => {
      await service.upsertItems([minutes(1)])
      const { start_date, end_date } = from(1, 2)
      const days = await service.getCalendar({
        variant_id: "chair",
        from: start_date,
        to: end_date,
      })
      expect(days.map((day) => day.hours?.length)).toEqual([1440, 1440])
    })

    scenario("are not looked through for a period that is free", async () => {
      await service.upsertItems([minutes(1)])
      await service.addDowntime({
        variant_id: "chair",
        quantity: 40,
        reason: "repair",
        start_date: today,
        end_date: addDays(today, 40),
      })
      const { start_date, end_date } = from(3, 7)
      const find = async () =>
        (
          await refusalOf(
            requirePeriod(
              service,
              { start_date, end_date },
              { lines: [{ variant_id: "chair", quantity: 1 }] }
            )
          )
        ).details.next_available
      expect(await find()).toEqual(from(41, 6))
      await service.addDowntime({
        variant_id: "chair",
        quantity: 40,
        reason: "repair",
        start_date: addDays(today, 41),
        end_date: addDays(today, 100),
      })
      expect(await find()).toBeNull()
    })
  })

  describe("days too far to be counted in minutes", () => {
    const far = "2200-01-01" as LocalDate
    const near = "2199-12-31" as LocalDate
    const invalid = (field: string) => ({
      code: "rental_request_invalid",
      details: { field },
    })
    const item = {
      ...chair,
      slot_minutes: 1,
      fleet: [
        ...chair.fleet,
        { location_id: "here", quantity: 41, effective_from: near },
      ],
    }

    scenario("are refused for a fleet", async () => {
      await service.upsertItems([item])
      const fleet = [{ location_id: "here", quantity: 41, effective_from: far }]
      expect(await refusalOf(service.upsertItems([{ ...item, fleet }]))).toMatchObject(
        invalid("fleet.effective_from")
      )
    })

    scenario("are refused for downtime", async () => {
      await service.upsertItems([item])
      const down = (start_date: LocalDate, end_date: LocalDate) =>
        service.addDowntime({
          variant_id: "chair",
          quantity: 1,
          reason: "repair",
          start_date,
          end_date,
        })
      const { id } = await down(near, near)
      expect(await refusalOf(down(far, far))).toMatchObject(invalid("start_date"))
      expect(await refusalOf(down(near, far))).toMatchObject(invalid("end_date"))
      expect(await refusalOf(service.endDowntime(id, far))).toMatchObject(
        invalid("end_date")
      )
    })

    scenario("are refused for a calendar", async () => {
      await service.upsertItems([item])
      const days = (day: string) =>
        service.getCalendar({ variant_id: "chair", from: day, to: day })
      expect(await days(near)).toMatchObject([{ available: 41 }])
      expect(await refusalOf(days(far))).toMatchObject(invalid("to"))
    })
  })
})
