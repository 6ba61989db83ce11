import "server-only"
import type { HttpTypes } from "@medusajs/types"
import { readStore } from "../medusa/client"

/** Where and in which currency the shop sells. */
export type ShopRegion = { id: string; currency: string; country: string }

/** The shop's region; the first one when there are several. */
export async function shopRegion(): Promise<ShopRegion> {
  const { regions } = await readStore<HttpTypes.StoreRegionListResponse>(
    "/store/regions",
    {
      query: { fields: "id,name,currency_code,*countries", limit: 1 },
      sharedAs: "region",
    }
  )
  const region = regions[0]
  if (!region) {
    throw new Error("The shop has no region: run the seed")
  }
  return {
    id: region.id,
    currency: region.currency_code,
    country: region.countries?.[0]?.iso_2 ?? "us",
  }
}
