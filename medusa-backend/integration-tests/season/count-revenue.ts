/*
 * What each item has earned, counted from the lines of the orders: a package's line is shared
 * out over its parts by what their units rent for on their own, in whole cents, those that are
 * left one each to the parts that lost most.
 */

/** A line of an order that rents something. */
export type RentedLine = {
  orderId: string
  amount: number
  /** The things behind it, and how many units of each the line has in all. */
  parts: [sku: string, units: number][]
}

export type Earned = { orders: number; revenue: number }

export function countRevenue(
  lines: readonly RentedLine[],
  dayRates: Readonly<Record<string, number>>
): { items: Record<string, Earned>; total: Earned } {
  const items = new Map<string, { orders: Set<string>; cents: number }>()
  for (const { orderId, amount, parts } of lines) {
    const weights = parts.map(([sku, units]) => units * dayRates[sku]!)
    const shares = shareOut(Math.round(amount * 100), weights)
    parts.forEach(([sku], at) => {
      const earned = items.get(sku) ?? { orders: new Set<string>(), cents: 0 }
      items.set(sku, earned)
      earned.orders.add(orderId)
      earned.cents += shares[at]!
    })
  }
  const total = lines.reduce((all, { amount }) => all + Math.round(amount * 100), 0)
  return {
    items: Object.fromEntries(
      [...items].map(([sku, { orders, cents }]) => [
        sku,
        { orders: orders.size, revenue: cents / 100 },
      ])
    ),
    total: {
      orders: new Set(lines.map(({ orderId }) => orderId)).size,
      revenue: total / 100,
    },
  }
}

function shareOut(cents: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const exact = weights.map((weight) => (cents * weight) / sum)
  const shares = exact.map((share) => Math.floor(share + 1e-9))
  const left = cents - shares.reduce((all, share) => all + share, 0)
  const byLoss = exact
    .map((share, at) => ({ at, loss: share - shares[at]! }))
    .sort((a, b) => b.loss - a.loss || a.at - b.at)
  for (const { at } of byLoss.slice(0, left)) {
    shares[at]! += 1
  }
  return shares
}
