import { type ICartModuleService, type MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import type RentalModuleService from "../../modules/rental/service"
import { isWaiver, waiverAmount, waiverUpdate, type WaivableLine } from "./waiver-line"

/** What a waiver line was before it was adjusted. */
export interface WaiverBefore {
  line: { id: string; quantity: number; unit_price: number }
  was_removed: boolean
}

/**
 * Brings the waiver line of a cart, if it has one, to what its lines cost now; without anything
 * covered it goes. Costs a cart without one nothing.
 *
 * @param lines all lines of the cart
 */
export async function adjustWaiver(
  container: MedusaContainer,
  cartId: string,
  lines: readonly WaivableLine[]
): Promise<WaiverBefore | null> {
  const line = lines.find(isWaiver)
  if (!line) {
    return null
  }
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const carts: ICartModuleService = container.resolve(Modules.CART)
  const [charges, rentable, { currency_code }] = await Promise.all([
    rental.charges.current(),
    rental.findRentable(lines.flatMap(({ variant_id }) => variant_id ?? [])),
    carts.retrieveCart(cartId, { select: ["id", "currency_code"] }),
  ])
  const amount = waiverAmount(
    charges,
    lines.flatMap(({ variant_id, quantity, unit_price }) =>
      variant_id && rentable.has(variant_id)
        ? [{ variant_id, quantity: Number(quantity), unit_price: Number(unit_price) }]
        : []
    ),
    currency_code
  )
  const { id, quantity, unit_price } = line
  const before = {
    id,
    quantity: Number(quantity),
    unit_price: Number(unit_price),
  }
  if (amount === null) {
    await carts.softDeleteLineItems([id])
    return { line: before, was_removed: true }
  }
  const update = waiverUpdate(line, amount)
  if (!update) {
    return null
  }
  await carts.updateLineItems([update])
  return { line: before, was_removed: false }
}

/** Undoes `adjustWaiver`. */
export async function readjustWaiver(
  container: MedusaContainer,
  { line, was_removed }: WaiverBefore
): Promise<void> {
  const carts: ICartModuleService = container.resolve(Modules.CART)
  if (was_removed) {
    await carts.restoreLineItems([line.id])
  } else {
    await carts.updateLineItems([line])
  }
}
