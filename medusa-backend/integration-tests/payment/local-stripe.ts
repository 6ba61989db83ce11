import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import StripeProvider from "@medusajs/payment-stripe/dist/services/stripe-provider"
import { createRequire } from "module"

type Options = ConstructorParameters<typeof StripeProvider>[1]
type StripeSdk = new (apiKey: string, config: Record<string, unknown>) => object

/** The SDK of the version that Medusa's provider uses. */
const Stripe = createRequire(require.resolve("@medusajs/payment-stripe"))(
  "stripe"
) as StripeSdk

/**
 * Medusa's own Stripe provider, its SDK speaking to the server at `GATHER_STRIPE_URL`: the
 * provider has no option for the host. Loaded through `GATHER_PAYMENT_PROVIDER`.
 */
class LocalStripeProvider extends StripeProvider {
  /** Its settings come from the environment, and are always there. */
  static override validateOptions(): void {}

  constructor(container: Record<string, unknown>, options: Options) {
    const settings = {
      apiKey: "sk_test_local",
      webhookSecret: process.env.GATHER_STRIPE_WEBHOOK_SECRET ?? "",
    }
    super(container, { ...options, ...settings })
    // Its constructor hands on what it was called with, not what we made of it.
    const { hostname, port } = new URL(process.env.GATHER_STRIPE_URL ?? "")
    Object.assign(this, {
      options_: settings,
      stripe_: new Stripe(settings.apiKey, { host: hostname, port, protocol: "http" }),
    })
  }
}

export default ModuleProvider(Modules.PAYMENT, { services: [LocalStripeProvider] })
