import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { readMoment } from "../../modules/rental/ledger/order-goods"
import { todayIn, type LocalDate } from "../../modules/rental/periods/local-date"
import { type RentalPeriod } from "../../modules/rental/periods/rental-period"
import {
  rentalAttributes,
  type RentalAttributes,
} from "../../modules/rental/promotions/promotion-attributes"
import type RentalModuleService from "../../modules/rental/service"
import { readPlannedPeriod } from "../orders/torn-edits"

/** What Medusa adds to the context in which it looks at the rules of promotions. */
export type RentalPromotionContext = { rental: RentalAttributes } | undefined

interface Line {
  variant_id?: string | null
}

/** The rental side of a cart, for rules of promotions; undefined without a period. */
export async function cartPromotionContext(
  container: MedusaContainer,
  cart: { id: string; items?: readonly (Line | null)[] | null }
): Promise<RentalPromotionContext> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const rented = await rental.readCart(cart.id)
  return rented?.period
    ? await contextOf(rental, {
        period: rented.period,
        orderedOn: (await readMoment(rental.ledger.knex, rental.ledger)).today,
        lines: cart.items ?? [],
      })
    : undefined
}

/**
 * The rental side of an order, placed or draft, as it will be when a change of it is done. Its
 * lead time is from the day on which it was made.
 */
export async function orderPromotionContext(
  container: MedusaContainer,
  order: { id: string; items?: readonly (Line | null)[] | null }
): Promise<RentalPromotionContext> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [rented, planned] = await Promise.all([
    rental.readOrder(order.id),
    readPlannedPeriod(container, order.id),
  ])
  const period = planned ?? rented?.period
  return period
    ? await contextOf(rental, {
        period,
        orderedOn: await orderedOn(container, rental, order.id),
        lines: order.items ?? [],
      })
    : undefined
}

async function contextOf(
  rental: RentalModuleService,
  {
    period,
    orderedOn,
    lines,
  }: { period: RentalPeriod; orderedOn: LocalDate; lines: readonly (Line | null)[] }
): Promise<RentalPromotionContext> {
  const { rentable } = await rental.readRentable(
    lines.flatMap((line) => line?.variant_id ?? [])
  )
  return {
    rental: rentalAttributes(
      period,
      orderedOn,
      [...rentable].map(([variant_id, { components }]) => ({
        variant_id,
        is_package: components.length > 0,
      }))
    ),
  }
}

async function orderedOn(
  container: MedusaContainer,
  { options }: RentalModuleService,
  orderId: string
): Promise<LocalDate> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "created_at"],
    filters: { id: orderId },
  })
  const made = (data[0] as unknown as { created_at?: string | Date } | undefined)
    ?.created_at
  return todayIn(options.timezone, made ? new Date(made) : new Date())
}
