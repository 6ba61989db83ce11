import { ArrowRight } from "lucide-react"
import { ProductGrid } from "@/components/catalogue/product-grid"
import { HomeDates } from "@/components/home/home-dates"
import { Picture } from "@/components/picture"
import { ShopLink } from "@/components/shop-link"
import { home } from "@/copy/en"
import { type Category, listCategories, PACKAGES } from "@/lib/catalogue/categories"
import { firstOfEach } from "@/lib/catalogue/featured"
import type { Product } from "@/lib/catalogue/product"
import {
  listProducts,
  listTiles,
  productsById,
  type ProductTile,
} from "@/lib/catalogue/products"
import type { RentalPeriod } from "@/lib/dates/period"
import { visitorPeriod } from "@/lib/dates/visitor-period"
import { periodFacts } from "@/lib/rental/period-facts"
import { shopRegion } from "@/lib/shop/region"

const FEATURED = 8

export default async function HomePage({ searchParams }: PageProps<"/">) {
  const [period, categories] = await Promise.all([
    visitorPeriod(searchParams),
    listCategories(),
  ])
  const tiles = await listTiles()
  const shelves = categories
    .filter(({ slug }) => slug !== PACKAGES)
    .map((category) => ({
      category,
      tiles: tiles.filter(({ categoryIds }) => categoryIds.includes(category.id)),
    }))
    .filter((shelf) => shelf.tiles.length > 0)
  const packages = categories.find(({ slug }) => slug === PACKAGES)
  return (
    <>
      <Hero shelves={shelves} />
      <Shelves shelves={shelves} />
      <VibeEntry shelves={shelves} />
      <Featured shelves={shelves} period={period} />
      {packages && <Packages category={packages} period={period} />}
    </>
  )
}

type Shelf = { category: Category; tiles: ProductTile[] }

function Hero({ shelves }: { shelves: Shelf[] }) {
  const [large, small] = shelves.flatMap(({ tiles }) => tiles.slice(0, 1))
  return (
    <section className="shell grid items-center gap-10 pt-8 lg:grid-cols-12 lg:gap-8 lg:pt-14">
      <div className="lg:col-span-6 lg:pr-8">
        <p className="eyebrow">{home.eyebrow}</p>
        <h1 className="mt-4 text-[2.75rem] leading-[1.04] sm:text-6xl xl:text-[4.5rem]">
          {home.title}
        </h1>
        <p className="mt-5 max-w-[46ch] text-lg text-muted">{home.lead}</p>
        <HomeDates />
      </div>
      <div className="grid grid-cols-12 gap-4 lg:col-span-6">
        {large && (
          <HeroPicture
            product={large}
            sizes="(min-width: 64rem) 30vw, 58vw"
            className="col-span-7"
            priority
          />
        )}
        {small && (
          <HeroPicture
            product={small}
            sizes="(min-width: 64rem) 21vw, 40vw"
            className="col-span-5 mt-[28%]"
          />
        )}
      </div>
    </section>
  )
}

function HeroPicture(props: {
  product: ProductTile
  sizes: string
  className: string
  priority?: boolean
}) {
  const { product, sizes, className, priority } = props
  return (
    <ShopLink href={`/items/${product.handle}`} className={className}>
      <Picture
        src={product.picture}
        alt={product.title}
        sizes={sizes}
        priority={priority}
        className="rounded-xl"
      />
    </ShopLink>
  )
}

function Shelves({ shelves }: { shelves: Shelf[] }) {
  return (
    <section aria-labelledby="shelves-title" className="shell mt-24">
      <h2 id="shelves-title" className="text-3xl sm:text-4xl">
        {home.categoriesTitle}
      </h2>
      <ul className="mt-8 grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 sm:gap-x-6 lg:grid-cols-5 xl:grid-cols-7">
        {shelves.map(({ category, tiles }) => (
          <li key={category.id} className="group relative">
            <Picture
              src={tiles[0]?.picture ?? null}
              alt=""
              sizes="(min-width: 82rem) 12vw, (min-width: 64rem) 18vw, (min-width: 36rem) 31vw, 46vw"
              className="rounded-lg"
            />
            <h3 className="mt-3 font-sans text-base font-medium tracking-normal">
              <ShopLink
                href={`/items?category=${category.slug}`}
                className="after:absolute after:inset-0 after:content-[''] group-hover:underline underline-offset-4"
              >
                {category.name}
              </ShopLink>
            </h3>
          </li>
        ))}
      </ul>
    </section>
  )
}

function VibeEntry({ shelves }: { shelves: Shelf[] }) {
  const pictures = shelves.flatMap(({ tiles }) => tiles[1]?.picture ?? []).slice(0, 6)
  return (
    <section aria-labelledby="vibe-title" className="mt-24 bg-sand py-16 lg:py-24">
      <div className="shell grid items-center gap-10 lg:grid-cols-12">
        <div className="lg:col-span-5">
          <p className="eyebrow">{home.vibeEyebrow}</p>
          <h2 id="vibe-title" className="mt-3 text-4xl sm:text-5xl">
            {home.vibeTitle}
          </h2>
          <p className="mt-5 max-w-[48ch] text-lg text-muted">{home.vibeText}</p>
          <ShopLink href="/vibe" className="btn btn-solid mt-8">
            {home.vibeAction}
            <ArrowRight aria-hidden size={18} strokeWidth={1.8} />
          </ShopLink>
        </div>
        <div
          aria-hidden
          className="grid grid-cols-3 gap-3 sm:gap-4 lg:col-span-6 lg:col-start-7"
        >
          {pictures.map((src, index) => (
            <Picture
              key={src}
              src={src}
              alt=""
              sizes="(min-width: 64rem) 18vw, 32vw"
              className={`rounded-lg ${index === 0 ? "col-span-2 row-span-2" : ""}`}
            />
          ))}
        </div>
      </div>
    </section>
  )
}

async function Featured({
  shelves,
  period,
}: {
  shelves: Shelf[]
  period: RentalPeriod | null
}) {
  const mix = firstOfEach(
    shelves.map(({ tiles }) => tiles.slice(1)),
    FEATURED
  )
  const products = await productsById(mix.map(({ id }) => id))
  return (
    <Row
      title={home.featuredTitle}
      href="/items"
      products={mix.flatMap(({ id }) => products.get(id) ?? [])}
      period={period}
    />
  )
}

async function Row(props: {
  title: string
  text?: string
  href: string
  products: Product[]
  period: RentalPeriod | null
}) {
  const { title, text, href, products, period } = props
  const [region, facts] = await Promise.all([shopRegion(), periodFacts(products, period)])
  return (
    <section aria-label={title} className="shell mt-24">
      <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
        <div>
          <h2 className="text-3xl sm:text-4xl">{title}</h2>
          {text && <p className="mt-2 text-lg text-muted">{text}</p>}
        </div>
        <ShopLink href={href} className="link py-2">
          {home.all}
          <span className="sr-only">: {title}</span>
        </ShopLink>
      </div>
      <ProductGrid products={products} currency={region.currency} facts={facts} />
    </section>
  )
}

async function Packages({
  category,
  period,
}: {
  category: Category
  period: RentalPeriod | null
}) {
  const { products } = await listProducts({ categoryId: category.id, limit: 4 })
  if (!products.length) {
    return null
  }
  return (
    <Row
      title={home.packagesTitle}
      text={home.packagesText}
      href={`/items?category=${PACKAGES}`}
      products={products}
      period={period}
    />
  )
}
