import type { Metadata } from "next"
import { headers } from "next/headers"
import { notFound } from "next/navigation"
import { ProductGrid } from "@/components/catalogue/product-grid"
import { Components } from "@/components/item/components"
import { FreeCalendar } from "@/components/item/free-calendar"
import { Gallery } from "@/components/item/gallery"
import { OptionLinks } from "@/components/item/option-links"
import { PeriodOffer } from "@/components/item/period-offer"
import { ShopLink } from "@/components/shop-link"
import { item } from "@/copy/en"
import { listCategories } from "@/lib/catalogue/categories"
import type { Product } from "@/lib/catalogue/product"
import { listProducts, productByHandle } from "@/lib/catalogue/products"
import { type LocalDate, parseLocalDate, todayIn } from "@/lib/dates/local-date"
import { firstOfMonth } from "@/lib/dates/month-grid"
import { visitorPeriod } from "@/lib/dates/visitor-period"
import { firstLanguage, weekStart } from "@/lib/dates/week-start"
import { formatMoney } from "@/lib/money/format-money"
import { periodFacts } from "@/lib/rental/period-facts"
import { rentalItemsOf } from "@/lib/rental/rental-items"
import { shopTimeZone } from "@/lib/shop/config"
import { shopRegion } from "@/lib/shop/region"

type Props = PageProps<"/items/[handle]">

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await productByHandle((await params).handle)
  if (!product) {
    return {}
  }
  return {
    title: product.title,
    description: product.description.slice(0, 160),
    alternates: { canonical: `/items/${product.handle}` },
    openGraph: { title: product.title, images: product.pictures.slice(0, 1) },
  }
}

export default async function ItemPage({ params, searchParams }: Props) {
  const { handle } = await params
  const query = await searchParams
  const [product, period, region] = await Promise.all([
    productByHandle(handle),
    visitorPeriod(searchParams),
    shopRegion(),
  ])
  const variant =
    product?.variants.find(({ id }) => id === query.variant) ?? product?.variants[0]
  if (!product || !variant) {
    notFound()
  }
  const today = todayIn(shopTimeZone())
  const language = firstLanguage((await headers()).get("accept-language"))
  const rental = (await rentalItemsOf([product.id])).get(variant.id)
  return (
    <div className="shell pt-5 lg:pt-8">
      <ShopLink
        href={product.category ? `/items?category=${product.category.slug}` : "/items"}
        className="eyebrow inline-flex min-h-10 items-center hover:underline"
      >
        {product.category?.name ?? item.back}
      </ShopLink>
      <div className="mt-2 grid gap-8 lg:grid-cols-12 lg:gap-14">
        <div className="min-w-0 lg:col-span-7">
          <Gallery product={product} variant={variant} />
        </div>
        <div className="lg:col-span-5">
          <div className="lg:sticky lg:top-24">
            <h1 className="text-4xl sm:text-[2.75rem]">{product.title}</h1>
            {product.options.length > 0 && (
              <div className="mt-6">
                <OptionLinks product={product} variant={variant} />
              </div>
            )}
            <PeriodOffer
              variant={variant}
              period={period}
              currency={region.currency}
              today={today}
            />
            {rental?.is_package && <Components components={rental.components} />}
            <Description product={product} />
            <p className="mt-4 text-[0.9375rem] text-muted">
              {rental && rental.turnaround_after > 0 && !rental.is_package
                ? `${item.turnaround(rental.turnaround_after)} `
                : ""}
              {rental?.replacement_value && !rental.is_package
                ? item.replacement(
                    formatMoney(
                      rental.replacement_value,
                      rental.currency_code ?? region.currency
                    )
                  )
                : ""}
            </p>
            <div className="mt-10">
              <FreeCalendar
                variantId={variant.id}
                href={`/items/${product.handle}?variant=${variant.id}`}
                month={shownMonth(query.month, period?.start, today)}
                today={today}
                startsOn={weekStart(language)}
                period={period}
              />
            </div>
          </div>
        </div>
      </div>
      <Related product={product} searchParams={searchParams} />
    </div>
  )
}

function Description({ product }: { product: Product }) {
  return (
    <div className="mt-8 border-t border-line pt-6">
      <h2 className="sr-only">{item.about}</h2>
      {product.description.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph} className="mb-3 text-[1.0625rem] leading-relaxed">
          {paragraph}
        </p>
      ))}
      {product.tags.length > 0 && (
        <ul aria-label={item.tags} className="mt-4 flex flex-wrap gap-x-4 gap-y-1">
          {product.tags.map((tag) => (
            <li key={tag} className="text-sm text-muted">
              {tag}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

async function Related({
  product,
  searchParams,
}: {
  product: Product
  searchParams: Props["searchParams"]
}) {
  const categories = await listCategories()
  const category = categories.find(({ slug }) => slug === product.category?.slug)
  if (!category) {
    return null
  }
  const [{ products }, region, period] = await Promise.all([
    listProducts({ categoryId: category.id, limit: 5 }),
    shopRegion(),
    visitorPeriod(searchParams),
  ])
  const others = products.filter(({ id }) => id !== product.id).slice(0, 4)
  if (!others.length) {
    return null
  }
  return (
    <section aria-labelledby="related-title" className="mt-20">
      <h2 id="related-title" className="mb-6 text-2xl sm:text-3xl">
        {item.related}
      </h2>
      <ProductGrid
        products={others}
        currency={region.currency}
        facts={await periodFacts(others, period)}
      />
    </section>
  )
}

function shownMonth(
  asked: string | string[] | undefined,
  start: LocalDate | undefined,
  today: LocalDate
): LocalDate {
  const month = typeof asked === "string" ? parseLocalDate(`${asked}-01`) : null
  const shown = month ?? firstOfMonth(start ?? today)
  return shown < firstOfMonth(today) ? firstOfMonth(today) : shown
}
