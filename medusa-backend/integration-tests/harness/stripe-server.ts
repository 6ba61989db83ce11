import { createHmac, randomBytes } from "crypto"
import { once } from "events"
import { createServer, type IncomingMessage } from "http"
import type { AddressInfo } from "net"
import path from "path"
import type { Shop } from "./shop"

type Intent = {
  id: string
  object: "payment_intent"
  amount: number
  amount_capturable: number
  amount_received: number
  currency: string
  status: string
  last_payment_error?: { message: string }
  metadata: Record<string, string>
}

/** A server that speaks as much of Stripe as a payment needs. */
export type StripeServer = {
  /** What a shop must be opened with to pay through it, as `pp_stripe_local`. */
  readonly env: Record<string, string>
  intents: Map<string, Intent>
  /** The customer confirms: the money is reserved, and the shop is not told yet. */
  confirm: (intentId: string) => Intent
  /** Tells the shop, signed as Stripe signs. */
  notify: (shop: Shop, intentId: string, type: string) => Promise<number>
  /** Whether the cards that customers have left are refused from now on. */
  declines: boolean
  /** Calls that moved money: `confirm`, `cancel`, `capture`, `refund`, with their intents. */
  calls: string[]
  close: () => Promise<void>
}

export async function startStripe(): Promise<StripeServer> {
  const secret = `whsec_${randomBytes(12).toString("hex")}`
  const intents = new Map<string, Intent>()
  const calls: string[] = []
  const server = createServer((request, response) => {
    void readForm(request).then((form) => {
      const answer = reply(request, form)
      response.writeHead(answer ? 200 : 404, { "content-type": "application/json" })
      response.end(JSON.stringify(answer ?? { error: { message: "unknown" } }))
    })
  }).listen(0, "127.0.0.1")
  await once(server, "listening")

  function reply(request: IncomingMessage, form: URLSearchParams): unknown {
    const [, , kind, id, action] = new URL(request.url ?? "", "http://x").pathname.split(
      "/"
    )
    if (kind === "customers" && action === "payment_methods") {
      const method = { id: "pm_left", object: "payment_method", type: "card" }
      return { object: "list", data: [method], has_more: false }
    }
    if (kind === "customers") {
      return { id: `cus_${randomBytes(6).toString("hex")}`, object: "customer" }
    }
    if (kind === "refunds") {
      calls.push(`refund ${form.get("payment_intent")}`)
      return { id: `re_${randomBytes(6).toString("hex")}`, object: "refund" }
    }
    if (kind !== "payment_intents") {
      return undefined
    }
    const intent = id ? intents.get(id) : create(form)
    return intent && act(intent, action, form)
  }

  function create(form: URLSearchParams): Intent {
    const intent: Intent = {
      id: `pi_${randomBytes(8).toString("hex")}`,
      object: "payment_intent",
      amount: Number(form.get("amount")),
      amount_capturable: 0,
      amount_received: 0,
      currency: form.get("currency") ?? "usd",
      status: "requires_payment_method",
      metadata: { session_id: form.get("metadata[session_id]") ?? "" },
    }
    intents.set(intent.id, intent)
    if (form.get("confirm") === "true") {
      calls.push(`confirm ${intent.id}`)
      pay(intent)
    }
    return intent
  }

  /** With a card that was left, without the customer. */
  function pay(intent: Intent): void {
    if (stripe.declines) {
      intent.last_payment_error = { message: "Your card was declined." }
    } else {
      intent.status = "requires_capture"
      intent.amount_capturable = intent.amount
    }
  }

  function act(
    intent: Intent,
    action: string | undefined,
    form: URLSearchParams
  ): Intent {
    if (action) {
      calls.push(`${action} ${intent.id}`)
    }
    if (action === "cancel") {
      intent.status = "canceled"
    } else if (action === "capture") {
      intent.status = "succeeded"
      intent.amount_received = intent.amount
    } else if (form.has("amount")) {
      intent.amount = Number(form.get("amount"))
    }
    return intent
  }

  const { port } = server.address() as AddressInfo
  const stripe: StripeServer = {
    declines: false,
    env: {
      GATHER_PAYMENT_PROVIDER: path.resolve(__dirname, "../payment/local-stripe"),
      GATHER_STRIPE_URL: `http://127.0.0.1:${port}`,
      GATHER_STRIPE_WEBHOOK_SECRET: secret,
    },
    intents,
    calls,
    confirm: (intentId) => {
      const intent = intents.get(intentId)
      if (!intent) {
        throw new Error(`There is no payment intent ${intentId}`)
      }
      intent.status = "requires_capture"
      intent.amount_capturable = intent.amount
      return intent
    },
    notify: async (shop, intentId, type) => {
      const body = JSON.stringify({
        id: `evt_${randomBytes(8).toString("hex")}`,
        object: "event",
        type,
        data: { object: intents.get(intentId) },
      })
      const { status } = await shop.store("POST", "/hooks/payment/stripe_local", body, {
        "stripe-signature": sign(body, secret),
      })
      return status
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, "close")
    },
  }
  return stripe
}

function sign(body: string, secret: string): string {
  const now = Math.floor(Date.now() / 1000)
  const hash = createHmac("sha256", secret).update(`${now}.${body}`).digest("hex")
  return `t=${now},v1=${hash}`
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ""
  for await (const chunk of request) {
    text += String(chunk)
  }
  return new URLSearchParams(text)
}
