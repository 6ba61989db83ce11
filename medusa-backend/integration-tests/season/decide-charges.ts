import { ask, tell, type Life, type Season } from "./life"
import { cents } from "./terms"

export type Charge = {
  id: string
  kind: string
  state: string
  amount: number
  line_item_id: string | null
}

/** Each charge is settled, waived, or left open. */
export async function decideCharges(season: Season, life: Life): Promise<void> {
  const { shop } = season
  for (const [at, charge] of (await readCharges(season, life)).entries()) {
    const verdict = life.plan.charges[at % life.plan.charges.length]!
    if (charge.state === "open" && verdict !== "leave") {
      const path = `/admin/rental/order-charges/${charge.id}/${verdict}`
      const body = verdict === "settle" ? { reference: "till" } : { reason: "Goodwill" }
      await tell(season, life, `${verdict} ${charge.amount}`, () =>
        shop.admin("POST", path, body)
      )
      life.decided.set(charge.id, verdict === "settle" ? "settled" : "waived")
      if (verdict === "settle") {
        life.settledCharges = cents(life.settledCharges + charge.amount)
      }
    }
  }
  life.chargesDecided = true
}

export async function readCharges(season: Season, life: Life): Promise<Charge[]> {
  const { charges } = await ask(season, life, "read its charges", () =>
    season.shop.admin("GET", `/admin/rental/order-charges?order_id=${life.orderId}`)
  )
  return charges
}
