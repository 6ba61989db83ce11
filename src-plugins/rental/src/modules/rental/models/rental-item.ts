import { model } from "@medusajs/framework/utils"

/**
 * What makes a product variant rentable. A package is a rental item with components and
 * without a fleet of its own.
 */
export const RentalItem = model.define("rental_item", {
  id: model.id({ prefix: "ritem" }).primaryKey(),
  variant_id: model.text().unique("rental_item_variant_id_unique"),
  product_id: model.text().index("rental_item_product_id_index"),
  /** Minutes of a slot: 1440 when rented by the day, 60 or a divisor of it by the hour. */
  slot_minutes: model.number().default(1440),
  /** Slots before the period when the units are already busy. */
  turnaround_before: model.number().default(0),
  /** Slots after the period when the units are still busy. */
  turnaround_after: model.number().default(0),
  /** What a lost unit costs, in major units of `currency_code`. */
  replacement_value: model.bigNumber().nullable(),
  currency_code: model.text().nullable(),
  /** Name of the rate card that turns a period into a price. */
  rate_card: model.text().default("per_day"),
  /** Where it is kept, in the shop's own words. */
  storage_place: model.text().nullable(),
  /** Of a package: `fixed`, or `percent` off the sum of its components. */
  package_pricing: model.text().default("fixed"),
  package_percent_off: model.float().default(0),
})
