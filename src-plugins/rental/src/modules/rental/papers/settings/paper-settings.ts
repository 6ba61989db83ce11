import { z } from "@medusajs/framework/zod"
import { requestError } from "../../errors/rental-error"
import { type PaperLook, type PaperShop, type PaperText } from "../paper-frame"
import { PAPER_NAMES, type PaperName } from "../paper-names"
import { PAPER_TITLES, PAPER_WORDS, type PaperWord } from "../words"
import { logoFault } from "./logo"
import { unknownPlaceholder } from "./placeholders"

/** How invoices and credit notes are numbered. */
export interface Numbering {
  invoice_prefix: string
  credit_note_prefix: string
  /** Whether the year comes after the prefix, and the count begins anew with it. */
  yearly: boolean
  /** Shorter numbers get zeros in front. */
  digits: number
  /** With what a count begins that has no number yet. */
  first_number: number
}

/** How the shop's papers look and what they say, defaults filled in. */
export interface PaperSettings {
  shop: PaperShop
  look: PaperLook
  texts: Record<PaperName, PaperText>
  terms: string
  numbering: Numbering
}

const line = (most = 120) =>
  z.string().trim().max(most, `must have at most ${most} characters`)

const prose = (most: number) =>
  z
    .string()
    .max(most, `must have at most ${most} characters`)
    .superRefine((text, context) => {
      const unknown = unknownPlaceholder(text)
      if (unknown) {
        context.addIssue({ code: "custom", message: `${unknown} stands for nothing` })
      }
    })

const lines = z.array(line()).max(8, "must have at most 8 lines")

const paperText = z
  .strictObject({
    title: line(60).min(1, "must say something"),
    intro: prose(2000),
    closing: prose(2000),
    footer: prose(300),
  })
  .partial()

const words = z.strictObject(
  Object.fromEntries(
    Object.keys(PAPER_WORDS).map((word) => [
      word,
      line(160).min(1, "must say something").optional(),
    ])
  ) as Record<PaperWord, z.ZodOptional<z.ZodString>>
)

const texts = z.strictObject(
  Object.fromEntries(PAPER_NAMES.map((name) => [name, paperText.optional()])) as Record<
    PaperName,
    z.ZodOptional<typeof paperText>
  >
)

const prefix = z
  .string()
  .max(20, "must have at most 20 characters")
  .regex(/^[-A-Za-z0-9/._]*$/, "must have letters, digits and - / . _ only")
  .regex(/^$|[^0-9]$/, "must not end with a digit")

const whole = (min: number, max: number) =>
  z.number().int("must be a whole number").min(min).max(max)

/** What a shop has set; the rest has its defaults. */
const settingsSchema = z
  .strictObject({
    shop: z
      .strictObject({
        name: line().min(1, "must say something"),
        address: lines,
        email: line(254),
        telephone: line(60),
        website: line(254),
        tax_number: line(60),
        bank: lines,
      })
      .partial(),
    look: z
      .strictObject({
        colour: z.string().regex(/^#[0-9a-fA-F]{6}$/, "must be a colour, #rrggbb"),
        logo: z.string().superRefine((logo, context) => {
          const fault = logoFault(logo)
          if (fault) {
            context.addIssue({ code: "custom", message: fault })
          }
        }),
        page_size: z.enum(["A4", "LETTER"]),
        locale: z.string().max(35).refine(isLocale, "must be a language, as en-US or de"),
      })
      .partial(),
    words,
    texts,
    terms: prose(50_000),
    numbering: z
      .strictObject({
        invoice_prefix: prefix,
        credit_note_prefix: prefix,
        yearly: z.boolean(),
        digits: whole(1, 9),
        first_number: whole(1, 100_000_000),
      })
      .partial(),
  })
  .partial()
  .superRefine(({ numbering }, context) => {
    const { invoice_prefix, credit_note_prefix } = { ...NUMBERING, ...numbering }
    if (invoice_prefix === credit_note_prefix) {
      context.addIssue({
        code: "custom",
        path: ["numbering", "credit_note_prefix"],
        message: "must differ from invoice_prefix",
      })
    }
  })

export type PaperSettingsSet = z.output<typeof settingsSchema>

const NUMBERING: Numbering = {
  invoice_prefix: "INV-",
  credit_note_prefix: "CN-",
  yearly: false,
  digits: 4,
  first_number: 1,
}

/**
 * What a shop has set, after a change: fields that are named replace what was there, `null`
 * puts a field or a group back to its default, what is left out stays (RFC 7396).
 *
 * @throws RentalError `rental_request_invalid` naming the field
 */
export function changePaperSettings(
  current: PaperSettingsSet,
  change: Readonly<Record<string, unknown>>
): PaperSettingsSet {
  return readPaperSettings(merge(current, change))
}

/** @throws RentalError `rental_request_invalid` naming the field */
export function readPaperSettings(settings: unknown): PaperSettingsSet {
  const read = settingsSchema.safeParse(settings)
  if (read.success) {
    return read.data
  }
  const issue = read.error.issues[0]!
  const unknown = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : []
  const field = [...issue.path, ...unknown].join(".")
  throw requestError(
    field || "body",
    unknown.length ? `${field} is not known here` : `${field}: ${issue.message}`
  )
}

/** @param shopName what the shop is called when its papers do not say */
export function completePaperSettings(
  set: PaperSettingsSet,
  shopName: string
): PaperSettings {
  const { shop = {}, look = {} } = set
  return {
    shop: {
      name: shop.name ?? shopName,
      address: shop.address ?? [],
      email: shop.email || null,
      telephone: shop.telephone || null,
      website: shop.website || null,
      tax_number: shop.tax_number || null,
      bank: shop.bank ?? [],
    },
    look: {
      colour: look.colour ?? "#33415c",
      logo: look.logo ?? null,
      page_size: look.page_size ?? "A4",
      locale: look.locale ?? "en",
      words: { ...PAPER_WORDS, ...set.words },
    },
    texts: Object.fromEntries(
      PAPER_NAMES.map((name) => [
        name,
        {
          title: PAPER_TITLES[name],
          intro: "",
          closing: "",
          footer: "",
          ...set.texts?.[name],
        },
      ])
    ) as Record<PaperName, PaperText>,
    terms: set.terms ?? "",
    numbering: { ...NUMBERING, ...set.numbering },
  }
}

function merge(current: unknown, change: unknown): unknown {
  if (!isObject(change)) {
    return change
  }
  const before = isObject(current) ? current : {}
  const changed = Object.entries(change).map(([key, value]) => [
    key,
    value === null ? null : merge(before[key], value),
  ])
  return Object.fromEntries(
    Object.entries({ ...before, ...Object.fromEntries(changed) }).filter(
      ([, value]) => value !== null
    )
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}
