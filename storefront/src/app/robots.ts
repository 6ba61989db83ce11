import type { MetadataRoute } from "next"
import { connection } from "next/server"
import { storefrontUrl } from "@/lib/shop/config"

export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection()
  return {
    rules: {
      userAgent: "*",
      disallow: ["/event", "/checkout", "/orders/", "/vibe/", "/api/"],
    },
    sitemap: `${storefrontUrl()}/sitemap.xml`,
  }
}
