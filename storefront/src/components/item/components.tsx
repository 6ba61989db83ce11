import { item } from "@/copy/en"
import { productsById } from "@/lib/catalogue/products"
import type { RentalItem } from "@/lib/rental/rental-items"
import { Picture } from "../picture"
import { ShopLink } from "../shop-link"

/** What a package is made of, each part with its picture. */
export async function Components({
  components,
}: {
  components: RentalItem["components"]
}) {
  const products = await productsById(components.map((part) => part.product_id))
  return (
    <section aria-labelledby="contains-title" className="mt-8 border-t border-line pt-6">
      <h2 id="contains-title" className="text-2xl">
        {item.contains}
      </h2>
      <ul className="mt-4 space-y-3">
        {components.map((part) => {
          const product = products.get(part.product_id)
          const title = item.component(part.quantity, part.title)
          return (
            <li key={part.variant_id} className="flex items-center gap-4">
              <Picture
                src={product?.pictures[0] ?? null}
                alt=""
                sizes="64px"
                className="w-14 shrink-0 rounded"
              />
              {product ? (
                <ShopLink
                  href={`/items/${product.handle}?variant=${part.variant_id}`}
                  className="link"
                >
                  {title}
                </ShopLink>
              ) : (
                title
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
