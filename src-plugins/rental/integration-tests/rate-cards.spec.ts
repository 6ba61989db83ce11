import { BigNumber } from "@medusajs/framework/utils"
import { type RateCard } from "../src/modules/rental/pricing/rate-card"
import { definitionSchema } from "../src/modules/rental/pricing/definition"
import { linePriceOf } from "../src/modules/rental/pricing/line-prices"
import { collectRateCards } from "../src/modules/rental/pricing/rate-cards"
import { rateCardOf } from "../src/modules/rental/pricing/price-by-definition"
import { priceUnit } from "../src/modules/rental/pricing/price-unit"
import { rateCardStore } from "../src/modules/rental/pricing/saved-rate-cards"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

const TWICE: RateCard = {
  name: "twice",
  price: (rate, period) => ({
    unitPrice: new BigNumber(2 * rate.numeric),
    days: period.start_date === period.end_date ? 1 : 2,
    words: "twice the rate",
  }),
}

const perDayAt = (usd: string) => ({
  title: "A day",
  ...definitionSchema.parse({ kind: "per_day", params: { day: { usd } } }),
})

ledgerSuite(
  "rental_rate_cards_test",
  { rateCards: [TWICE] },
  ({ service, sql, scenario }) => {
    const item = (variant_id: string, rate_card?: string) =>
      service.upsertItems([{ variant_id, product_id: `p-${variant_id}`, rate_card }])
    const priceOf = async (rateCard: string) =>
      priceUnit(await service.pricing([{ rate_card: rateCard }]), {
        rateCard,
        baseRate: new BigNumber(10),
        currencyCode: "usd",
        period: periodOf("2030-05-10", "2030-05-11"),
        quantity: 1,
      })

    scenario("a saved card prices as it says, a changed one at once", async () => {
      const made = await service.rateCards.create("tents", perDayAt("7"), "user_ada")
      expect(made).toMatchObject({ name: "tents", updated_by: "user_ada", items: 0 })
      expect((await priceOf("tents")).unitPrice.numeric).toBe(14)
      await service.rateCards.change("tents", () => perDayAt("8"), "user_bob")
      expect((await priceOf("tents")).unitPrice.numeric).toBe(16)
      expect(await service.rateCards.list()).toEqual([
        expect.objectContaining({ name: "tents", updated_by: "user_bob" }),
      ])
    })

    scenario("a card that another process has made is found when asked for", async () => {
      await service.pricing()
      const other = rateCardStore(service.ledger.knex, collectRateCards())
      await other.create("new", perDayAt("3"), null)
      expect((await priceOf("new")).unitPrice.numeric).toBe(6)
      await expect(priceOf("none")).rejects.toMatchObject({
        details: { field: "rate_card" },
      })
    })

    scenario("a card written in code prices as ever, and gets its parts", async () => {
      await item("chair", "twice")
      const price = await priceOf("twice")
      expect(price.unitPrice.numeric).toBe(20)
      expect(price).toMatchObject({ words: "twice the rate", days: 2 })
      expect(price.parts).toHaveLength(1)
      expect(price.card).toEqual({ name: "twice", definition: null })
    })

    scenario("names are shared with the code, and taken once", async () => {
      for (const name of ["per_day", "twice"]) {
        const refusal = await refusalOf(
          service.rateCards.create(name, perDayAt("1"), null)
        )
        expect(refusal.details).toEqual({ field: "name" })
      }
      await service.rateCards.create("tents", perDayAt("1"), null)
      const again = await refusalOf(
        service.rateCards.create("tents", perDayAt("2"), null)
      )
      expect(again.message).toContain("already")
      // What only an older version of the code had can be made anew.
      await sql().query(
        "INSERT INTO rental_rate_card (name, title, kind) VALUES ('old', 'old', 'code')"
      )
      await service.rateCards.create("old", perDayAt("1"), null)
      expect((await service.rateCards.read("old")).kind).toBe("per_day")
    })

    scenario("items name cards there are, and no others", async () => {
      await service.rateCards.create("tents", perDayAt("1"), null)
      await item("tent", "tents")
      await item("chair")
      const refusal = await refusalOf(item("table", "moon"))
      expect(refusal).toMatchObject({ details: { field: "rate_card" } })
      const { rows } = await sql().query(
        "SELECT variant_id, rate_card FROM rental_item ORDER BY variant_id"
      )
      expect(rows).toEqual([
        { variant_id: "chair", rate_card: "per_day" },
        { variant_id: "tent", rate_card: "tents" },
      ])
      // No code path, SQL console included, can leave an item without its card.
      await expect(
        sql().query("UPDATE rental_item SET rate_card = 'moon'")
      ).rejects.toMatchObject({ constraint: "rental_item_rate_card_fk" })
      await expect(
        sql().query("DELETE FROM rental_rate_card WHERE name = 'tents'")
      ).rejects.toMatchObject({ constraint: "rental_item_rate_card_fk" })
    })

    scenario("a card in use is kept, and says by how many", async () => {
      await service.rateCards.create("tents", perDayAt("1"), null)
      await item("tent", "tents")
      await item("marquee", "tents")
      const refusal = await refusalOf(service.rateCards.remove("tents"))
      expect(refusal.body()).toMatchObject({
        code: "rental_rate_card_in_use",
        items: 2,
        field: "name",
      })
      await item("tent", "per_day")
      await item("marquee", "twice")
      expect(await service.rateCards.remove("tents")).toMatchObject({ name: "tents" })
      expect((await refusalOf(service.rateCards.remove("tents"))).code).toBe(
        "rental_not_found"
      )
      await expect(priceOf("tents")).rejects.toThrow("no rate card")
    })

    scenario("deleting a card and giving it to an item never both succeed", async () => {
      for (let round = 0; round < 10; round++) {
        await service.rateCards.create("race", perDayAt("1"), null)
        const [given, deleted] = await Promise.allSettled([
          item(`v${round}`, "race"),
          service.rateCards.remove("race"),
        ])
        expect([given.status, deleted.status].sort()).toEqual(["fulfilled", "rejected"])
        const { rows } = await sql().query(
          `SELECT variant_id FROM rental_item i
            WHERE NOT EXISTS (SELECT 1 FROM rental_rate_card c WHERE c.name = i.rate_card)`
        )
        expect(rows).toEqual([])
        await service.removeItems([`v${round}`])
        await service.rateCards.remove("race").catch(() => undefined)
      }
    })

    scenario("several people change one card, and none is lost half", async () => {
      await service.rateCards.create("tents", perDayAt("1"), null)
      await Promise.all(
        ["2", "3", "4", "5"].map((usd) =>
          service.rateCards.change("tents", () => perDayAt(usd), `user_${usd}`)
        )
      )
      const card = await service.rateCards.read("tents")
      expect(card.updated_by).toBe(
        `user_${(card.params as { day: { usd: string } }).day.usd}`
      )
    })

    scenario("a row that cannot be read stops its own items only", async () => {
      await service.rateCards.create("good", perDayAt("1"), null)
      await sql().query(
        `INSERT INTO rental_rate_card (name, title, kind, params)
         VALUES ('bad', 'Bad', 'flat', '{"days": "many"}')`
      )
      expect((await priceOf("good")).unitPrice.numeric).toBe(2)
      await expect(priceOf("bad")).rejects.toThrow("table rental_rate_card")
    })

    scenario("what an order was priced with stays, and is replaced whole", async () => {
      const question = {
        rateCard: "tents",
        baseRate: new BigNumber("12.5"),
        currencyCode: "usd",
        period: periodOf("2030-05-10", "2030-05-12", "10:00", "12:00"),
        quantity: 3,
      }
      const card = rateCardOf("tents", perDayAt("0.333333"))
      const pricing = { cards: new Map([["tents", card]]), isClosed: () => false }
      const record = linePriceOf("tent", question, priceUnit(pricing, question))
      await service.writeLinePrices("cart_1", [record, { ...record, variant_id: "pole" }])
      await sql().query(
        `INSERT INTO rental_order (order_id, cart_id, start_date, end_date)
         VALUES ('order_1', 'cart_1', '2030-05-10', '2030-05-12')`
      )
      const read = await service.readLinePrices("order_1")
      expect([...read.keys()].sort()).toEqual(["pole", "tent"])
      expect(read.get("tent")).toEqual({
        ...record,
        unit_price: "1",
        priced_at: expect.stringMatching(/Z$/),
      })
      await service.writeLinePrices("order_1", [...read.values()].slice(0, 1))
      expect((await service.readLinePrices("order_1")).size).toBe(1)
      expect((await service.readLinePrices("order_2")).size).toBe(0)
      await service.deleteOrder("order_1")
      const { rows } = await sql().query("SELECT owner_id FROM rental_line_price")
      expect(rows).toEqual([{ owner_id: "cart_1" }, { owner_id: "cart_1" }])
    })
  }
)
