import { model } from "@medusajs/framework/utils"

/** One package takes `quantity` units of the component. */
export const RentalPackageComponent = model.define("rental_package_component", {
  id: model.id({ prefix: "rpkgc" }).primaryKey(),
  package_item_id: model.text(),
  component_item_id: model.text(),
  quantity: model.number(),
  position: model.number().default(0),
  /** Whether the customer can leave it out, and whether it is in unless they say otherwise. */
  is_optional: model.boolean().default(false),
  is_default: model.boolean().default(true),
  /** With a fixed price: `included`, or `own`. */
  charge: model.text().default("included"),
})
