"use client"

import { useActionState, useState } from "react"
import { event } from "@/copy/en"
import { changeQuantity } from "@/lib/cart/actions"
import { Problem } from "../problem"
import { QuantityStepper } from "../quantity-stepper"

/** Changes how many of a line there are, or takes it out. */
export function LineForm({
  lineId,
  name,
  quantity,
}: {
  lineId: string
  name: string
  quantity: number
}) {
  const [state, action, pending] = useActionState(changeQuantity, {})
  const [wanted, setWanted] = useState(quantity)
  return (
    <>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <form action={action} noValidate className="flex items-center gap-3">
          <input type="hidden" name="line" value={lineId} />
          <QuantityStepper
            name="quantity"
            label={event.quantityOf(name)}
            initial={quantity}
            onChange={setWanted}
            invalid={state.field === "quantity"}
          />
          {wanted === quantity ? (
            <noscript>
              <button className="btn btn-small btn-line">{event.update}</button>
            </noscript>
          ) : (
            <button
              className="btn btn-small btn-line"
              disabled={pending}
              aria-label={`${event.update}: ${event.quantityOf(name)}`}
            >
              {pending ? event.updating : event.update}
            </button>
          )}
        </form>
        <form action={action}>
          <input type="hidden" name="line" value={lineId} />
          <input type="hidden" name="quantity" value="0" />
          <button
            className="link min-h-10 px-1 text-[0.9375rem] text-muted"
            disabled={pending}
            aria-label={event.removeItem(name)}
          >
            {event.remove}
          </button>
        </form>
      </div>
      {state.problem && (
        <Problem title={state.problem.message} missing={state.problem.missing} />
      )}
    </>
  )
}
