import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import { readAffected, type AffectedBooking } from "../../modules/rental/ledger/affected"
import { readCharges, type Charge } from "../../modules/rental/ledger/charges"
import { readIncidents, type Incident } from "../../modules/rental/ledger/incidents"
import { type ReturnResult } from "../../modules/rental/ledger/returns"
import type RentalModuleService from "../../modules/rental/service"
import { readOrderRental, type OrderRental } from "./order-rental"

/** What clients read of goods that came back or were looked over. */
export interface ReturnAnswer {
  /** The bookings that this call has changed. */
  changed: string[]
  incidents: Incident[]
  charges: ChargeAnswer[]
  /** Bookings to come that lack what was damaged or lost. */
  affected: AffectedBooking[]
  rental: OrderRental | null
}

export type ChargeAnswer = Omit<Charge, "amount"> & { amount: number }

export async function answerReturn(
  container: MedusaContainer,
  orderId: string,
  { changed, incident_ids, charge_ids }: ReturnResult
): Promise<ReturnAnswer> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [incidents, charges, rental] = await Promise.all([
    incident_ids.length
      ? readIncidents(ledger.knex, { ids: incident_ids, limit: 1000 })
      : [],
    charge_ids.length ? readCharges(ledger.knex, { ids: charge_ids, limit: 1000 }) : [],
    readOrderRental(container, orderId),
  ])
  const item_ids = [...new Set(incidents.map(({ item_id }) => item_id))]
  const affected = item_ids.length ? await readAffected(ledger, { item_ids }) : []
  return {
    changed,
    incidents: inOrderOf(incident_ids, incidents),
    charges: inOrderOf(charge_ids, charges).map(toChargeAnswer),
    affected,
    rental,
  }
}

function inOrderOf<T extends { id: string }>(ids: readonly string[], rows: T[]): T[] {
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** Amounts as the rest of the API has them. */
export function toChargeAnswer(charge: Charge): ChargeAnswer {
  return { ...charge, amount: Number(charge.amount) }
}
