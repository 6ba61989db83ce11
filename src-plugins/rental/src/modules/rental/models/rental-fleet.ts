import { model } from "@medusajs/framework/utils"

/** Units of one rental item owned at one stock location, from a slot on. */
export const RentalFleet = model.define("rental_fleet", {
  id: model.id({ prefix: "rfleet" }).primaryKey(),
  item_id: model.text(),
  location_id: model.text(),
  quantity: model.number(),
  from_slot: model.number().default(-2147483648),
})
