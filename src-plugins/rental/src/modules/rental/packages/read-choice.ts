import { requestError } from "../errors/rental-error"
import {
  NO_CHOICE,
  type PackageChoice,
  type PackagePart,
  type PackageTerms,
  type PartChoice,
} from "./package-terms"

/** What a customer asks of one component. */
export interface AskedChoice {
  /** The variant of the component. */
  variant_id: string
  /** `false` leaves an optional component out, `true` takes it. */
  include?: boolean
  /** Another variant in its place; null is the component itself. */
  replace_with?: string | null
}

/**
 * What was asked, checked against the package and written in one way: whatever is as the
 * shop has it is left out.
 *
 * @param terms absent for an item that is no package
 * @param before what was chosen before: what is not asked about stays
 * @throws RentalError `rental_request_invalid` naming `choices`
 */
export function readChoice(
  terms: PackageTerms | undefined,
  asked: readonly AskedChoice[],
  before: PackageChoice = NO_CHOICE
): PackageChoice {
  const chosen = new Map<string, PartChoice>()
  const named = new Set<string>()
  for (const part of terms?.parts ?? []) {
    keep(part, before[part.variant_id] ?? {})
  }
  for (const { variant_id, include, replace_with } of asked) {
    const part = terms?.parts.find((other) => other.variant_id === variant_id)
    if (!part) {
      throw requestError("choices", `${variant_id} is no component of this package`)
    }
    if (named.has(variant_id)) {
      throw requestError("choices", `${variant_id} is chosen twice`)
    }
    named.add(variant_id)
    refuse(part, include, replace_with)
    const known = chosen.get(variant_id)
    keep(part, {
      taken: include ?? known?.taken,
      replaced_by:
        replace_with === null ? undefined : (replace_with ?? known?.replaced_by),
    })
  }
  return Object.fromEntries([...chosen].sort(([a], [b]) => (a < b ? -1 : 1)))

  function keep(part: PackagePart, { taken, replaced_by }: PartChoice): void {
    const isOffered = part.replacements.some((other) => other.variant_id === replaced_by)
    const choice: PartChoice = {
      ...(part.is_optional && taken !== undefined && taken !== part.is_default
        ? { taken }
        : {}),
      ...(isOffered ? { replaced_by } : {}),
    }
    if (Object.keys(choice).length) {
      chosen.set(part.variant_id, choice)
    } else {
      chosen.delete(part.variant_id)
    }
  }
}

/** A choice in the words in which a customer asks for it. */
export function spokenChoice(
  choice: PackageChoice = NO_CHOICE
): { variant_id: string; include?: boolean; replace_with?: string }[] {
  return Object.entries(choice).map(([variant_id, { taken, replaced_by }]) => ({
    variant_id,
    ...(taken === undefined ? {} : { include: taken }),
    ...(replaced_by === undefined ? {} : { replace_with: replaced_by }),
  }))
}

/** Whether two choices, written by `readChoice`, are the same. */
export function sameChoice(a: PackageChoice, b: PackageChoice): boolean {
  return spelled(a) === spelled(b)
}

function spelled(choice: PackageChoice): string {
  const parts = Object.entries(choice).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(parts.map(([id, part]) => [id, part.taken, part.replaced_by]))
}

function refuse(
  part: PackagePart,
  include: boolean | undefined,
  replaceWith: string | null | undefined
): void {
  if (include === false && !part.is_optional) {
    throw requestError("choices", `${part.variant_id} cannot be left out of this package`)
  }
  if (
    replaceWith != null &&
    !part.replacements.some((other) => other.variant_id === replaceWith)
  ) {
    throw requestError(
      "choices",
      `${replaceWith} cannot take the place of ${part.variant_id} in this package`
    )
  }
}
