import { MathBN } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { parseLocalDate, type LocalDate } from "../periods/local-date"
import { parseLocalTime } from "../periods/shop-time"
import { roundToCurrency } from "../pricing/currency"
import { WEEKDAYS } from "../rules/period-rules"
import { DELIVERY_KINDS } from "./delivery-kinds"
import { DISTANCE_UNITS } from "./great-circle"
import { parsePostalRule } from "./postal-codes"

const MOST = 1_000_000_000

const id = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\x21-\x7e]+$/, "is not an id")

const words = z
  .string()
  .trim()
  .min(1, "must say something")
  .max(100, "must have at most 100 characters")

const currency = z
  .string()
  .regex(/^[a-zA-Z]{3}$/, "must be a currency of three letters, as in usd")
  .toLowerCase()

const country = z
  .string()
  .regex(/^[a-zA-Z]{2}$/, "must be a country of two letters, as in us")
  .toLowerCase()

const amount = z
  .number()
  .min(0, "must be at least 0")
  .max(MOST, `must be at most ${MOST}`)

const whole = (min: number, max: number) =>
  z
    .number()
    .int("must be a whole number")
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)

const distance = z.number().min(0, "must be at least 0").max(50_000)

const latitude = z.number().min(-90).max(90)
const longitude = z.number().min(-180).max(180)

const inCoins = (
  context: z.RefinementCtx,
  currency_code: string,
  amounts: readonly [path: (string | number)[], amount: number | null | undefined][]
) => {
  for (const [path, value] of amounts) {
    if (value != null && !isInCoins(value, currency_code)) {
      const message = `${value} is not an amount of ${currency_code}`
      context.addIssue({ code: "custom", path, message })
    }
  }
}

function isInCoins(value: number, currencyCode: string): boolean {
  return MathBN.eq(roundToCurrency(MathBN.convert(value), currencyCode), value)
}

const onceEach = (
  entries: readonly { currency_code: string }[],
  context: z.RefinementCtx
) => {
  const codes = entries.map(({ currency_code }) => currency_code)
  const again = codes.findIndex((code, at) => codes.indexOf(code) < at)
  if (again >= 0) {
    const message = `${codes[again]} is there twice`
    context.addIssue({ code: "custom", path: [again, "currency_code"], message })
  }
}

const kindPrice = z.strictObject({
  base: amount.default(0),
  per_distance: amount.default(0),
  minimum: amount.default(0),
})

const zonePrices = z
  .strictObject({
    currency_code: currency,
    kinds: z.partialRecord(z.enum(DELIVERY_KINDS), kindPrice),
    minimum_order: amount.nullable().default(null),
    free_from: amount.nullable().default(null),
  })
  .superRefine(({ currency_code, kinds, minimum_order, free_from }, context) => {
    inCoins(context, currency_code, [
      [["minimum_order"], minimum_order],
      [["free_from"], free_from],
      ...Object.entries(kinds).flatMap(
        ([kind, price]): [(string | number)[], number | undefined][] => [
          [["kinds", kind, "base"], price?.base],
          [["kinds", kind, "minimum"], price?.minimum],
        ]
      ),
    ])
  })

const postalRule = z
  .string()
  .max(40)
  .refine(
    (text) => parsePostalRule(text) !== null,
    "must be a postal code, a pattern as 125*, or a range as 12000...12999"
  )

const money = z
  .strictObject({ currency_code: currency, amount })
  .superRefine((value, context) =>
    inCoins(context, value.currency_code, [[["amount"], value.amount]])
  )

const zoneFields = {
  name: words,
  country_code: country,
  postal_codes: z.array(postalRule).max(2000, "must have at most 2000 entries"),
  distance_from: distance.nullable(),
  distance_to: distance.positive("must be more than 0").nullable(),
  location_id: id.nullable(),
  rank: whole(-1_000_000, 1_000_000),
  prices: z
    .array(zonePrices)
    .min(1, "must have at least one currency")
    .max(50)
    .superRefine(onceEach),
}

/** A zone as staff send it: with `id` to change one, of which what is left out stays. */
export const zoneChangeSchema = z.strictObject({ ...zoneFields, id }).partial()

export type ZoneChange = z.output<typeof zoneChangeSchema>

/** A zone without its id, whole. */
export const zoneSchema = z
  .strictObject(zoneFields)
  .refine(
    ({ distance_from: from, distance_to: to }) =>
      from === null || to === null || from < to,
    { path: ["distance_to"], message: "must be more than distance_from" }
  )

const time = z
  .string()
  .refine((text) => parseLocalTime(text) !== null, "must be a time, HH:MM")

const windowFields = {
  name: words,
  kinds: z
    .array(z.enum(DELIVERY_KINDS))
    .min(1, "must have at least one kind")
    .transform((kinds) => DELIVERY_KINDS.filter((kind) => kinds.includes(kind))),
  weekdays: z
    .array(z.enum(WEEKDAYS))
    .min(1, "must have at least one day")
    .transform((days) => WEEKDAYS.filter((weekday) => days.includes(weekday))),
  start_time: time,
  end_time: time,
  capacity: whole(0, 100_000),
  days: z
    .array(
      z.strictObject({
        date: z.custom<LocalDate>(
          (value) => parseLocalDate(value) !== null,
          "must be a day, YYYY-MM-DD"
        ),
        capacity: whole(0, 100_000),
      })
    )
    .max(1000, "must have at most 1000 entries")
    .superRefine((days, context) => {
      const again = days.findIndex(
        ({ date }, at) => days.findIndex((other) => other.date === date) < at
      )
      if (again >= 0) {
        const message = `${days[again]?.date} is there twice`
        context.addIssue({ code: "custom", path: [again, "date"], message })
      }
    }),
  zone_ids: z.array(id).min(1).max(500).nullable(),
  lead_hours: whole(0, 366 * 24),
  surcharges: z.array(money).max(50).superRefine(onceEach),
}

/** A window as staff send it: with `id` to change one, of which what is left out stays. */
export const windowChangeSchema = z.strictObject({ ...windowFields, id }).partial()

export type WindowChange = z.output<typeof windowChangeSchema>

/** A window without its id, whole. */
export const windowSchema = z
  .strictObject(windowFields)
  .refine(({ start_time, end_time }) => start_time < end_time, {
    path: ["end_time"],
    message: "must be after start_time",
  })

export const deliverySettingsSchema = z
  .strictObject({
    distance_unit: z.enum(DISTANCE_UNITS),
    origins: z
      .array(z.strictObject({ location_id: id, latitude, longitude }))
      .max(500, "must have at most 500 entries"),
    minimum_orders: z.array(money).max(200).superRefine(onceEach),
    prices_include_tax: z.boolean(),
  })
  .partial()

export type DeliverySettingsChange = z.output<typeof deliverySettingsSchema>

/** Where postal codes are, as the shop gives it. */
export const postalPlacesSchema = z.strictObject({
  postal_codes: z
    .array(
      z.strictObject({
        country_code: country,
        postal_code: z.string().trim().min(1).max(20),
        latitude,
        longitude,
      })
    )
    .min(1, "must have at least one entry")
    .max(5000, "must have at most 5000 entries"),
})

export type PostalPlaces = z.output<typeof postalPlacesSchema>["postal_codes"]
