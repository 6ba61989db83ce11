import type { MedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../modules/rental"
import { type RateCard } from "../../modules/rental/pricing/rate-card"
import { type SavedRateCard } from "../../modules/rental/pricing/saved-rate-cards"
import type RentalModuleService from "../../modules/rental/service"
import { idField } from "./fields"
import { parseRequest } from "./parse-request"

/** A rate card as staff read it. */
export type RateCardAnswer =
  | (SavedRateCard & { source: "saved" })
  | { name: string; source: "code"; items: number; definition: unknown }

/** The rate cards of the shop, those written in code first. */
export async function describeRateCards(
  rental: RentalModuleService
): Promise<RateCardAnswer[]> {
  const [saved, items] = await Promise.all([
    rental.rateCards.list(),
    rental.ledger.items(),
  ])
  const names = new Set(saved.map((card) => card.name))
  const inCode = [...rental.options.rateCards.values()].filter(
    (card) => !names.has(card.name)
  )
  return [
    ...inCode.map((card) => describeCode(card, [...items.values()])),
    ...saved.map((card) => ({ ...card, source: "saved" as const })),
  ]
}

/**
 * A rate card by the name in the path.
 *
 * @throws RentalError `rental_not_found`
 */
export async function describeRateCard(req: MedusaRequest): Promise<RateCardAnswer> {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const name = pathName(req)
  const known = (await describeRateCards(rental)).find((card) => card.name === name)
  return known ?? { ...(await rental.rateCards.read(name)), source: "saved" }
}

/** The `:name` of a path. */
export function pathName(req: MedusaRequest): string {
  return parseRequest(z.object({ name: idField }), req.params).name
}

function describeCode(
  card: RateCard,
  items: readonly { rate_card: string }[]
): RateCardAnswer {
  return {
    name: card.name,
    source: "code",
    items: items.filter((item) => item.rate_card === card.name).length,
    definition: card.definition ?? null,
  }
}
