import { DELIVERY_KINDS } from "../../delivery/delivery-kinds"
import { readDeliverySetup } from "../../delivery/delivery-setup"
import { saveZone } from "../../delivery/save-setup"
import { zoneChangeSchema } from "../../delivery/setup-fields"
import { type DeliveryZone, type ZonePrices } from "../../delivery/zones"
import { column } from "../columns/column"
import { stockLocation } from "../columns/named"
import { decimalNumber, listOf, plainText, wholeNumber } from "../columns/plain"
import { type Cells } from "../csv/write-csv"
import { cellsOf, importKind, type Values } from "../import-kind"
import { byIdOrName } from "./by-id-or-name"

const PRICE_PARTS = ["base", "per_distance", "minimum"] as const

const PART_WORDS = {
  base: "costs at least to begin with",
  per_distance: "costs more for each unit of distance",
  minimum: "costs at least",
}

const columns = [
  column(plainText(), {
    name: "id",
    means:
      "The id of a zone that is there; empty to find it by its name, or for a new one",
    identity: true,
    shared: true,
  }),
  column(plainText(), {
    name: "zone",
    means: "What the zone is called; it has a row for each currency",
    required: true,
    shared: true,
  }),
  column(plainText("a country of two letters, as us"), {
    name: "country_code",
    means: "Its country",
    required: true,
    shared: true,
  }),
  column(listOf(plainText(), "postal codes, patterns or ranges with | between them"), {
    name: "postal_codes",
    means: "Codes (12534), patterns (125*) and ranges (12000...12999); empty for all",
    shared: true,
  }),
  column(decimalNumber, {
    name: "distance_from",
    means: "From more than so far",
    shared: true,
  }),
  column(decimalNumber, {
    name: "distance_to",
    means: "Up to so far; empty for no limit",
    shared: true,
  }),
  column(stockLocation, {
    name: "location",
    means: "Where distances are from; empty for the nearest",
    shared: true,
  }),
  column(wholeNumber, {
    name: "rank",
    means: "Zones are tried by rising rank",
    empty: "0",
    shared: true,
  }),
  column(plainText("a currency of three letters, as usd"), {
    name: "currency_code",
    means: "The currency of the prices in the row",
  }),
  ...DELIVERY_KINDS.flatMap((kind) =>
    PRICE_PARTS.map((part) =>
      column(decimalNumber, {
        name: `${kind}_${part}`,
        means:
          `What ${kind.replace("_", "-")} ${PART_WORDS[part]}` +
          (part === "base" ? "; all three empty where it is not offered" : ""),
      })
    )
  ),
  column(decimalNumber, {
    name: "minimum_order",
    means: "What the items have to come to",
  }),
  column(decimalNumber, {
    name: "free_from",
    means: "From where on delivery and collection cost nothing",
  }),
]

/** Zones of delivery with their prices. */
export const zones = importKind({
  name: "zones",
  columns,
  groupBy: ["zone"],
  rowsBy: ["currency_code"],
  async read({ ledger, names }) {
    const { zones: known } = await readDeliverySetup(ledger.knex)
    return known.flatMap(({ name, location_id, prices, postal_codes, ...zone }) =>
      prices.map((price) =>
        cellsOf(columns, {
          id: zone.id,
          zone: name,
          country_code: zone.country_code,
          postal_codes: postal_codes.join(" | "),
          distance_from: zone.distance_from,
          distance_to: zone.distance_to,
          location: location_id && names.location(location_id),
          rank: zone.rank,
          ...priceCells(price),
        })
      )
    )
  },
  find: (rows, now) => byIdOrName("zone", rows, now),
  groupOf: (row) => row.id ?? "",
  settle: (rows) => rows.map(settlePrices),
  schema: zoneChangeSchema,
  input: (rows, { first, before }) => ({
    ...(before[0]?.id ? { id: before[0].id } : {}),
    name: first.zone,
    country_code: first.country_code,
    postal_codes: first.postal_codes ?? [],
    distance_from: first.distance_from,
    distance_to: first.distance_to,
    location_id: first.location,
    rank: first.rank,
    prices: rows.map(pricesOf),
  }),
  placeOf([field = "", row, ...path]) {
    if (field !== "prices") {
      return { row: 0, column: FIELDS[field] ?? field }
    }
    const [first = "currency_code", kind, part = "base"] = path
    const column = first === "kinds" ? `${kind}_${part}` : first
    return { row: Number(row ?? 0) || 0, column }
  },
  async write({ ledger }, inputs) {
    for (const zone of inputs) {
      await saveZone(ledger, zone)
    }
  },
})

const FIELDS: Readonly<Record<string, string>> = { name: "zone", location_id: "location" }

function priceCells(price: ZonePrices): Record<string, string | number | null> {
  const { currency_code, minimum_order, free_from } = price
  const kinds = DELIVERY_KINDS.flatMap((kind) =>
    PRICE_PARTS.map((part) => [`${kind}_${part}`, price.kinds[kind]?.[part] ?? null])
  )
  return {
    currency_code,
    minimum_order,
    free_from,
    ...Object.fromEntries(kinds),
  } as Record<string, string | number | null>
}

/** A kind with one of its prices has all three; codes of countries and currencies are small. */
function settlePrices(row: Cells): Cells {
  const settled: Record<string, string> = {
    ...row,
    country_code: (row.country_code ?? "").toLowerCase(),
    currency_code: (row.currency_code ?? "").toLowerCase(),
  }
  for (const kind of DELIVERY_KINDS) {
    const names = PRICE_PARTS.map((part) => `${kind}_${part}`)
    if (names.some((name) => row[name])) {
      names.forEach((name) => (settled[name] = row[name] || "0"))
    }
  }
  return settled
}

function pricesOf(row: Values): Record<keyof DeliveryZone["prices"][number], unknown> {
  const offered = DELIVERY_KINDS.filter((kind) => row[`${kind}_base`] !== null)
  return {
    currency_code: row.currency_code,
    kinds: Object.fromEntries(
      offered.map((kind) => [
        kind,
        Object.fromEntries(PRICE_PARTS.map((part) => [part, row[`${kind}_${part}`]])),
      ])
    ),
    minimum_order: row.minimum_order,
    free_from: row.free_from,
  }
}
