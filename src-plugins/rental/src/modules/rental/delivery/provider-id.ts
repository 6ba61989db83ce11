/** The identifier of the fulfilment provider; a shop's id follows it: `rental-delivery_van`. */
export const DELIVERY_PROVIDER = "rental-delivery"

/** Whether a shipping option is of this plugin's fulfilment provider. */
export function isDeliveryProvider(providerId: string | null | undefined): boolean {
  return (providerId ?? "").startsWith(`${DELIVERY_PROVIDER}_`)
}
