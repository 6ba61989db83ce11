import type { Product, Variant } from "@/lib/catalogue/product"
import { optionChoices } from "@/lib/catalogue/variant-choice"
import { ShopLink } from "../shop-link"

/** A product's options; each value is a link to the variant that has it. */
export function OptionLinks({
  product,
  variant,
}: {
  product: Product
  variant: Variant
}) {
  return (
    <div className="space-y-5">
      {optionChoices(product, variant).map((option) => (
        <div key={option.title} role="group" aria-label={option.title}>
          <p className="text-sm">
            <span className="font-medium">{option.title}</span>{" "}
            <span className="text-muted">{variant.options[option.title]}</span>
          </p>
          <ul className="mt-2 flex flex-wrap gap-2">
            {option.choices.map(({ value, variantId, chosen }) => (
              <li key={value}>
                {variantId && (
                  <ShopLink
                    href={`/items/${product.handle}?variant=${variantId}`}
                    replace
                    scroll={false}
                    aria-current={chosen ? "true" : undefined}
                    className="inline-flex min-h-11 items-center rounded-full border border-edge bg-card px-4 text-[0.9375rem] hover:border-ink aria-[current]:border-ink aria-[current]:shadow-[inset_0_0_0_1px_var(--color-ink)]"
                  >
                    {value}
                  </ShopLink>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
