import type { Product } from "@/lib/catalogue/product"
import type { PeriodFacts } from "@/lib/rental/period-facts"
import { ProductCard } from "./product-card"

/** Products side by side. The first row is what a page opens with. */
export function ProductGrid({
  products,
  currency,
  facts,
  leading = false,
}: {
  products: Product[]
  currency: string
  facts: PeriodFacts | null
  leading?: boolean
}) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-9 sm:grid-cols-3 sm:gap-x-6 lg:grid-cols-4 lg:gap-y-12">
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard
            product={product}
            currency={currency}
            facts={facts}
            priority={leading && index < 2}
          />
        </li>
      ))}
    </ul>
  )
}
