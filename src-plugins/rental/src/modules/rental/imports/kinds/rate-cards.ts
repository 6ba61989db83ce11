import { z } from "@medusajs/framework/zod"
import {
  changeRateCard,
  nameField,
  readDefinition,
  titleField,
} from "../../pricing/rate-card-change"
import { rateCardStore } from "../../pricing/saved-rate-cards"
import { column } from "../columns/column"
import { json, jsonText, oneOf, plainText } from "../columns/plain"
import { cellsOf, importKind, ownColumns } from "../import-kind"

const columns = [
  column(plainText(), {
    name: "name",
    means: "The name that items refer to it by",
    required: true,
  }),
  column(plainText(), { name: "title", means: "What staff call it", required: true }),
  column(oneOf(["per_day", "flat", "tiers", "combination", "hourly"]), {
    name: "kind",
    means: "How it counts",
    required: true,
  }),
  column(json, {
    name: "params",
    means: "The terms of its kind, as in the API",
    empty: "{}",
  }),
  column(json, {
    name: "modifiers",
    means: "What else it says, as in the API",
    empty: "{}",
  }),
]

interface JsonCell {
  of: unknown
}

/** Rate cards. Which item is priced by which is said by the items. */
export const rateCards = importKind({
  name: "rate-cards",
  columns,
  groupBy: ["name"],
  rowsBy: [],
  read: async ({ ledger, registered }) =>
    (await rateCardStore(ledger.knex, registered).list()).map(
      ({ name, title, kind, params, modifiers }) =>
        cellsOf(columns, {
          name,
          title,
          kind,
          params: jsonText(params),
          modifiers: jsonText(modifiers),
        })
    ),
  settle: (rows) =>
    rows.map((row) => {
      const { kind, params, modifiers } = readDefinition({
        kind: row.kind,
        params: JSON.parse(row.params || "{}") as unknown,
        modifiers: JSON.parse(row.modifiers || "{}") as unknown,
      })
      return {
        ...row,
        kind,
        params: jsonText(params),
        modifiers: jsonText(modifiers),
      }
    }),
  schema: z.strictObject({
    name: nameField,
    title: titleField,
    kind: z.string(),
    params: z.unknown(),
    modifiers: z.unknown(),
    isNew: z.boolean(),
  }),
  input: ([row = {}], { before }) => ({
    ...row,
    params: (row.params as JsonCell | null)?.of,
    modifiers: (row.modifiers as JsonCell | null)?.of,
    isNew: !before.length,
  }),
  placeOf: ownColumns,
  async write({ ledger, registered, by }, inputs) {
    const cards = rateCardStore(ledger.knex, registered)
    for (const { name, isNew, title, ...terms } of inputs) {
      const content = { title, ...readDefinition(terms) }
      if (isNew) {
        await cards.create(name, content, by)
      } else {
        await cards.change(name, (card) => changeRateCard(card, content), by)
      }
    }
  },
})
