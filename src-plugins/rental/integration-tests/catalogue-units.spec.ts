import { type LocalDate } from "../src/modules/rental/periods/local-date"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite } from "./ledger-suite"

jest.setTimeout(120_000)

const KINDS = 32
const PERIODS = [
  ["2027-06-10", "2027-06-10"],
  ["2027-06-11", "2027-06-13"],
  ["2027-06-14", "2027-06-20"],
  ["2027-07-30", "2027-08-02"],
] as const

/** A catalogue of every kind of item: what differs follows from the number. */
const item = (n: number) => ({
  variant_id: `v${n}`,
  product_id: `p${n}`,
  slot_minutes: n % 8 === 7 ? 60 : 1440,
  turnaround_before: n % 3,
  turnaround_after: n % 2,
  fleet:
    n % 8 === 3
      ? [
          { location_id: "east", quantity: 4 },
          { location_id: "west", quantity: n },
        ]
      : n % 8 === 5
        ? [
            { location_id: "east", quantity: 9 },
            { location_id: "east", quantity: 6, effective_from: "2027-08-01" },
          ]
        : n % 8 === 6
          ? []
          : [{ location_id: n % 4 ? "east" : "west", quantity: 8 }],
})

ledgerSuite("rental_catalogue_units_test", {}, ({ service, sql, scenario }) => {
  const hold = (n: number, quantity: number, at: number) =>
    service.holdCart({
      cart_id: `cart-${n}-${at}`,
      period: periodOf(...PERIODS[at]!),
      lines: [{ line_item_id: `line-${n}-${at}`, variant_id: `v${n}`, quantity }],
    })

  scenario("the whole catalogue is read as each of its items alone", async () => {
    const numbers = Array.from({ length: KINDS }, (_, n) => n)
    await service.upsertItems(numbers.map(item))
    await service.upsertItems([
      {
        variant_id: "set",
        product_id: "p-set",
        components: [
          { variant_id: "v1", quantity: 2 },
          { variant_id: "v3", quantity: 1 },
        ],
      },
    ])
    for (const n of numbers.filter((n) => n % 8 !== 6)) {
      await hold(n, 1 + (n % 3), n % 3)
    }
    await service.addDowntime({
      variant_id: "v9",
      quantity: 3,
      reason: "repair",
      start_date: "2027-06-12" as LocalDate,
      end_date: null,
    })
    await sql().query(
      `UPDATE rental_booking SET expires_at = now() - interval '1 minute'
        WHERE line_variant_id IN ('v2', 'v10', 'v3')`
    )
    // An item that has moved leaves slots without capacity behind.
    await sql().query("DELETE FROM rental_booking WHERE line_variant_id = 'v12'")
    await service.upsertItems([
      { ...item(12), fleet: [{ location_id: "north", quantity: 5 }] },
    ])

    for (const [start_date, end_date] of PERIODS) {
      const whole = await service.listAvailability({ start_date, end_date })
      const alone = await Promise.all(
        whole.map(({ variant_id }) =>
          service.listAvailability({ start_date, end_date, variant_ids: [variant_id] })
        )
      )
      expect(whole).toHaveLength(KINDS + 1)
      expect(alone.flat()).toEqual(whole)
    }
  })

  scenario("a change of the catalogue is seen at once", async () => {
    await service.upsertItems([item(0), item(1)])
    const read = async () =>
      (
        await service.listAvailability({
          start_date: "2027-06-10",
          end_date: "2027-06-10",
        })
      ).map((row) => row.available)
    expect(await read()).toEqual([8, 8])
    await service.upsertItems([
      { ...item(1), fleet: [{ location_id: "east", quantity: 3 }] },
    ])
    expect((await read()).sort()).toEqual([3, 8])
  })
})
