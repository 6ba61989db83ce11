import "server-only"

/** Where Medusa answers; read at run time, so a build serves any shop. */
export function medusaUrl(): string {
  return (process.env.MEDUSA_URL || "http://localhost:9000").replace(/\/$/, "")
}

/** Medusa's publishable key, which exists only once the shop is seeded. */
export function publishableKey(): string {
  const key = process.env.MEDUSA_PUBLISHABLE_KEY
  if (!key) {
    throw new Error(
      "MEDUSA_PUBLISHABLE_KEY is not set: the storefront cannot reach the shop"
    )
  }
  return key
}

/** The shop's time zone (IANA): decides which day today is. */
export function shopTimeZone(): string {
  return process.env.GATHER_TIMEZONE || "America/New_York"
}

/** The address customers use, for links in metadata, the sitemap and calendar files. */
export function storefrontUrl(): string {
  const port = process.env.PORT || process.env.STOREFRONT_PORT || "8000"
  return (process.env.STOREFRONT_URL || `http://localhost:${port}`).replace(/\/$/, "")
}
