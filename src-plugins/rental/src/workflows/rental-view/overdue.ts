import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import { readAffected, type AffectedBooking } from "../../modules/rental/ledger/affected"
import {
  readOverdue,
  type OverdueBooking,
} from "../../modules/rental/ledger/read-overdue"
import type RentalModuleService from "../../modules/rental/service"
import { readVariantTitles } from "./variant-titles"

export type AffectedAnswer = AffectedBooking & { title: string }

export type OverdueAnswer = Omit<OverdueBooking, "affected"> & {
  variant_id: string | null
  title: string
  affected: AffectedAnswer[]
}

/** Goods that should be back and are not, and who goes short by it. */
export async function listOverdue(container: MedusaContainer): Promise<OverdueAnswer[]> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [late, items] = await Promise.all([readOverdue(ledger), ledger.items()])
  const variantOf = (itemId: string) => items.get(itemId)?.variant_id ?? null
  const titles = await readVariantTitles(
    container,
    late.flatMap(({ item_id }) => variantOf(item_id) ?? [])
  )
  const titleOf = (itemId: string) => titles.get(variantOf(itemId) ?? "") ?? itemId
  return late.map((row) => ({
    ...row,
    variant_id: variantOf(row.item_id),
    title: titleOf(row.item_id),
    affected: row.affected.map((booking) => ({
      ...booking,
      title: titleOf(booking.item_id),
    })),
  }))
}

/** Every booking that goes short, for whatever reason. */
export async function listShortages(
  container: MedusaContainer,
  filter: { variant_ids?: readonly string[]; order_id?: string } = {}
): Promise<AffectedAnswer[]> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const rentable = filter.variant_ids && (await rental.findRentable(filter.variant_ids))
  const affected = await readAffected(rental.ledger, {
    order_id: filter.order_id,
    item_ids: rentable && [...rentable.values()].map((item) => item.id),
  })
  const titles = await readVariantTitles(
    container,
    affected.flatMap(({ variant_id }) => variant_id ?? [])
  )
  return affected.map((booking) => ({
    ...booking,
    title: titles.get(booking.variant_id ?? "") ?? booking.item_id,
  }))
}
