/** The key of the lock under which the payments of one order take turns. */
export function paymentLock(orderId: string): string {
  return `rental-payment:${orderId}`
}
