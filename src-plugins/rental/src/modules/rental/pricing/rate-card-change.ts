import { z } from "@medusajs/framework/zod"
import { requestError } from "../errors/rental-error"
import { definitionSchema, type RateCardDefinition } from "./definition"
import { type RateCardContent } from "./saved-rate-cards"

/** What staff call a card. */
export const titleField = z.string().trim().min(1, "must say something").max(120)

/** The name that items refer to a card by: small letters, digits, `_` and `-`. */
export const nameField = z
  .string()
  .max(63)
  .regex(/^[a-z][a-z0-9_-]*$/, "must be small letters, digits, _ and -, a letter first")
  .refine((name) => name !== "preview", "is taken by the preview")

/** What can be changed of a card; what is left out stays. A new kind needs its params. */
export const rateCardChangeSchema = z.strictObject({
  title: titleField.optional(),
  kind: z.string().optional(),
  params: z.unknown().optional(),
  modifiers: z.unknown().optional(),
})

export type RateCardChange = z.output<typeof rateCardChangeSchema>

/**
 * A card after a change.
 *
 * @throws RentalError `rental_request_invalid` naming the field
 */
export function changeRateCard(
  before: RateCardContent,
  change: RateCardChange
): RateCardContent {
  const movesKind = change.kind !== undefined && change.kind !== before.kind
  const definition = readDefinition({
    kind: change.kind ?? before.kind,
    params: change.params ?? (movesKind ? undefined : before.params),
    modifiers: change.modifiers ?? before.modifiers,
  })
  return { title: change.title ?? before.title, ...definition }
}

/**
 * Reads what a card says.
 *
 * @param at where in the request it is, for the name of the field
 * @throws RentalError `rental_request_invalid` naming the field
 */
export function readDefinition(input: unknown, at: string[] = []): RateCardDefinition {
  const read = definitionSchema.safeParse(input)
  if (read.success) {
    return read.data
  }
  const issue = deepest(read.error.issues[0]!)
  const key = issue.code === "unrecognized_keys" ? [issue.keys[0] ?? ""] : []
  const field = [...at, ...issue.path, ...key].join(".") || "body"
  throw requestError(
    field,
    key.length ? `${field} is not known here` : `${field}: ${issue.message}`
  )
}

/** Of a choice between shapes, what is wrong with the one that came nearest. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union" || !issue.errors.length) {
    return issue
  }
  const [first] = issue.errors
    .flatMap((issues) => issues.slice(0, 1))
    .sort((a, b) => b.path.length - a.path.length)
  return first ? deepest({ ...first, path: [...issue.path, ...first.path] }) : issue
}
