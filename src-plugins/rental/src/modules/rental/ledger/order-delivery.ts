import { planJobs, type DeliveryChoice } from "../delivery/delivery-choice"
import { WINDOW_ITEM } from "../delivery/windows"
import { notFoundError } from "../errors/rental-error"
import { bookAllOrNothing } from "./all-or-nothing"
import { lockBookings } from "./booking-rows"
import { bookJobs } from "./jobs"
import { type Ledger } from "./ledger"
import { lockOrder, readOrder, writeOrderDelivery } from "./order-rows"
import { isGoods } from "./plan-bookings"
import { replaceBookings } from "./replace-bookings"
import { ledgerTransaction } from "./transaction"

/**
 * Gives an order other delivery, or none, all or nothing. Its goods stay as they are; what the
 * customer pays does too.
 *
 * @returns what it had before
 * @throws RentalError `rental_window_full`, `rental_window_closed`, `rental_not_found`
 */
export async function setOrderDelivery(
  ledger: Ledger,
  orderId: string,
  delivery: DeliveryChoice | null
): Promise<DeliveryChoice | null> {
  const owner = { order_id: orderId }
  const missing = () => notFoundError("id", `Order ${orderId} rents nothing`)
  return await bookAllOrNothing(
    ledger,
    owner,
    {
      plan: async () => [],
      jobs: async () => {
        const order = await readOrder(ledger.knex, orderId)
        return order ? planJobs(delivery, order.period, "reserved") : []
      },
      book: async () =>
        await ledgerTransaction(ledger.knex, async (trx) => {
          const order = await lockOrder(trx, orderId)
          if (!order) {
            throw missing()
          }
          const before = await lockBookings(trx, owner)
          // Goods that are out are to be fetched; a draft has no jobs.
          const goods = before
            .filter((row) => isGoods(row) && row.state !== "draft")
            .map((row) => ({ ...row, state: "reserved" as const }))
          const jobs = await bookJobs(trx, { ...order, delivery }, goods, before)
          await replaceBookings(
            trx,
            { cart_id: order.cart_id, ...owner },
            before.filter(({ item_id }) => item_id.startsWith(WINDOW_ITEM)),
            jobs
          )
          await writeOrderDelivery(trx, orderId, delivery)
          return order.delivery
        }),
    },
    async () => []
  )
}
