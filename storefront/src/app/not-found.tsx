import { Empty } from "@/components/empty"
import { ShopLink } from "@/components/shop-link"
import { problems } from "@/copy/en"

export default function NotFound() {
  return (
    <Empty heading="h1" title={problems.notFoundTitle} text={problems.notFoundText}>
      <ShopLink href="/items" className="btn btn-solid">
        {problems.notFoundAction}
      </ShopLink>
      <ShopLink href="/" className="btn btn-line">
        {problems.home}
      </ShopLink>
    </Empty>
  )
}
