import fc from "fast-check"
import {
  addDays,
  todayIn,
  type LocalDate,
} from "../src/modules/rental/periods/local-date"
import { type RentalPeriod } from "../src/modules/rental/periods/rental-period"
import { nextAvailable } from "../src/modules/rental/rules/next-available"
import { type RentalError } from "../src/modules/rental/errors/rental-error"
import { ledgerSuite } from "./ledger-suite"

jest.setTimeout(180_000)

const RUNS = 20
const FIRST = addDays(todayIn("UTC"), 30)
const DAYS = 10
const VARIANTS = ["chair", "lamp", "tent", "set"] as const

type Variant = (typeof VARIANTS)[number]
type Lines = Partial<Record<Variant, number>>

interface Wish {
  lines: Lines
  period: RentalPeriod
}

const day = fc.integer({ min: 0, max: DAYS - 1 }).map((n) => addDays(FIRST, n))
const period = fc
  .tuple(day, fc.integer({ min: 0, max: 3 }))
  .map(([start_date, more]): RentalPeriod => {
    return { start_date, end_date: addDays(start_date, more) }
  })
const linesOf = (most: number) =>
  fc.dictionary(fc.constantFrom(...VARIANTS), fc.integer({ min: 1, max: most }), {
    minKeys: 1,
    maxKeys: 2,
  }) as fc.Arbitrary<Lines>
const wish = (most: number): fc.Arbitrary<Wish> =>
  fc.record({ lines: linesOf(most), period })

/** A place may own other numbers from some day on, or nothing before it. */
const fleetOf = (places: readonly string[]) =>
  fc
    .tuple(
      ...places.map((location_id) =>
        fc.record({
          first: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 }),
          then: fc.option(
            fc.record({ from: day, units: fc.integer({ min: 1, max: 5 }) })
          ),
          location_id: fc.constant(location_id),
        })
      )
    )
    .map((steps) =>
      steps.flatMap(({ location_id, first, then }) => [
        ...(first ? [{ location_id, quantity: first }] : []),
        ...(then
          ? [{ location_id, quantity: then.units, effective_from: then.from as string }]
          : []),
      ])
    )
    .filter((fleet) => fleet.length > 0)

const shop = fc.record({
  chair: fleetOf(["A", "B"]),
  lamp: fleetOf(["B"]),
  tent: fleetOf(["A", "B", "C"]),
  turnaround: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
  others: fc.array(wish(4), { maxLength: 8 }),
  own: wish(3),
  asked: fc.array(wish(4), { minLength: 3, maxLength: 3 }),
})

