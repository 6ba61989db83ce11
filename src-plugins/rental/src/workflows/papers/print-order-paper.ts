import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import { type RentalAgreementPaper } from "../../modules/rental/papers/layouts/rental-agreement"
import { type OrderPaper } from "../../modules/rental/papers/paper-names"
import { type Papers } from "../../modules/rental/papers/paper-layouts"
import { renderPaper } from "../../modules/rental/papers/render-paper"
import { type PaperSettings } from "../../modules/rental/papers/settings/paper-settings"
import { todayIn, type LocalDate } from "../../modules/rental/periods/local-date"
import { readQuote } from "../../modules/rental/quotes/quotes"
import type RentalModuleService from "../../modules/rental/service"
import { readGoodsToPick, readPackedGoods, readReturnedGoods } from "./goods-of-paper"
import { readOrderOfPaper, type OrderOfPaper } from "./order-of-paper"
import { frameOf, readPaperSettings, termsOf } from "./paper-frame"

/** A PDF and what to call it. */
export interface PrintedPaper {
  bytes: Buffer
  filename: string
}

/** Papers that are printed from the order as it is; invoices are kept as they were issued. */
export type LivePaper = Exclude<OrderPaper, "invoice" | "credit-note">

/**
 * Prints a paper of an order as it is now.
 *
 * @throws RentalError `rental_not_found`
 */
export async function printOrderPaper(
  container: MedusaContainer,
  name: LivePaper,
  orderId: string
): Promise<PrintedPaper> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const paper = await gatherPaper(container, name, orderId)
  return {
    bytes: await renderPaper(name, paper, rental.options.papers),
    filename: `${name}-${paper.number}.pdf`,
  }
}

/** The data of a paper about an order. */
export async function gatherPaper<Name extends LivePaper>(
  container: MedusaContainer,
  name: Name,
  orderId: string
): Promise<Papers[Name]> {
  const settings = await readPaperSettings(container)
  const about = await readOrderOfPaper(container, orderId, settings.look)
  const gather: { [Each in LivePaper]: () => Promise<Papers[Each]> | Papers[Each] } = {
    quote: async () => ({
      ...priced(settings, "quote", about),
      valid_until: await readValidity(container, orderId),
    }),
    "rental-agreement": () => agreementOf(settings, about),
    "pick-list": async () => ({
      ...plain(settings, "pick-list", about),
      lines: await readGoodsToPick(container, orderId, about.goods),
    }),
    "packing-slip": async () => ({
      ...plain(settings, "packing-slip", about),
      lines: await readPackedGoods(container, orderId, about.goods),
    }),
    "return-receipt": async () => ({
      ...plain(settings, "return-receipt", about),
      goods: await readReturnedGoods(container, orderId),
    }),
  }
  return await gather[name]()
}

/** The agreement of an order, not signed. */
export function agreementOf(
  settings: PaperSettings,
  about: OrderOfPaper
): RentalAgreementPaper {
  return { ...priced(settings, "rental-agreement", about), signature: null }
}

/** The last day on which the order's quote can be accepted; null when it is none. */
async function readValidity(
  container: MedusaContainer,
  orderId: string
): Promise<LocalDate | null> {
  const { ledger, options } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const quote = await readQuote(ledger.knex, orderId)
  const lastMoment = quote && new Date(Date.parse(quote.expires_at) - 1)
  return lastMoment && todayIn(options.timezone, lastMoment)
}

function plain(settings: PaperSettings, name: LivePaper, about: OrderOfPaper) {
  const { order, created_at } = about
  return { ...frameOf(settings, name, { order, made_at: created_at }), order }
}

function priced(settings: PaperSettings, name: LivePaper, about: OrderOfPaper) {
  const { order, currency_code, lines, sums, agreed } = about
  return {
    ...plain(settings, name, about),
    currency_code,
    lines,
    sums,
    payments: agreed,
    terms: termsOf(settings, order),
  }
}
