import type { Product, Variant } from "./product"

/** A value of an option, and the variant that choosing it leads to. */
export type OptionChoice = { value: string; variantId: string | null; chosen: boolean }

/**
 * For each option, its values and where each leads from the variant shown: the
 * variant that keeps most of the other options as they are; null when no
 * variant has the value.
 */
export function optionChoices(
  product: Product,
  current: Variant
): { title: string; choices: OptionChoice[] }[] {
  return product.options.map((option) => ({
    title: option.title,
    choices: option.values.map((value) => ({
      value,
      chosen: current.options[option.title] === value,
      variantId: closest(product.variants, current, option.title, value)?.id ?? null,
    })),
  }))
}

function closest(
  variants: Variant[],
  current: Variant,
  title: string,
  value: string
): Variant | undefined {
  const shared = (variant: Variant) =>
    Object.entries(current.options).filter(([key, v]) => variant.options[key] === v)
      .length
  return variants
    .filter((variant) => variant.options[title] === value)
    .sort((a, b) => shared(b) - shared(a))[0]
}
