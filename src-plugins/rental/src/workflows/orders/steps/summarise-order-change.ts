import { type MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { type Shortage } from "../../../modules/rental/errors/rental-error"
import { orderShortages } from "../../../modules/rental/ledger/order-shortages"
import { type RentalPeriod } from "../../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../../modules/rental/service"
import { nameShortages } from "../../carts/shortage-titles"
import { type OrderPlan } from "./plan-order-change"

/** What a change of an order comes to. Amounts are in major units, tax included. */
export interface OrderChangeSummary {
  order_id: string
  /** Nothing was written. */
  dry_run: boolean
  period: RentalPeriod
  /** Whether the lines that were there keep their prices. */
  prices: OrderPlan["prices"]
  lines: ChangedLine[]
  currency_code: string
  total_before: number
  total_after: number
  /** What the change adds to the total; negative when it gives back. */
  difference: number
  /** Lines that would lack units; always empty once written. */
  shortages: Shortage[]
}

export interface ChangedLine {
  variant_id: string
  quantity: number
  unit_price: number
  /** What was agreed before the change; null for a line that is added. */
  agreed_unit_price: number | null
  /** What the line costs by its rate card now, for the dates and quantity of the change. */
  current_unit_price: number | null
}

/**
 * Says what a change comes to: after it was written, or of an edit that is open for preview.
 *
 * @example
 * summariseOrderChangeStep({ plan, preview: true })
 */
export const summariseOrderChangeStep = createStep(
  "summarise-order-change",
  async ({ plan, preview }: { plan: OrderPlan; preview: boolean }, { container }) =>
    new StepResponse(await summarise(container, plan, preview))
)

async function summarise(
  container: MedusaContainer,
  plan: OrderPlan,
  preview: boolean
): Promise<OrderChangeSummary> {
  const order = await container.resolve(Modules.ORDER).previewOrderChange(plan.order_id)
  const total = Number(order.total)
  const prices = new Map(
    (order.items ?? []).map((item) => [item.variant_id, Number(item.unit_price)])
  )
  const offers = new Map(plan.offers.map((offer) => [offer.variant_id, offer]))
  return {
    order_id: plan.order_id,
    dry_run: preview,
    period: plan.period,
    lines: plan.lines.map(({ variant_id, quantity }) => ({
      variant_id,
      quantity,
      unit_price: prices.get(variant_id) ?? 0,
      agreed_unit_price: offers.get(variant_id)?.agreed ?? null,
      current_unit_price: offers.get(variant_id)?.current ?? null,
    })),
    prices: plan.prices,
    currency_code: plan.currency_code,
    total_before: plan.total_before,
    total_after: total,
    difference: Number((total - plan.total_before).toFixed(6)),
    shortages: preview ? await findShortages(container, plan) : [],
  }
}

async function findShortages(
  container: MedusaContainer,
  plan: OrderPlan
): Promise<Shortage[]> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  if (plan.state === "draft") {
    return []
  }
  const shortages = await orderShortages(rental.ledger, plan)
  return await nameShortages(container, shortages)
}
