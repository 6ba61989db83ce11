import { checkout } from "@/copy/en"
import type { DeliveryOption } from "@/lib/checkout/delivery-options"
import { formatMoney } from "@/lib/money/format-money"

type Props = {
  options: DeliveryOption[]
  currency: string
  chosen: string
  onChoose: (id: string) => void
  error: string | undefined
}

/** Delivery or collection, each with what it costs. */
export function DeliveryChoice({ options, currency, chosen, onChoose, error }: Props) {
  return (
    <fieldset aria-describedby={error ? "delivery-error" : undefined}>
      <legend className="font-display text-2xl">{checkout.delivery}</legend>
      {!options.length && <p className="mt-3">{checkout.noDelivery}</p>}
      <div className="mt-4 space-y-3">
        {options.map((option) => (
          <label
            key={option.id}
            className="flex gap-3 rounded-xl border border-line bg-card p-4 hover:border-edge has-checked:border-ink"
          >
            <input
              type="radio"
              name="delivery"
              value={option.id}
              checked={option.id === chosen}
              onChange={() => onChoose(option.id)}
              className="mt-1 size-5 shrink-0 accent-accent"
            />
            <span className="min-w-0 flex-1">
              <span className="font-medium">{option.name}</span>
              {option.description && (
                <span className="block text-[0.9375rem] text-muted">
                  {option.description}
                </span>
              )}
            </span>
            <span className="tabular-nums">
              {option.amount ? formatMoney(option.amount, currency) : checkout.free}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id="delivery-error" className="mt-2 text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  )
}
