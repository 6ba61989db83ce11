import { item } from "@/copy/en"
import { picturesFor, type Product, type Variant } from "@/lib/catalogue/product"
import { Picture } from "../picture"

const SIZES = "(min-width: 64rem) 52vw, 92vw"

/**
 * A product's pictures: a strip to swipe on a phone, a large one with the
 * others below it on a desk.
 */
export function Gallery({ product, variant }: { product: Product; variant: Variant }) {
  const { title } = product
  const pictures = picturesFor(product, variant)
  // Two or three in a row, so that no row has a hole in it.
  const beside = (pictures.length - 1) % 2 === 0 ? "lg:col-span-3" : "lg:col-span-2"
  return (
    <div
      role="region"
      aria-label={item.gallery(title)}
      tabIndex={0}
      className="-mx-5 flex snap-x snap-mandatory gap-3 overflow-x-auto px-5 [scrollbar-width:none] lg:mx-0 lg:grid lg:grid-cols-6 lg:gap-4 lg:overflow-visible lg:px-0"
    >
      {pictures.map((src, index) => (
        <div
          key={src}
          className={`w-[86%] shrink-0 snap-center only:w-full lg:w-auto ${index === 0 ? "lg:col-span-6" : beside}`}
        >
          <Picture
            src={src}
            alt={item.picture(title, index + 1, pictures.length)}
            sizes={index === 0 ? SIZES : "(min-width: 64rem) 26vw, 80vw"}
            priority={index === 0}
            className="rounded-xl"
          />
        </div>
      ))}
    </div>
  )
}
