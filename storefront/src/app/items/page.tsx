import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { CategoryNav } from "@/components/catalogue/category-nav"
import { Pages } from "@/components/catalogue/pages"
import { ProductGrid } from "@/components/catalogue/product-grid"
import { ChooseDatesLink } from "@/components/dates/choose-dates-link"
import { Empty } from "@/components/empty"
import { ShopLink } from "@/components/shop-link"
import { catalogue } from "@/copy/en"
import { type Category, listCategories } from "@/lib/catalogue/categories"
import { listProducts, PAGE_SIZE } from "@/lib/catalogue/products"
import { visitorPeriod } from "@/lib/dates/visitor-period"
import { periodFacts } from "@/lib/rental/period-facts"
import { shopRegion } from "@/lib/shop/region"

type Props = PageProps<"/items">

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const category = await chosenCategory((await searchParams).category)
  return {
    title: category?.name ?? catalogue.title,
    description: category?.description || catalogue.intro,
    alternates: { canonical: category ? `/items?category=${category.slug}` : "/items" },
  }
}

export default async function ItemsPage({ searchParams }: Props) {
  const query = await searchParams
  const [period, categories, region, category] = await Promise.all([
    visitorPeriod(searchParams),
    listCategories(),
    shopRegion(),
    chosenCategory(query.category),
  ])
  const page = Math.max(1, Math.trunc(Number(query.page)) || 1)
  const { products, count } = await listProducts({ categoryId: category?.id, page })
  const facts = await periodFacts(products, period)
  return (
    <div className="shell pt-8 lg:pt-12">
      <h1 className="text-4xl sm:text-5xl">{category?.name ?? catalogue.title}</h1>
      <p className="mt-3 max-w-prose text-lg text-muted">
        {category?.description || catalogue.intro}
      </p>
      <CategoryNav categories={categories} current={category?.slug} />
      <div className="mt-6 mb-6 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 text-[0.9375rem] text-muted">
        <p>{catalogue.count(count)}</p>
        {!period && (
          <ChooseDatesLink className="link py-1">{catalogue.noDates}</ChooseDatesLink>
        )}
      </div>
      <h2 className="sr-only">{catalogue.grid}</h2>
      {products.length ? (
        <ProductGrid
          products={products}
          currency={region.currency}
          facts={facts}
          leading
        />
      ) : (
        <Empty title={catalogue.empty}>
          <ShopLink href="/items" className="btn btn-line">
            {catalogue.emptyAction}
          </ShopLink>
        </Empty>
      )}
      <Pages page={page} of={Math.ceil(count / PAGE_SIZE)} category={category?.slug} />
    </div>
  )
}

async function chosenCategory(
  slug: string | string[] | undefined
): Promise<Category | undefined> {
  if (!slug) {
    return undefined
  }
  const found = (await listCategories()).find((category) => category.slug === slug)
  return found ?? notFound()
}
