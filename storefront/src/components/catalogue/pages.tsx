import { catalogue } from "@/copy/en"
import { ShopLink } from "../shop-link"

/** The way to the pages before and after; nothing when there is only one. */
export function Pages({
  page,
  of,
  category,
}: {
  page: number
  of: number
  category: string | undefined
}) {
  if (of <= 1) {
    return null
  }
  const href = (n: number) => {
    const query = new URLSearchParams(category ? { category } : {})
    if (n > 1) {
      query.set("page", String(n))
    }
    return `/items?${query.toString()}`
  }
  return (
    <nav
      aria-label={catalogue.pages}
      className="mt-14 flex items-center justify-center gap-6 text-[0.9375rem]"
    >
      {page > 1 && (
        <ShopLink href={href(page - 1)} className="btn btn-small btn-line">
          {catalogue.previous}
        </ShopLink>
      )}
      <p className="text-muted">{catalogue.page(page, of)}</p>
      {page < of && (
        <ShopLink href={href(page + 1)} className="btn btn-small btn-line">
          {catalogue.next}
        </ShopLink>
      )}
    </nav>
  )
}
