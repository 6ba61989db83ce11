import { notFoundError, RentalError, requestError } from "../errors/rental-error"
import { type LocalDate } from "../periods/local-date"
import { firstSlotOf } from "../periods/slots"
import { growFleet, lockCatalogue, lockSupply } from "./fleet-steps"
import { announceGoods } from "./goods-events"
import { readIncidents, type Incident } from "./incidents"
import { type Ledger } from "./ledger"
import { readMoment } from "./order-goods"
import { execute } from "./query"
import { ledgerTransaction } from "./transaction"

export interface Found {
  /** How many of what was lost have turned up by now, in all. */
  found: number
  /** Leaves an open charge as it is; otherwise it is waived once all have turned up. */
  keep_charge?: boolean
}

/**
 * Lost units turn up again: they are owned again from today on. Says how many have turned up
 * in all, so saying it twice changes nothing.
 *
 * @throws RentalError `rental_wrong_state` for what was not lost
 */
export async function foundAgain(
  ledger: Ledger,
  incidentId: string,
  { found, keep_charge = false }: Found,
  author: string
): Promise<Incident> {
  return await ledgerTransaction(ledger.knex, async (trx) => {
    await lockCatalogue(trx)
    await execute(trx, `SELECT 1 FROM rental_incident WHERE id = ? FOR UPDATE`, [
      incidentId,
    ])
    const [incident] = await readIncidents(trx, { ids: [incidentId] })
    if (!incident) {
      throw notFoundError("id", `There is no incident ${incidentId}`)
    }
    const more = newlyFound(incident, found)
    if (more === 0) {
      return incident
    }
    const { item_id, location_id } = incident
    const item = (await ledger.items()).get(item_id)
    if (!item) {
      throw requestError("id", "This item is not for rent any more")
    }
    await lockSupply(trx, [item_id])
    const { today } = await readMoment(trx, ledger)
    const day = (incident.day > today ? incident.day : today) as LocalDate
    const from_slot = firstSlotOf(day, item.slot_minutes, ledger.timezone)
    await growFleet(trx, { item_id, location_id, day, from_slot }, more)
    await execute(
      trx,
      `UPDATE rental_incident SET found = ?, updated_at = rental_now() WHERE id = ?`,
      [found, incidentId]
    )
    await execute(trx, `UPDATE rental_unit SET retired_at = NULL WHERE id = ?`, [
      incident.unit_id,
    ])
    if (found === incident.quantity) {
      // They are back, and can be looked over like all that comes back.
      await execute(trx, `UPDATE rental_booking SET condition = NULL WHERE id = ?`, [
        incident.booking_id,
      ])
      if (!keep_charge) {
        await execute(
          trx,
          `UPDATE rental_charge SET state = 'waived', decided_by = ?,
                  decided_at = rental_now(), reference = 'Found again'
            WHERE incident_id = ? AND state = 'open'`,
          [author, incidentId]
        )
      }
    }
    await announceGoods(trx, "rental.found", [incident.booking_id], {
      incident_id: incidentId,
      quantity: more,
      day,
    })
    return { ...incident, found }
  })
}

function newlyFound(incident: Incident, found: number): number {
  if (incident.kind !== "loss") {
    throw new RentalError("rental_wrong_state", "These units were damaged, not lost.", {
      incident: { id: incident.id, kind: incident.kind },
    })
  }
  if (found < incident.found || found > incident.quantity) {
    throw requestError(
      "found",
      `${incident.found} of ${incident.quantity} have turned up: found is said in all`
    )
  }
  return found - incident.found
}
