import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { type Finding, type HoldingLine } from "../../modules/rental/ledger/reconcile"
import type RentalModuleService from "../../modules/rental/service"

/**
 * Releases what carts hold that do not exist any more, and lines that do not: a server that
 * was killed after it had written a hold never wrote the line.
 */
export async function releaseLostHolds(container: MedusaContainer): Promise<Finding[]> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const holding = await rental.findHoldingLines()
  if (!holding.length) {
    return []
  }
  const cartIds = [...new Set(holding.map((line) => line.cart_id))]
  const lines = await readLines(container, cartIds)
  const gone = cartIds.filter((id) => !lines.has(id))
  if (gone.length) {
    await rental.releaseCarts(gone)
  }
  const findings: Finding[] = gone.map((id) => ({
    kind: "cart_gone",
    id,
    why: "the cart that held units does not exist any more",
  }))
  for (const [cartId, lost] of lostLines(holding, lines)) {
    await rental.releaseLines(cartId, lost)
    findings.push({
      kind: "line_gone",
      id: cartId,
      why: `lines that held units do not exist: ${lost.join(", ")}`,
    })
  }
  return findings
}

/** The ids of the lines of those carts that exist. */
async function readLines(
  container: MedusaContainer,
  cartIds: string[]
): Promise<Map<string, Set<string>>> {
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

function lostLines(
  holding: readonly HoldingLine[],
  lines: ReadonlyMap<string, ReadonlySet<string>>
): Map<string, string[]> {
  const lost = new Map<string, string[]>()
  for (const { cart_id, line_item_id } of holding) {
    if (lines.has(cart_id) && !lines.get(cart_id)?.has(line_item_id)) {
      lost.set(cart_id, [...(lost.get(cart_id) ?? []), line_item_id])
    }
  }
  return lost
}
