import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type DeliverySetupCache } from "../delivery/delivery-setup"
import { type ItemIndex } from "../items/item-rows"
import { type ShopRules } from "../rules/period-rules"
import { type LimitedVisits } from "./plan-bookings"

/** What the ledger's writers and readers need besides their own arguments. */
export interface Ledger {
  readonly knex: Knex
  /** Every rental item of the shop, as it is now. */
  readonly items: () => Promise<ItemIndex>
  /** IANA zone of the shop. */
  readonly timezone: string
  /** Minutes a cart keeps its units after its last change. */
  readonly holdMinutes: number
  readonly holdLimit: HoldLimit
  /** Which ends of a rental have a limit a day. */
  readonly limitedVisits: () => Promise<LimitedVisits>
  /** The rules in force, for naming a period that works. */
  readonly shopRules: () => Promise<ShopRules>
  /** Zones and windows of delivery. */
  readonly delivery: DeliverySetupCache
}

/** The most that one visitor can hold at once, in all carts together. */
export interface HoldLimit {
  readonly carts: number
  readonly units: number
}
