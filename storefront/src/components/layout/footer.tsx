import { layout, shop } from "@/copy/en"
import { PACKAGES } from "@/lib/catalogue/categories"
import { ShopLink } from "../shop-link"

/** The foot of every page. */
export function Footer() {
  return (
    <footer className="mt-24 border-t border-line bg-sand">
      <div className="shell grid gap-10 py-14 md:grid-cols-12">
        <div className="md:col-span-4">
          <p className="font-display text-2xl">{shop.name}</p>
          <p className="mt-2 max-w-[28ch] text-muted">{shop.tagline}.</p>
        </div>
        <div className="md:col-span-2">
          <h2 className="font-sans text-[0.9375rem] font-semibold">
            {layout.footerShop}
          </h2>
          <ul className="mt-2 text-[0.9375rem]">
            <FooterLink href="/items">{layout.items}</FooterLink>
            <FooterLink href={`/items?category=${PACKAGES}`}>
              {layout.packages}
            </FooterLink>
            <FooterLink href="/vibe">{layout.vibe}</FooterLink>
            <FooterLink href="/event">{layout.event}</FooterLink>
          </ul>
        </div>
        <div className="md:col-span-6">
          <h2 className="font-sans text-[0.9375rem] font-semibold">{layout.footerHow}</h2>
          <ol className="mt-3 space-y-2 text-[0.9375rem]">
            {layout.footerSteps.map((step, index) => (
              <li key={step} className="flex gap-3">
                <span aria-hidden className="font-display text-muted">
                  {index + 1}
                </span>
                {step}
              </li>
            ))}
          </ol>
          <p className="mt-4 text-[0.9375rem] text-muted">{layout.footerPromise}</p>
        </div>
      </div>
    </footer>
  )
}

function FooterLink({ href, children }: { href: string; children: string }) {
  return (
    <li>
      <ShopLink href={href} className="inline-flex min-h-8 items-center hover:underline">
        {children}
      </ShopLink>
    </li>
  )
}
