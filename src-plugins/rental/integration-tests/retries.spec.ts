import { type CartAdd } from "../src/modules/rental/ledger/cart-keys"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

const JUNE = periodOf("2027-06-10", "2027-06-12")

ledgerSuite("rental_retries_test", {}, ({ service, sql, scenario }) => {
  const open = () =>
    service.upsertItems([
      {
        variant_id: "chair",
        product_id: "p-chair",
        fleet: [{ location_id: "here", quantity: 20 }],
      },
    ])
  const hold = (cart_id: string, quantity: number, add?: CartAdd) =>
    service.holdCart({
      cart_id,
      period: JUNE,
      moves_period: true,
      lines: [{ line_item_id: `${cart_id}-line`, variant_id: "chair", quantity }],
      add,
    })
  const addOf = (key: string, more: Partial<CartAdd> = {}): CartAdd => ({
    key,
    request_hash: "3 chairs",
    line_item_id: "c1-line",
    add_number: 1,
    attempt: 1,
    ...more,
  })
  const known = async (key: string, cart = "c1") =>
    (await service.readCart(cart, key))?.known_add ?? null
  const held = async () =>
    (await service.readCartBookings("c1")).map((booking) => booking.quantity)

  describe("an add with a key", () => {
    scenario("is known with its hold, to its own cart alone", async () => {
      await open()
      await hold("c1", 3, addOf("k"))
      await hold("c2", 1)
      expect(await known("k")).toMatchObject(addOf("k"))
      expect(await known("other")).toBeNull()
      expect(await known("k", "c2")).toBeNull()
      expect(await service.readCart("c1")).not.toHaveProperty("known_add")
    })

    scenario("is done once, of twenty that no lock of Medusa holds back", async () => {
      await open()
      const calls = Array.from({ length: 20 }, (_, n) => hold("c1", n + 1, addOf("k")))
      const results = await Promise.allSettled(calls)
      const done = results.findIndex(({ status }) => status === "fulfilled")
      expect(await held()).toEqual([done + 1])
      const refusals = results.flatMap((r) => (r.status === "rejected" ? [r.reason] : []))
      expect(refusals.map(({ code }) => code)).toEqual(Array(19).fill("rental_busy"))
    })

    scenario("leaves no key when units are missing, and can be sent again", async () => {
      await open()
      await hold("c2", 18)
      expect((await refusalOf(hold("c1", 3, addOf("k")))).code).toBe("rental_shortage")
      expect(await known("k")).toBeNull()
      await service.releaseLines("c2", ["c2-line"])
      await hold("c1", 3, addOf("k"))
      expect(await known("k")).not.toBeNull()
    })

    scenario("leaves no key when it is put back", async () => {
      await open()
      await service.restoreCart(await hold("c1", 3, addOf("first")))
      expect(await service.readCart("c1", "first")).toBeNull()

      await hold("c1", 3, addOf("first"))
      const snapshot = await hold("c1", 5, addOf("second", { add_number: 2 }))
      await service.restoreCart(snapshot)
      expect(await known("first")).not.toBeNull()
      expect(await known("second")).toBeNull()
      expect(await held()).toEqual([3])
    })

    scenario("leaves no key when what it had cannot be put back", async () => {
      await open()
      await hold("c1", 18, addOf("first"))
      const snapshot = await hold("c1", 3, addOf("second", { add_number: 2 }))
      await hold("c2", 17)
      await service.restoreCart(snapshot)
      expect(await known("second")).toBeNull()
      expect(await held()).toEqual([])
    })

    scenario("whose line was never written is done again, by one alone", async () => {
      await open()
      await hold("c1", 3, addOf("k"))
      const again = { attempt: 2, line_item_id: "c1-other" }
      await hold("c1", 3, addOf("k", again))
      expect(await known("k")).toMatchObject(again)
      const late = hold("c1", 4, addOf("k", again))
      expect((await refusalOf(late)).code).toBe("rental_busy")
      const other = addOf("k", { attempt: 3, request_hash: "4 chairs" })
      expect((await refusalOf(hold("c1", 4, other))).code).toBe("rental_busy")
      expect(await held()).toEqual([3])
    })

    scenario(
      "whose place another took is forgotten; those before it are not",
      async () => {
        await open()
        await hold("c1", 3, addOf("written"))
        await hold("c1", 5, addOf("died", { add_number: 2 }))
        await hold("c1", 6, addOf("elsewhere", { add_number: 2, line_item_id: "table" }))
        await hold("c1", 4, addOf("next", { add_number: 2 }))
        const keys = ["written", "died", "elsewhere", "next"]
        const left = await Promise.all(keys.map((key) => known(key)))
        expect(left.map((add) => add?.key)).toEqual([
          "written",
          undefined,
          "elsewhere",
          "next",
        ])
      }
    )

    scenario("is known for a day", async () => {
      await open()
      await hold("c1", 3, addOf("old"))
      await hold("c1", 4, addOf("young", { add_number: 2 }))
      const age =
        "UPDATE rental_cart_key SET written_at = now() - $2::interval WHERE key = $1"
      await sql().query(age, ["old", "24 hours 1 second"])
      await sql().query(age, ["young", "23 hours 59 minutes"])
      await service.reconcileLedger()
      expect(await known("old")).toBeNull()
      expect(await known("young")).not.toBeNull()
    })

    scenario(
      "stays known when its cart is taken over, and when it is ordered",
      async () => {
        await open()
        await hold("c1", 3, addOf("k"))
        await service.holdCart({
          cart_id: "c2",
          period: JUNE,
          moves_period: true,
          lines: [{ line_item_id: "c2-line", variant_id: "chair", quantity: 3 }],
          absorbs: "c1",
        })
        expect(await known("k")).not.toBeNull()
        await service.attachOrder("c1", "o1")
        expect(await known("k")).not.toBeNull()
        expect((await refusalOf(hold("c1", 3, addOf("l")))).code).toBe(
          "rental_cart_completed"
        )
        expect(await known("l")).toBeNull()
      }
    )

    scenario("costs one statement, and one without a key none", async () => {
      await open()
      const counted = async (call: () => Promise<unknown>) => {
        let statements = 0
        const count = () => void statements++
        service.ledger.knex.on("query", count)
        await call().finally(() => service.ledger.knex.removeListener("query", count))
        return statements
      }
      await hold("c1", 1)
      const without = await counted(() => hold("c1", 2))
      expect(without).toBeGreaterThan(3)
      expect(await counted(() => hold("c1", 3, addOf("k")))).toBe(without + 1)
      expect(await counted(() => service.readCart("c1", "k"))).toBe(1)
    })
  })
})
