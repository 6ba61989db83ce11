import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { attempt } from "../../modules/rental/ledger/attempt"
import {
  type Finding,
  type HoldingCart,
  type Recount,
} from "../../modules/rental/ledger/reconcile"
import type RentalModuleService from "../../modules/rental/service"
import { InTurn } from "./in-turn"

const turn = new InTurn<HoldingCart>((cart) => cart.cart_id)

/**
 * Releases what carts hold that do not exist any more, and lines that do not: a server that
 * was killed after it had written a hold never wrote the line.
 */
export async function releaseLostHolds(
  container: MedusaContainer,
  recount: Recount
): Promise<Finding[]> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const findings: Finding[] = []
  for await (const page of turn.pages(recount, (after) =>
    rental.findHoldingCarts(after)
  )) {
    const lines = await readLines(
      container,
      page.map((cart) => cart.cart_id)
    )
    for (const cart of page) {
      const release = () => releaseLost(rental, cart, lines.get(cart.cart_id))
      findings.push(...(await attempt(cart.cart_id, release)))
    }
  }
  return findings
}

/** @param lines the lines the cart has, absent when it is gone */
async function releaseLost(
  rental: RentalModuleService,
  { cart_id, line_item_ids }: HoldingCart,
  lines: ReadonlySet<string> | undefined
): Promise<Finding[]> {
  if (!lines) {
    await rental.releaseCarts([cart_id])
    const why = "the cart that held units does not exist any more"
    return [{ kind: "cart_gone", id: cart_id, why }]
  }
  const lost = line_item_ids.filter((id) => !lines.has(id))
  if (!lost.length) {
    return []
  }
  await rental.releaseLines(cart_id, lost)
  const why = `lines that held units do not exist: ${lost.join(", ")}`
  return [{ kind: "line_gone", id: cart_id, why }]
}

/** The ids of the lines of those carts that exist. */
async function readLines(
  container: MedusaContainer,
  cartIds: string[]
): Promise<Map<string, Set<string>>> {
  if (!cartIds.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "items.id"],
    filters: { id: cartIds },
  })
  return new Map(
    (data as unknown as { id: string; items?: { id: string }[] }[]).map((cart) => [
      cart.id,
      new Set((cart.items ?? []).map((item) => item.id)),
    ])
  )
}
