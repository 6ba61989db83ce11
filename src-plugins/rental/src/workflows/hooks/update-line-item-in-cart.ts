import { type MedusaContainer } from "@medusajs/framework/types"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { updateLineItemInCartWorkflow } from "@medusajs/medusa/core-flows"
import { RENTAL_MODULE } from "../../modules/rental"
import { requestError } from "../../modules/rental/errors/rental-error"
import { type CartSnapshot } from "../../modules/rental/ledger/write-cart"
import type RentalModuleService from "../../modules/rental/service"
import { withTitles } from "../carts/shortage-titles"
import { registersHooks } from "./registers-hooks"

interface LineUpdate {
  input: { cart_id: string; item_id: string; update: { quantity?: unknown } }
  cart: {
    completed_at?: unknown
    items?: { id: string; variant_id?: string | null; quantity: unknown }[]
  }
}

const MAX_QUANTITY = 100_000

/**
 * Handler of `updateLineItemInCartWorkflow.hooks.validate`: before Medusa writes the new
 * quantity of a rental line, the ledger holds it. Zero is left to the removal of the line.
 */
export async function holdNewQuantity(
  { input, cart }: LineUpdate,
  { container }: { container: MedusaContainer }
): Promise<StepResponse<void, CartSnapshot | null>> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const items = cart.items ?? []
  const line = items.find((item) => item.id === input.item_id)
  const rentable = await rental.findRentable(items.flatMap((i) => i.variant_id ?? []))
  if (!line?.variant_id || !rentable.has(line.variant_id)) {
    return new StepResponse(undefined, null)
  }
  const quantity = Number(input.update.quantity ?? line.quantity)
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > MAX_QUANTITY) {
    throw requestError(
      "quantity",
      `quantity must be a whole number from 0 to ${MAX_QUANTITY}`
    )
  }
  const period = (await rental.readCart(input.cart_id))?.period
  if (!period || quantity === 0) {
    return new StepResponse(undefined, null)
  }
  const snapshot = await withTitles(container, () =>
    rental.holdCart({
      cart_id: input.cart_id,
      period,
      lines: items.flatMap((item) =>
        item.variant_id && rentable.has(item.variant_id)
          ? [
              {
                line_item_id: item.id,
                variant_id: item.variant_id,
                quantity: item === line ? quantity : Number(item.quantity),
              },
            ]
          : []
      ),
    })
  )
  return new StepResponse(undefined, snapshot)
}

/** Undoes `holdNewQuantity` when the update failed. */
export async function restoreQuantity(
  snapshot: CartSnapshot | null | undefined,
  { container }: { container: MedusaContainer }
): Promise<void> {
  if (snapshot) {
    await container.resolve<RentalModuleService>(RENTAL_MODULE).restoreCart(snapshot)
  }
}

if (registersHooks()) {
  updateLineItemInCartWorkflow.hooks.validate(holdNewQuantity, restoreQuantity)
}
