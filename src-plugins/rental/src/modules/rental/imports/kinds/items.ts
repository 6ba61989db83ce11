import { z } from "@medusajs/framework/zod"
import { itemChargeSchema } from "../../charges/charge-fields"
import { SavedCharges } from "../../charges/saved-charges"
import { itemSchema } from "../../items/item-fields"
import { SLOT_MINUTES } from "../../periods/slots"
import { column } from "../columns/column"
import { depositRule, lateFeeRule } from "../columns/money"
import { variant } from "../columns/named"
import { decimalNumber, freeText, oneOf, plainText, wholeNumber } from "../columns/plain"
import { cellsOf, importKind, ownColumns } from "../import-kind"
import { itemsBySku } from "./items-by-sku"
import { writeItems } from "./write-items"

const columns = [
  column(variant, {
    name: "sku",
    means: "The variant that is for rent",
    required: true,
  }),
  column(freeText, {
    name: "title",
    means: "What it is called in the shop",
    readOnly: true,
  }),
  column(wholeNumber, {
    name: "slot_minutes",
    means: `What it is counted by: 1440 by the day, ${SLOT_MINUTES.filter((minutes) => minutes < 1440).join(", ")} by less`,
    empty: "1440",
  }),
  column(wholeNumber, {
    name: "turnaround_before",
    means: "Days (or slots) it is busy before each rental",
    empty: "0",
  }),
  column(wholeNumber, {
    name: "turnaround_after",
    means: "Days (or slots) it is busy after each rental",
    empty: "0",
  }),
  column(decimalNumber, {
    name: "replacement_value",
    means: "What a lost unit costs",
  }),
  column(plainText("a currency of three letters, as usd"), {
    name: "currency_code",
    means: "The currency of the replacement value; it can be changed, not emptied",
  }),
  column(plainText("the name of a rate card"), {
    name: "rate_card",
    means: "The rate card that prices it",
    empty: "per_day",
  }),
  column(plainText(), {
    name: "storage_place",
    means: "Where it is kept, in your own words",
  }),
  column(depositRule, {
    name: "deposit",
    means: "Its own deposit; empty for the shop's",
  }),
  column(oneOf(["not_covered"]), {
    name: "waiver",
    means: "Whether the damage waiver leaves it out; empty for covered",
  }),
  column(lateFeeRule, {
    name: "late_fee",
    means: "Its own late fee; empty for the shop's",
  }),
]

/** How variants are rented. Their fleets, parts and add-ons are kinds of their own. */
export const items = importKind({
  name: "items",
  columns,
  groupBy: ["sku"],
  rowsBy: [],
  async read(shop) {
    const { ledger, names } = shop
    const rentable = await itemsBySku(shop)
    const { items: charges } = await new SavedCharges(ledger.knex).read()
    return rentable.map((item) => {
      const { deposit, waiver, late_fee } = charges.get(item.variant_id) ?? {}
      return cellsOf(columns, {
        sku: names.sku(item.variant_id),
        title: names.title(item.variant_id),
        slot_minutes: item.slot_minutes,
        turnaround_before: item.turnaround_before,
        turnaround_after: item.turnaround_after,
        replacement_value: item.replacement_value && plainDecimal(item.replacement_value),
        currency_code: item.currency_code,
        rate_card: item.rate_card,
        storage_place: item.storage_place,
        deposit: deposit && depositRule.write(deposit, names),
        waiver,
        late_fee: late_fee && lateFeeRule.write(late_fee, names),
      })
    })
  },
  settle: (rows) =>
    rows.map((row) => ({
      ...row,
      currency_code: (row.currency_code ?? "").toLowerCase(),
    })),
  schema: z.strictObject({ item: itemSchema, charges: itemChargeSchema }),
  input([row = {}], { names }) {
    const { sku, title: _title, deposit, waiver, late_fee, ...fields } = row
    const found = names.variant(String(sku))
    return {
      item: { variant_id: found?.id, product_id: found?.product_id, ...fields },
      charges: {
        variant_id: found?.id,
        deposit: deposit ?? undefined,
        waiver: waiver ?? undefined,
        late_fee: late_fee ?? undefined,
      },
    }
  },
  placeOf: ([first, second]) => {
    const field = first === "item" || first === "charges" ? second : first
    return ownColumns([field === "variant_id" ? "sku" : (field ?? "")])
  },
  async write(shop, inputs) {
    await writeItems(
      shop,
      inputs.map(({ item }) => item)
    )
    await new SavedCharges(shop.ledger.knex).saveItems(
      inputs.map(({ charges }) => charges)
    )
  },
})

function plainDecimal(text: string): string {
  return String(Number(text))
}
