/** What the shop can do at the customer's: two at the start of a rental, two at its end. */
export const DELIVERY_KINDS = ["delivery", "set_up", "strike", "collection"] as const

export type DeliveryKind = (typeof DELIVERY_KINDS)[number]

/** On which day of a rental a kind of job is done. */
export const DAY_OF_KIND: Readonly<Record<DeliveryKind, "start_date" | "end_date">> = {
  delivery: "start_date",
  set_up: "start_date",
  strike: "end_date",
  collection: "end_date",
}

/** What a kind cannot be done without: nobody sets up what somebody else has brought. */
export const NEEDS_KIND: Readonly<Partial<Record<DeliveryKind, DeliveryKind>>> = {
  set_up: "delivery",
  strike: "collection",
}

/** As customers read it. */
export const KIND_WORDS: Readonly<Record<DeliveryKind, string>> = {
  delivery: "Delivery",
  set_up: "Set-up",
  strike: "Strike",
  collection: "Collection",
}
