import { knex as connect, type Knex } from "@medusajs/framework/mikro-orm/knex"
import { Client } from "pg"
import { forgetSlotChanges, SlotMemory } from "../src/modules/rental/ledger/slot-memory"
import { type LocalDate } from "../src/modules/rental/periods/local-date"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { day, ledgerSuite } from "./ledger-suite"

jest.setTimeout(120_000)

const FIRST = day("2027-06-01")
const LAST = day("2027-07-20")

ledgerSuite("rental_slot_memory_test", {}, ({ service, sql, url, scenario }) => {
  let knex: Knex
  let memory: SlotMemory
  beforeEach(() => {
    knex = connect({ client: "pg", connection: url(), pool: { min: 0, max: 4 } })
    memory = new SlotMemory(knex)
  })
  afterEach(async () => await knex.destroy())

  const own = async (...numbers: number[]) => {
    await service.upsertItems(
      numbers.map((n) => ({
        variant_id: `v${n}`,
        product_id: `p${n}`,
        turnaround_before: n % 2,
        turnaround_after: 1,
        fleet: [{ location_id: "here", quantity: 20 }],
      }))
    )
  }
  const hold = async (
    cart: string,
    n: number,
    quantity: number,
    from: string,
    to: string
  ) =>
    await service.holdCart({
      cart_id: cart,
      moves_period: true,
      period: periodOf(from as LocalDate, to as LocalDate),
      lines: [{ line_item_id: `line-${cart}`, variant_id: `v${n}`, quantity }],
    })

  /** What the memory says of each slot of each item; fetched first when it has to be. */
  async function remembered(first = FIRST, last = LAST) {
    for (let tries = 0; tries < 5; tries++) {
      const numbers = (
        await sql().query<{ number: number }>("SELECT number FROM rental_item ORDER BY 1")
      ).rows.map((row) => row.number)
      const answer = await memory.read(first, last, (reading) =>
        numbers.flatMap((number) =>
          Array.from({ length: last - first + 1 }, (_, at) => {
            const free = reading.least(number, first + at, first + at)
            return free === undefined ? [] : [`${number} ${first + at}: ${free}`]
          }).flat()
        )
      )
      if (answer) {
        return answer
      }
      await memory.settled()
    }
    throw new Error("The slots never came into memory")
  }

  /** What the table says. */
  async function kept() {
    const { rows } = await sql().query<{ text: string }>(
      `SELECT item_number || ' ' || slot || ': ' || capacity - booked - blocked AS text
         FROM rental_slot
        WHERE slot BETWEEN $1 AND $2 AND capacity > 0 AND item_number IS NOT NULL
        ORDER BY item_number, slot`,
      [FIRST, LAST]
    )
    return rows.map((row) => row.text)
  }

  const agree = async () => expect(await remembered()).toEqual(await kept())

  scenario("it follows whatever writes slots", async () => {
    await own(1, 2, 3)
    await hold("a", 1, 2, "2027-06-10", "2027-06-12")
    await agree()
    const changes: [what: string, change: () => Promise<unknown>][] = [
      ["a hold", () => hold("b", 2, 3, "2027-06-11", "2027-06-20")],
      ["moved dates", () => hold("b", 2, 3, "2027-07-01", "2027-07-02")],
      ["a new quantity", () => hold("a", 1, 5, "2027-06-10", "2027-06-12")],
      ["a cart that gives up", () => service.holdCart({ ...emptied("b") })],
      [
        "downtime",
        () =>
          service.addDowntime({
            variant_id: "v1",
            quantity: 4,
            reason: "repair",
            start_date: "2027-06-11" as LocalDate,
            end_date: "2027-06-30" as LocalDate,
          }),
      ],
      ["a larger fleet", () => moveFleet(1, "here", 30)],
      ["another place", () => moveFleet(2, "there", 7)],
      ["a hold at the new place", () => hold("c", 2, 1, "2027-06-11", "2027-06-12")],
      [
        "plain SQL",
        () => sql().query("UPDATE rental_booking SET quantity = quantity + 1"),
      ],
      ["more plain SQL", () => sql().query("DELETE FROM rental_booking")],
      [
        "a recount",
        async () => {
          await sql().query("ALTER TABLE rental_slot DISABLE TRIGGER rental_slot_guarded")
          await sql().query("UPDATE rental_slot SET booked = 1 WHERE capacity > 0")
          await sql().query("ALTER TABLE rental_slot ENABLE TRIGGER rental_slot_guarded")
          await agree()
          await service.reconcileLedger()
        },
      ],
      ["slots of another width", () => rewiden(3)],
    ]
    for (const [what, change] of changes) {
      await change()
      expect([what, await remembered()]).toEqual([what, await kept()])
    }

    function emptied(cart_id: string) {
      const period = periodOf("2027-07-01" as LocalDate, "2027-07-02" as LocalDate)
      return { cart_id, period, lines: [] }
    }
    async function moveFleet(n: number, location_id: string, quantity: number) {
      await service.upsertItems([
        { variant_id: `v${n}`, product_id: `p${n}`, fleet: [{ location_id, quantity }] },
      ])
    }
    async function rewiden(n: number) {
      await service.upsertItems([
        { variant_id: `v${n}`, product_id: `p${n}`, slot_minutes: 60 },
      ])
    }
  })

  scenario("a transaction that ends late is met, though later ones were", async () => {
    await own(1, 2)
    await hold("a", 1, 2, "2027-06-10", "2027-06-12")
    await hold("b", 2, 2, "2027-06-10", "2027-06-12")
    await agree()
    const late = new Client({ connectionString: url() })
    await late.connect()
    try {
      await late.query("BEGIN")
      await late.query("UPDATE rental_booking SET quantity = 9 WHERE cart_id = 'a'")
      await hold("b", 2, 5, "2027-06-10", "2027-06-12")
      await agree()
      await forgetSlotChanges(knex)
      await late.query("COMMIT")
      expect((await remembered()).some((text) => text.endsWith(": 11"))).toBe(true)
      await agree()
    } finally {
      await late.end()
    }
  })

  scenario("whoever has written reads what was written, whoever else reads", async () => {
    await own(1, 2, 3, 4)
    for (const n of [1, 2, 3, 4]) {
      await hold(`c${n}`, n, 1, "2027-06-10", "2027-06-10")
    }
    await agree()
    const slot = day("2027-06-10")
    const writers = [1, 2, 3, 4].map(async (n) => {
      const { rows } = await knex.raw<{ rows: { number: number }[] }>(
        "SELECT number FROM rental_item WHERE variant_id = ?",
        [`v${n}`]
      )
      for (let quantity = 2; quantity <= 15; quantity++) {
        await hold(`c${n}`, n, quantity, "2027-06-10", "2027-06-10")
        const free = await memory.read(slot, slot, (reading) =>
          reading.least(rows[0]!.number, slot, slot)
        )
        expect([n, free]).toEqual([n, 20 - quantity])
      }
    })
    await Promise.all(writers)
    await agree()
  })

  scenario("new items find a place, however many", async () => {
    await own(1)
    await hold("a", 1, 1, "2027-06-10", "2027-06-10")
    await agree()
    await own(...Array.from({ length: 150 }, (_, n) => n + 2))
    await hold("b", 2, 1, "2027-06-11", "2027-06-11")
    await hold("c", 151, 1, "2027-06-12", "2027-06-12")
    await agree()
  })

  scenario(
    "it keeps what it has room for, and leaves the rest to the database",
    async () => {
      await own(1)
      await hold("a", 1, 1, "2027-06-10", "2027-06-10")
      // One chunk of 32 slots for the item and those to come; the period takes two.
      memory = new SlotMemory(knex, 32 * 110)
      for (let tries = 0; tries < 3; tries++) {
        expect(await memory.read(FIRST, LAST, () => "known")).toBeUndefined()
        await memory.settled()
      }
      const first = Math.floor(FIRST / 32) * 32
      expect(await memory.read(first, first, () => "known")).toBe("known")
    }
  )

  scenario("a flood of changes is read anew", async () => {
    await own(1)
    await hold("a", 1, 1, "2027-06-10", "2027-06-10")
    await agree()
    await sql().query(
      `INSERT INTO rental_slot_change (item_id, from_slot, to_slot)
       SELECT id, 1, 1 FROM rental_item, generate_series(1, 2001)`
    )
    expect(await memory.read(FIRST, LAST, () => "known")).toBeUndefined()
    await agree()
  })

  scenario("changes are kept till every memory has met them", async () => {
    await own(1)
    await hold("a", 1, 1, "2027-06-10", "2027-06-10")
    const count = async () =>
      (await sql().query("SELECT FROM rental_slot_change")).rowCount ?? 0
    const before = await count()
    expect(before).toBeGreaterThan(0)
    await forgetSlotChanges(knex)
    await forgetSlotChanges(knex)
    expect(await count()).toBe(before)
    await sql().query(
      "UPDATE rental_slot_change SET settled_at = settled_at - interval '16 minutes'"
    )
    await forgetSlotChanges(knex)
    expect(await count()).toBe(0)
  })

  scenario("the service answers the same with it and without", async () => {
    await own(1, 2, 3)
    await hold("a", 1, 2, "2027-06-10", "2027-06-12")
    const period = { start_date: "2027-06-11", end_date: "2027-06-14" }
    const all = ["v1", "v2", "v3"]
    for (let round = 0; round < 6; round++) {
      await hold("b", 2, round + 1, "2027-06-12", "2027-06-13")
      const alone = await Promise.all(
        all.map((variant) =>
          service.listAvailability({ ...period, variant_ids: [variant] })
        )
      )
      const whole = await service.listAvailability(period)
      expect(byVariant(whole)).toEqual(byVariant(alone.flat()))
    }
  })
})

const byVariant = (rows: readonly { variant_id: string }[]) =>
  [...rows].sort((one, other) => one.variant_id.localeCompare(other.variant_id))