ledgerSuite("rental_places_agree_test", {}, ({ service, scenario }) => {
  let run = 0
  const named = (name: string) => `${name}-${run}`
  const toLines = (cart: string, lines: Lines) =>
    Object.entries(lines).map(([variant, quantity]) => ({
      line_item_id: `${cart}-${variant}`,
      variant_id: named(variant),
      quantity,
    }))

  /** Whether a cart gets what it wants; and what it is told otherwise. */
  async function hold(
    cart: string,
    { lines, period }: Wish
  ): Promise<true | { variant_id: string; available: number }[]> {
    return await service
      .holdCart({
        cart_id: cart,
        period,
        moves_period: true,
        lines: toLines(cart, lines),
      })
      .then(
        () => true as const,
        (error: RentalError) => {
          if (error.code !== "rental_shortage") {
            throw error
          }
          return error.details.shortages as { variant_id: string; available: number }[]
        }
      )
  }

  async function open(given: {
    fleets: Record<"chair" | "lamp" | "tent", { location_id: string; quantity: number }[]>
    turnaround: [number, number]
  }): Promise<void> {
    const [turnaround_before, turnaround_after] = given.turnaround
    await service.upsertItems(
      Object.entries(given.fleets).map(([name, fleet]) => ({
        variant_id: named(name),
        product_id: "p",
        slot_minutes: name === "tent" ? 60 : 1440,
        turnaround_before: name === "lamp" ? 0 : turnaround_before,
        turnaround_after: name === "lamp" ? 0 : turnaround_after,
        fleet,
      }))
    )
    await service.upsertItems([
      {
        variant_id: named("set"),
        product_id: "p",
        components: [
          { variant_id: named("chair"), quantity: 2 },
          { variant_id: named("lamp"), quantity: 1 },
        ],
      },
    ])
  }

  /* What is said of one variant, held for real: as many as are free, and not one more. */
  async function compareOne(
    cart: string,
    reader: string | undefined,
    { variant, period }: { variant: Variant; period: RentalPeriod }
  ): Promise<void> {
    const [answer] = await service.listAvailability({
      ...period,
      variant_ids: [named(variant)],
      cart_id: reader,
    })
    const { available } = answer!
    const more = await hold(cart, { lines: { [variant]: available + 1 }, period })
    expect(more).toMatchObject([{ variant_id: named(variant), available }])
    if (available) {
      expect(await hold(cart, { lines: { [variant]: available }, period })).toBe(true)
    }
  }

  async function compareDay(
    cart: string,
    reader: string | undefined,
    { variant, date, quantity }: { variant: Variant; date: LocalDate; quantity: number }
  ): Promise<void> {
    const [calendar] = await service.getCalendar({
      variant_id: named(variant),
      from: date,
      to: date,
      quantity,
      cart_id: reader,
    })
    const wanted = {
      lines: { [variant]: quantity },
      period: { start_date: date, end_date: date },
    }
    const held = (await hold(cart, wanted)) === true
    expect([calendar!.can_start, calendar!.can_end]).toEqual([held, held])
    expect(calendar!.available).toBeGreaterThanOrEqual(held ? quantity : 0)
  }

  async function compareMany(cart: string, wanted: Wish, owned: boolean): Promise<void> {
    const lines = toLines(cart, wanted.lines)
    const next = await nextAvailable(service.ledger, {
      asked: wanted.period,
      shop: await service.shopRules(),
      lines,
      owner: owned ? { cart_id: cart } : null,
    })
    const quoted = owned ? null : await service.findShortages(lines, wanted.period)
    const held = await hold(cart, wanted)
    expect(JSON.stringify(next) === JSON.stringify(wanted.period)).toBe(held === true)
    if (quoted) {
      expect(quoted).toEqual(held === true ? [] : held)
    }
  }

  scenario("what is said to be free can be held, and no more than that", async () => {
    await fc.assert(
      fc.asyncProperty(shop, async (given) => {
        run++
        const { chair, lamp, tent } = given
        await open({ fleets: { chair, lamp, tent }, turnaround: given.turnaround })
        for (const [at, other] of given.others.entries()) {
          await hold(named(`other-${at}`), other)
        }
        const mine = named("mine")
        await hold(mine, given.own)
        for (const [at, wanted] of given.asked.entries()) {
          const stranger = named(`stranger-${at}`)
          const release = async () =>
            await service.releaseLines(
              stranger,
              VARIANTS.map((variant) => `${stranger}-${variant}`)
            )
          const { lines, period } = wanted
          const [[variant, quantity]] = Object.entries(lines) as [[Variant, number]]
          for (const one of VARIANTS) {
            await compareOne(stranger, undefined, { variant: one, period })
            await release()
          }
          const date = period.end_date
          await compareDay(stranger, undefined, { variant, date, quantity })
          await release()
          await compareMany(stranger, wanted, false)
          await release()
          await compareOne(mine, mine, { variant, period })
          await compareDay(mine, mine, { variant, date, quantity })
          await compareMany(mine, wanted, true)
        }
      }),
      { numRuns: RUNS }
    )
  })

  scenario("a cart that became an order is nobody's hold any more", async () => {
    run++
    const fleet = [{ location_id: "A", quantity: 3 }]
    await open({ fleets: { chair: fleet, lamp: fleet, tent: fleet }, turnaround: [0, 0] })
    const period = { start_date: FIRST, end_date: FIRST }
    const cart = named("paid")
    const free = async () =>
      (
        await service.listAvailability({
          ...period,
          variant_ids: [named("chair")],
          cart_id: cart,
        })
      )[0]!.available
    await hold(cart, { lines: { chair: 2 }, period })
    expect(await free()).toBe(3)
    await service.attachOrder(cart, named("order"))
    expect(await free()).toBe(1)
  })
})
