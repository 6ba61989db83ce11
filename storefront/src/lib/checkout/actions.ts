"use server"

import { redirect } from "next/navigation"
import { checkout as copy, problems } from "@/copy/en"
import { forgetCart } from "../cart/cart-cookie"
import { type CartProblem, toCartProblem } from "../cart/problem"
import { readCart } from "../cart/read-cart"
import { formatMoney } from "../money/format-money"
import { rememberOrder } from "../orders/order-cookie"
import { shopRegion } from "../shop/region"
import {
  checkContact,
  type CheckoutErrors,
  type Contact,
  readContact,
} from "./contact-form"
import { deliveryOptions } from "./delivery-options"
import { fillCart, placeOrder } from "./place-order"

/** What the checkout form answers; `typed` keeps what the customer wrote. */
export type CheckoutState = {
  at?: number
  typed?: Contact
  delivery?: string
  errors?: CheckoutErrors
  problem?: CartProblem
  /** The total the customer is asked to agree to next, when it has changed. */
  total?: number
}

/** Places the order with what was typed, or says beside each field what is missing. */
export async function submitCheckout(
  _previous: CheckoutState,
  form: FormData
): Promise<CheckoutState> {
  const typed = readContact(form)
  const delivery = String(form.get("delivery") ?? "")
  const kept = { at: Date.now(), typed, delivery }
  const cart = await readCart()
  if (!cart?.lines.length) {
    return { ...kept, problem: { message: problems.noEvent, missing: [] } }
  }
  const options = await deliveryOptions(cart.id)
  const errors = checkContact(typed)
  if (!options.some((option) => option.id === delivery)) {
    errors.delivery = copy.missingDelivery
  }
  if (Object.keys(errors).length) {
    return { ...kept, errors }
  }
  let orderId: string
  try {
    const total = await fillCart(cart.id, typed, delivery, await shopRegion())
    if (total !== Number(form.get("shown_total"))) {
      const message = copy.totalChanged(formatMoney(total, cart.currency))
      return { ...kept, total, problem: { message, missing: [] } }
    }
    orderId = await placeOrder(cart.id)
  } catch (error) {
    return { ...kept, problem: toCartProblem(error) }
  }
  await rememberOrder(orderId, cart.id)
  await forgetCart()
  redirect(`/orders/${orderId}/confirmed`)
}
