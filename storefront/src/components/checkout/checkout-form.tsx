"use client"

import { type ReactNode, useActionState, useEffect, useRef, useState } from "react"
import { checkout, event } from "@/copy/en"
import { submitCheckout } from "@/lib/checkout/actions"
import type { DeliveryOption } from "@/lib/checkout/delivery-options"
import { Problem } from "../problem"
import { ShopLink } from "../shop-link"
import { Totals } from "../totals"
import { ContactFields } from "./contact-fields"
import { DeliveryChoice } from "./delivery-choice"

type Props = {
  currency: string
  itemsTotal: number
  taxTotal: number
  email: string
  options: DeliveryOption[]
  initialOption: string | null
  /** The event's lines, drawn on the server. */
  lines: ReactNode
}

/** Contact, address, delivery and payment on one page; answers stand beside their fields. */
export function CheckoutForm(props: Props) {
  const { currency, itemsTotal, taxTotal, options } = props
  const [state, action, pending] = useActionState(submitCheckout, {})
  const [chosen, setChosen] = useState(props.initialOption ?? options[0]?.id ?? "")
  const form = useRef<HTMLFormElement>(null)
  const delivery = options.find((option) => option.id === chosen)
  const total = state.total ?? itemsTotal + taxTotal + (delivery?.amount ?? 0)
  const errors = state.errors ?? {}

  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus()
  }, [state.at])

  return (
    <form
      ref={form}
      action={action}
      noValidate
      className="mt-8 grid gap-10 lg:grid-cols-12 lg:gap-14"
    >
      <input type="hidden" name="shown_total" value={total} />
      <div className="space-y-10 lg:col-span-7">
        {state.errors && <Problem title={checkout.fix} />}
        <ContactFields
          key={state.at}
          typed={state.typed}
          email={props.email}
          errors={errors}
        />
        <DeliveryChoice
          options={options}
          currency={currency}
          chosen={chosen}
          onChoose={setChosen}
          error={errors.delivery}
        />
        <fieldset>
          <legend className="font-display text-2xl">{checkout.payment}</legend>
          <label className="mt-4 flex gap-3 rounded-xl border border-ink bg-card p-4">
            <input
              type="radio"
              name="payment"
              value="invoice"
              defaultChecked
              className="mt-1 size-5 shrink-0 accent-accent"
            />
            <span>
              <span className="font-medium">{checkout.invoice}</span>
              <span className="block text-[0.9375rem] text-muted">
                {checkout.invoiceText}
              </span>
            </span>
          </label>
        </fieldset>
      </div>
      <section aria-labelledby="summary-title" className="lg:col-span-5">
        <div className="rounded-2xl border border-line bg-card p-6 lg:sticky lg:top-24">
          <h2 id="summary-title" className="text-2xl">
            {event.summary}
          </h2>
          {props.lines}
          <div aria-live="polite">
            <Totals
              currency={currency}
              rows={[
                { label: event.items, amount: itemsTotal },
                delivery
                  ? { label: delivery.name, amount: delivery.amount }
                  : { label: event.delivery, words: checkout.missingDelivery },
                ...(taxTotal > 0 ? [{ label: event.tax, amount: taxTotal }] : []),
              ]}
              total={{ label: event.total, amount: total }}
            />
          </div>
          {state.problem && (
            <Problem title={state.problem.message} missing={state.problem.missing}>
              {state.problem.missing.length > 0 && (
                <ShopLink href="/event" className="link mt-2 inline-block">
                  {checkout.back}
                </ShopLink>
              )}
            </Problem>
          )}
          <button
            className="btn btn-solid mt-6 w-full"
            disabled={pending || !options.length}
          >
            {pending ? checkout.placing : checkout.place}
          </button>
        </div>
      </section>
    </form>
  )
}
