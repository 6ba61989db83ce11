import { Button, Text } from "@medusajs/ui"
import { useState } from "react"
import { fleetAhead } from "../lib/fleet"
import { formatDay } from "../lib/format-day"
import { type ProductVariant, type RentalItem } from "../lib/rental-api"
import { rentedBy, slotUnits } from "../lib/slot-words"
import { AvailabilityStrip } from "./availability-strip"
import { RentalItemForm } from "./rental-item-form"

interface VariantRentalProps {
  productId: string
  variant: ProductVariant
  item: RentalItem | undefined
  locations: { id: string; name: string }[]
  /** Of the shop, `YYYY-MM-DD`. */
  today: string
}

/** How one variant is rented: what it is now, the next 30 days, and a form to change it. */
export const VariantRental = ({
  productId,
  variant,
  item,
  locations,
  today,
}: VariantRentalProps) => {
  const [editing, setEditing] = useState(false)
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex items-start justify-between gap-x-4">
        <div>
          <Text size="small" weight="plus">
            {variant.title}
            {variant.sku ? ` · ${variant.sku}` : ""}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {item ? describe(item, variant, today) : "Sold, not rented"}
          </Text>
        </div>
        {!editing && (
          <Button size="small" variant="secondary" onClick={() => setEditing(true)}>
            {item ? "Edit" : "Rent this out"}
          </Button>
        )}
      </div>
      {item?.is_package && (
        <Text size="small" className="text-ui-fg-subtle">
          Package of{" "}
          {item.components.map((part) => `${part.quantity} × ${part.title}`).join(", ")}
        </Text>
      )}
      {item && <AvailabilityStrip variantId={variant.id} today={today} />}
      {editing && (
        <RentalItemForm
          productId={productId}
          variantId={variant.id}
          item={item}
          locations={locations}
          onClose={() => setEditing(false)}
        />
      )}
    </div>
  )
}

const describe = (item: RentalItem, variant: ProductVariant, today: string): string => {
  const { units, changes } = fleetAhead(item.fleet, today)
  const rates = (variant.prices ?? []).map(
    (price) => `${price.amount} ${price.currency_code.toUpperCase()} a day`
  )
  return [
    item.is_package ? null : `${units} ${units === 1 ? "unit" : "units"}`,
    ...changes.map((change) => `${change.units} from ${formatDay(change.day)}`),
    item.slot_minutes === 1440 ? null : `rented ${rentedBy(item.slot_minutes)}`,
    rates.length ? [...new Set(rates)].join(", ") : null,
    `turnaround ${item.turnaround_before} before, ${item.turnaround_after} after` +
      (item.slot_minutes === 1440 ? "" : ` (${slotUnits(item.slot_minutes)})`),
    item.replacement_value === null
      ? null
      : `replacement ${item.replacement_value} ${(item.currency_code ?? "").toUpperCase()}`.trim(),
  ]
    .filter(Boolean)
    .join(" · ")
}
