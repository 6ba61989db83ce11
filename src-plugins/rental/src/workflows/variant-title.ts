/** What a variant is called: its product, and its own title where that says more. */
export function variantTitle(variant: {
  title?: string | null
  product?: { title?: string | null } | null
}): string {
  const product = variant.product?.title ?? ""
  const own = variant.title ?? ""
  return own && !/^default\b/i.test(own) && own !== product
    ? `${product} – ${own}`
    : product || own
}
