import { type BigNumberInput, type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { readMoment } from "../../modules/rental/ledger/order-goods"
import { planPayment, type PaymentPlan } from "../../modules/rental/payments/payment-plan"
import type RentalModuleService from "../../modules/rental/service"

/** A cart or an order with what its lines come to. */
interface TotalledOrder {
  currency_code: string
  total: BigNumberInput
  items?: ({ variant_id?: string | null; total?: BigNumberInput } | null)[]
}

/**
 * When a cart, or a draft order, would be paid if it were placed today. Asks nothing of the
 * database in a shop where all is paid at once.
 *
 * @returns null in such a shop, and where nothing is rented
 */
export async function plannedPayment(
  container: MedusaContainer,
  entity: "cart" | "order",
  id: string
): Promise<PaymentPlan | null> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const rules = await rental.payments.current()
  if (!rules.share) {
    return null
  }
  const rented =
    entity === "cart" ? await rental.readCart(id) : await rental.readOrder(id)
  const order = rented && (await readTotals(container, entity, id))
  if (!order) {
    return null
  }
  const items = (order.items ?? []).flatMap((item) => item ?? [])
  const rentable = await rental.findRentable(
    items.flatMap(({ variant_id }) => variant_id ?? [])
  )
  if (!rentable.size) {
    return null
  }
  const { today } = await readMoment(rental.ledger.knex, rental.ledger)
  const sold = items.filter(({ variant_id }) => variant_id && !rentable.has(variant_id))
  return planPayment(
    rules,
    {
      currency_code: order.currency_code,
      total: order.total,
      goods: MathBN.sum(0, ...sold.map(({ total }) => total ?? 0)),
      start_date: rented.period.start_date,
    },
    today
  )
}

/** What customers see of it, in major units: the two amounts make the total. */
export type ShownPayment = Pick<PaymentPlan, "now" | "later" | "later_due_on">

/** The same, as customers see it. */
export async function shownPayment(
  container: MedusaContainer,
  entity: "cart" | "order",
  id: string
): Promise<ShownPayment | null> {
  const plan = await plannedPayment(container, entity, id)
  return plan && { now: plan.now, later: plan.later, later_due_on: plan.later_due_on }
}

async function readTotals(
  container: MedusaContainer,
  entity: "cart" | "order",
  id: string
): Promise<TotalledOrder | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity,
    fields: ["id", "currency_code", "total", "items.*", "items.total"],
    filters: { id },
  })
  return data[0] as unknown as TotalledOrder | undefined
}
