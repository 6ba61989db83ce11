import { catalogue } from "@/copy/en"
import type { Category } from "@/lib/catalogue/categories"
import { ShopLink } from "../shop-link"

/** The catalogue's categories as a row that scrolls on a phone and wraps on a desk. */
export function CategoryNav({
  categories,
  current,
}: {
  categories: Category[]
  current: string | undefined
}) {
  return (
    <nav
      aria-label={catalogue.filter}
      className="-mx-5 mt-7 overflow-x-auto px-5 [scrollbar-width:none] lg:mx-0 lg:px-0"
    >
      <ul className="flex gap-2 lg:flex-wrap">
        <Pill href="/items" current={!current}>
          {catalogue.everything}
        </Pill>
        {categories.map((category) => (
          <Pill
            key={category.id}
            href={`/items?category=${category.slug}`}
            current={category.slug === current}
          >
            {category.name}
          </Pill>
        ))}
      </ul>
    </nav>
  )
}

function Pill({
  href,
  current,
  children,
}: {
  href: string
  current: boolean
  children: string
}) {
  return (
    <li className="shrink-0">
      <ShopLink
        href={href}
        aria-current={current ? "page" : undefined}
        className="inline-flex min-h-10 items-center rounded-full border border-line bg-card px-4 text-[0.9375rem] whitespace-nowrap hover:border-edge aria-[current]:border-ink aria-[current]:bg-ink aria-[current]:text-white"
      >
        {children}
      </ShopLink>
    </li>
  )
}
