import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { leaves, returns } from "../../modules/rental/papers/amounts"
import {
  type PaperFrame,
  type PaperOrder,
  type PaperText,
} from "../../modules/rental/papers/paper-frame"
import { type PaperName } from "../../modules/rental/papers/paper-names"
import {
  completePaperSettings,
  type PaperSettings,
} from "../../modules/rental/papers/settings/paper-settings"
import {
  fillIn,
  type Placeholder,
} from "../../modules/rental/papers/settings/placeholders"
import type RentalModuleService from "../../modules/rental/service"

/** The settings of the shop's papers, defaults filled in. */
export async function readPaperSettings(
  container: MedusaContainer
): Promise<PaperSettings> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [{ settings }, stores] = await Promise.all([
    rental.readPaperSettings(),
    query.graph({ entity: "store", fields: ["name"], pagination: { take: 1, skip: 0 } }),
  ])
  return completePaperSettings(settings, stores.data[0]?.name ?? "")
}

/** What stands around the content of a paper about an order. */
export function frameOf(
  settings: PaperSettings,
  name: PaperName,
  about: { order: PaperOrder; number?: string; made_at: string }
): PaperFrame {
  const { shop, look } = settings
  const { order, made_at, number = order.number } = about
  const text = fillText(settings.texts[name], placeholders(settings, order))
  return { shop, look, text, number, made_at }
}

/** The shop's terms, for the customer of an order. */
export function termsOf(settings: PaperSettings, order: PaperOrder): string {
  return fillIn(settings.terms, placeholders(settings, order))
}

/** A paper's texts with what their placeholders stand for. */
export function fillText(
  { title, intro, closing, footer }: PaperText,
  values: Record<Placeholder, string>
): PaperText {
  return {
    title,
    intro: fillIn(intro, values),
    closing: fillIn(closing, values),
    footer: fillIn(footer, values),
  }
}

function placeholders(
  { shop, look }: PaperSettings,
  { number, customer, period }: PaperOrder
): Record<Placeholder, string> {
  return {
    shop: shop.name,
    order: number,
    customer: customer.name,
    start: period ? leaves(look, period) : "",
    end: period ? returns(look, period) : "",
    days: period ? String(period.days) : "",
  }
}
