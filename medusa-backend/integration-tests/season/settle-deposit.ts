import {
  ask,
  atOrder,
  readToken,
  SeasonFailure,
  tell,
  type Life,
  type Season,
} from "./life"
import { cents } from "./terms"

/** The customer leaves the deposit that was agreed, in cash or by card. */
export async function leaveDeposit(season: Season, life: Life): Promise<void> {
  const amount = life.agreedDeposit
  if (amount === 0) {
    life.deposit = "settled"
    return
  }
  if (life.plan.deposit === "cash") {
    await ask(season, life, `leave ${amount} in cash`, () =>
      atOrder(season, life, "deposit", { kind: "held" })
    )
  } else {
    const path = `/store/orders/${life.orderId}/rental-deposit`
    const provider = { provider_id: "pp_system_default" }
    const headers = { "x-order-token": await readToken(season, life) }
    await tell(season, life, `leave ${amount} by card`, () =>
      season.shop.store("POST", path, provider, headers)
    )
  }
  life.deposit = "held"
  life.deposited.held = amount
  await checkDeposit(season, life)
}

/**
 * A part of the deposit is kept, for the charges that were settled or as planned, and the rest
 * goes back.
 */
export async function settleDeposit(season: Season, life: Life): Promise<void> {
  const { deposited } = life
  const { depositKept } = life.plan
  const wanted =
    depositKept === "charges" ? life.settledCharges : deposited.held * depositKept
  const kept = life.phase === "checked" ? cents(Math.min(wanted, deposited.held)) : 0
  if (kept > 0) {
    await ask(season, life, `keep ${kept}`, () =>
      atOrder(season, life, "deposit", {
        kind: "kept",
        amount: kept,
        reason: "Scratches",
      })
    )
    deposited.kept = kept
    await checkDeposit(season, life)
  }
  const left = cents(deposited.held - kept)
  if (left > 0) {
    await ask(season, life, `return ${left}`, () =>
      atOrder(season, life, "deposit", { kind: "returned" })
    )
    deposited.returned = left
    await checkDeposit(season, life)
  }
  life.deposit = "settled"
}

export type Deposit = {
  agreed: number
  held: number
  kept: number
  returned: number
  open: number
}

/** The deposit's account is what was told. */
async function checkDeposit(season: Season, life: Life): Promise<void> {
  const { deposit } = await readDeposit(season, life)
  const { held, kept, returned } = life.deposited
  const told = { held, kept, returned, open: cents(held - kept - returned) }
  const found = deposit && {
    held: deposit.held,
    kept: deposit.kept,
    returned: deposit.returned,
    open: deposit.open,
  }
  if (JSON.stringify(found) !== JSON.stringify(told)) {
    const said = JSON.stringify(found)
    throw new SeasonFailure(
      season,
      life,
      `its deposit is ${said}, and should be ${JSON.stringify(told)}`
    )
  }
}

export async function readDeposit(
  season: Season,
  life: Life
): Promise<{ deposit: Deposit | null }> {
  return await ask(season, life, "read its deposit", () =>
    season.shop.admin("GET", `/admin/rental/orders/${life.orderId}/deposit`)
  )
}
