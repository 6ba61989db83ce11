import { model } from "@medusajs/framework/utils"

/** One package takes `quantity` units of the component. */
export const RentalPackageComponent = model.define("rental_package_component", {
  id: model.id({ prefix: "rpkgc" }).primaryKey(),
  package_item_id: model.text(),
  component_item_id: model.text(),
  quantity: model.number(),
})
