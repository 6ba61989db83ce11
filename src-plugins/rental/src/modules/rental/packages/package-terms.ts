/** What a package is made of, and how it is priced. */
export interface PackageTerms {
  /**
   * `fixed`: the package has a price of its own. `percent`: it costs the sum of its
   * components, less `percent_off`.
   */
  readonly pricing: PackagePricing
  /** Exact decimal from 0 to 100. */
  readonly percent_off: string
  /** In the order in which the shop lists them. */
  readonly parts: readonly PackagePart[]
}

export type PackagePricing = "fixed" | "percent"

/** A component of a package. */
export interface PackagePart {
  readonly item_id: string
  readonly variant_id: string
  /** Units for one package; 0 takes nothing. */
  readonly quantity: number
  /** Whether the customer can leave it out. */
  readonly is_optional: boolean
  /** Whether it is in the package unless the customer says otherwise. */
  readonly is_default: boolean
  /**
   * For a package with a price of its own: whether that price covers it, or it costs what it
   * costs alone.
   */
  readonly charge: PartCharge
  readonly replacements: readonly PartReplacement[]
}

export type PartCharge = "included" | "own"

/** What the customer can take in place of a component, in the same quantity. */
export interface PartReplacement {
  readonly item_id: string
  readonly variant_id: string
  /**
   * For a package with a price of its own: whether that price covers it too, or the customer
   * pays what it costs more than the component.
   */
  readonly charge: ReplacementCharge
}

export type ReplacementCharge = "included" | "difference"

/** What goes with an item: a line of its own, priced by itself. */
export interface AddOn {
  readonly item_id: string
  readonly variant_id: string
  /** Required ones come and go with the item; the others are offered. */
  readonly is_required: boolean
  /** `quantity` units for every `per` units of the item, begun ones counted whole. */
  readonly quantity: number
  readonly per: number
}

/**
 * What a customer has chosen of a package, by the variant of the component. What is not
 * named is as the shop has it.
 */
export type PackageChoice = Readonly<Record<string, PartChoice>>

export interface PartChoice {
  /** Of an optional component: whether it is wanted. */
  readonly taken?: boolean
  /** The variant wanted in its place. */
  readonly replaced_by?: string
}

/** A component as it is after the customer has chosen. */
export interface ChosenPart {
  readonly part: PackagePart
  /** What is taken: the component, or what replaces it. */
  readonly item_id: string
  readonly replacement?: PartReplacement
}

/** As the shop has it. */
export const NO_CHOICE: PackageChoice = {}

/**
 * The components that are in a package, as chosen. What was chosen once and is not offered
 * any more counts for nothing.
 */
export function chosenParts(
  terms: PackageTerms,
  choice: PackageChoice = NO_CHOICE
): ChosenPart[] {
  return terms.parts.flatMap((part) => {
    const { taken = part.is_default, replaced_by } = choice[part.variant_id] ?? {}
    if ((part.is_optional && !taken) || part.quantity === 0) {
      return []
    }
    const replacement = part.replacements.find(
      (other) => other.variant_id === replaced_by
    )
    return [{ part, item_id: replacement?.item_id ?? part.item_id, replacement }]
  })
}

/** Whether a package leaves anything to choose. */
export function hasChoices(terms: PackageTerms | undefined): boolean {
  return !!terms?.parts.some((part) => part.is_optional || part.replacements.length)
}
