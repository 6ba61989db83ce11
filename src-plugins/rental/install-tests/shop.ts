import type { Seed } from "./stock-project"

export interface Answer {
  status: number
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any
}

type Call = (
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: object
) => Promise<Answer>

/** The shop over HTTP, as its customers and its staff reach it. */
export class Shop {
  readonly store: Call
  readonly admin: Call

  constructor(
    url: string,
    readonly seed: Seed
  ) {
    this.store = caller(url, { "x-publishable-api-key": seed.publishable_key })
    const basic = Buffer.from(`${seed.secret_key}:`).toString("base64")
    this.admin = caller(url, { authorization: `Basic ${basic}` })
  }

  /** How many units of a variant are free in a period. */
  async free(sku: keyof Seed["variants"], period: Period): Promise<number> {
    const query = new URLSearchParams({ ...period, variant_id: this.seed.variants[sku] })
    const { body } = await ok(this.store("GET", `/store/rental/availability?${query}`))
    return body.availability[0].available
  }

  /** A new cart with a period. */
  async openCart(period: Period): Promise<string> {
    const { body } = await ok(
      this.store("POST", "/store/carts", { region_id: this.seed.regions.usd })
    )
    await ok(this.store("POST", `/store/carts/${body.cart.id}/rental-period`, period))
    return body.cart.id
  }

  add(cart: string, sku: keyof Seed["variants"], quantity: number): Promise<Answer> {
    return this.store("POST", `/store/carts/${cart}/rental-items`, {
      variant_id: this.seed.variants[sku],
      quantity,
    })
  }

  /** Address, delivery and payment: all that a cart needs besides its lines. */
  async checkOut(cart: string, email: string): Promise<void> {
    const address = {
      first_name: "Ada",
      last_name: "Reyes",
      address_1: "5 Mill Lane",
      city: "Hudson",
      country_code: "us",
      postal_code: "12534",
    }
    await ok(
      this.store("POST", `/store/carts/${cart}`, {
        email,
        shipping_address: address,
        billing_address: address,
      })
    )
    const options = await ok(this.store("GET", `/store/shipping-options?cart_id=${cart}`))
    await ok(
      this.store("POST", `/store/carts/${cart}/shipping-methods`, {
        option_id: options.body.shipping_options[0].id,
      })
    )
    const { body } = await ok(
      this.store("POST", "/store/payment-collections", { cart_id: cart })
    )
    await ok(
      this.store(
        "POST",
        `/store/payment-collections/${body.payment_collection.id}/payment-sessions`,
        { provider_id: "pp_system_default" }
      )
    )
  }

  complete(cart: string): Promise<Answer> {
    return this.store("POST", `/store/carts/${cart}/complete`)
  }
}

export interface Period {
  start_date: string
  end_date: string
}

/** Three days, that many days from now. */
export function threeDaysIn(days: number): Period {
  const day = (offset: number) =>
    new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  return { start_date: day(days), end_date: day(days + 2) }
}

/** Fails with the answer's own words when the call did not succeed. */
export async function ok(answer: Promise<Answer>): Promise<Answer> {
  const { status, body } = await answer
  if (status >= 300) {
    throw new Error(`Expected success, got ${status}: ${JSON.stringify(body)}`)
  }
  return { status, body }
}

function caller(url: string, headers: Record<string, string>): Call {
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: body && JSON.stringify(body),
    })
    const text = await response.text()
    try {
      return { status: response.status, body: JSON.parse(text) }
    } catch {
      return { status: response.status, body: text }
    }
  }
}
