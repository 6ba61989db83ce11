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

export type Earned = {
  orders: number
  /** Between parts that lost the same, a cent that is left may go to either. */
  least: number
  most: number
}

export function countRevenue(
  lines: readonly RentedLine[],
  dayRates: Readonly<Record<string, number>>
): { items: Record<string, Earned>; total: Earned } {
  const items = new Map<string, { orders: Set<string>; least: number; most: number }>()
  for (const { orderId, amount, parts } of lines) {
    const weights = parts.map(([sku, units]) => units * dayRates[sku]!)
    const shares = shareOut(Math.round(amount * 100), weights)
    parts.forEach(([sku], at) => {
      const earned = items.get(sku) ?? { orders: new Set<string>(), least: 0, most: 0 }
      items.set(sku, earned)
      earned.orders.add(orderId)
      earned.least += shares[at]!.least
      earned.most += shares[at]!.most
    })
  }
  const total = lines.reduce((all, { amount }) => all + Math.round(amount * 100), 0) / 100
  return {
    items: Object.fromEntries(
      [...items].map(([sku, { orders, least, most }]) => [
        sku,
        { orders: orders.size, least: least / 100, most: most / 100 },
      ])
    ),
    total: {
      orders: new Set(lines.map(({ orderId }) => orderId)).size,
      least: total,
      most: total,
    },
  }
}

/** What each weight gets of some cents. */
function shareOut(
  cents: number,
  weights: readonly number[]
): { least: number; most: number }[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const exact = weights.map((weight) => (cents * weight) / sum)
  const whole = exact.map((share) => Math.floor(share + 1e-9))
  const losses = exact.map((share, at) => share - whole[at]!)
  const left = cents - whole.reduce((all, share) => all + share, 0)
  return whole.map((share, at) => {
    const lostMore = losses.filter((loss) => loss > losses[at]! + 1e-6).length
    const lostAsMuch = losses.filter((loss) => loss >= losses[at]! - 1e-6).length
    return {
      least: share + (lostAsMuch <= left ? 1 : 0),
      most: share + (lostMore < left ? 1 : 0),
    }
  })
}
