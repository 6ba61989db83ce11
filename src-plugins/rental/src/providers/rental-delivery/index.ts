import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { RentalDeliveryProvider } from "./rental-delivery-provider"

/** Medusa's fulfilment module loads this: `@gather/medusa-rental/providers/rental-delivery`. */
export default ModuleProvider(Modules.FULFILLMENT, {
  services: [RentalDeliveryProvider],
})
