"use client"

import { Check } from "lucide-react"
import { usePathname } from "next/navigation"
import { type ReactNode, useActionState, useState } from "react"
import { event as eventWords, item } from "@/copy/en"
import { addToEvent, chooseDates, type EventFormState } from "@/lib/cart/actions"
import { parsePeriod, type RentalPeriod, withPeriod } from "@/lib/dates/period"
import { formatMoney } from "@/lib/money/format-money"
import { HeldUntil } from "../held-until"
import { Problem } from "../problem"
import { QuantityStepper } from "../quantity-stepper"
import { ShopLink } from "../shop-link"

type Props = {
  variantId: string
  period: RentalPeriod
  available: number
  unitPrice: number
  currency: string
}

/** Quantity, what it comes to, and the button that adds and holds it. */
export function AddForm({ variantId, period, available, unitPrice, currency }: Props) {
  const [quantity, setQuantity] = useState(1)
  const [state, action, pending] = useActionState(addToEvent, {})
  return (
    <div>
      <form action={action} noValidate>
        <input type="hidden" name="start" value={period.start} />
        <input type="hidden" name="end" value={period.end} />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <QuantityStepper
            name={`quantity:${variantId}`}
            label={item.quantity}
            max={Math.max(1, available)}
            onChange={setQuantity}
            invalid={state.field === "quantity"}
          />
          <button
            name="add"
            value={variantId}
            disabled={pending || available < 1}
            className="btn btn-solid flex-1"
          >
            {pending ? item.adding : item.add}
          </button>
        </div>
        {quantity > 1 && (
          <p className="mt-3 text-[0.9375rem] text-muted">
            <strong className="font-medium text-ink">
              {formatMoney(unitPrice * quantity, currency)}
            </strong>{" "}
            {item.total(quantity)}
          </p>
        )}
      </form>
      <AddResult state={pending ? {} : state} />
    </div>
  )
}

/** What came of adding, below any form that adds. */
export function AddResult({ state }: { state: EventFormState }) {
  return (
    <div aria-live="polite">
      {state.done && (
        <p className="rise mt-4 flex items-start gap-3 rounded-xl border border-line bg-card p-4 text-[0.9375rem]">
          <Check
            aria-hidden
            size={20}
            strokeWidth={1.8}
            className="mt-0.5 shrink-0 text-accent"
          />
          <span>
            {state.done}{" "}
            {state.heldUntil && <HeldUntil at={state.heldUntil} words={item.heldUntil} />}{" "}
            <ShopLink href="/event" className="link font-medium whitespace-nowrap">
              {item.see}
            </ShopLink>
          </span>
        </p>
      )}
      {state.problem && (
        <Problem title={state.problem.message} missing={state.problem.missing} />
      )}
      {state.otherPeriod && <OtherPeriod key={state.at} other={state.otherPeriod} />}
    </div>
  )
}

function OtherPeriod({ other }: { other: NonNullable<EventFormState["otherPeriod"]> }) {
  const path = usePathname()
  return (
    <Problem title={item.other(other.words)}>
      <p className="mt-1">{item.otherText}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <MoveEvent back={path}>{item.move}</MoveEvent>
        <a
          href={withPeriod(path, parsePeriod(other.start, other.end))}
          className="btn btn-small btn-line"
        >
          {item.keep}
        </a>
      </div>
    </Problem>
  )
}

function MoveEvent({ back, children }: { back: string; children: ReactNode }) {
  const [state, action, pending] = useActionState(chooseDates, {})
  const query = typeof window === "undefined" ? "" : window.location.search
  const params = new URLSearchParams(query)
  return (
    <form action={action}>
      <input type="hidden" name="back" value={back + query} />
      <input type="hidden" name="start" value={params.get("start") ?? ""} />
      <input type="hidden" name="end" value={params.get("end") ?? ""} />
      <button className="btn btn-small btn-solid" disabled={pending}>
        {children}
      </button>
      {state.problem && (
        <p className="mt-2">
          {state.problem.message} {state.problem.missing.join(", ")}.{" "}
          <ShopLink href="/event" className="link">
            {eventWords.title}
          </ShopLink>
        </p>
      )}
    </form>
  )
}
