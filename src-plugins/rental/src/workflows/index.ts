export { addRentalItemWorkflow, type AddRentalItemInput } from "./carts/add-rental-item"
export {
  changeRentalCartWorkflow,
  type ChangeRentalCartInput,
} from "./carts/change-rental-cart"
export { renewRentalHoldsWorkflow } from "./carts/renew-rental-holds"
export {
  setRentalPeriodWorkflow,
  type SetRentalPeriodInput,
} from "./carts/set-rental-period"
export { refuseRentables } from "./hooks/add-to-cart"
export { cancelRentals, uncancelRentals } from "./hooks/cancel-order"
export {
  attachRentalOrder,
  detachRentalOrder,
  reserveRentals,
  unreserveRentals,
} from "./hooks/complete-cart"
export { releaseRemovedLines, retakeRemovedLines } from "./hooks/refresh-cart-items"
export { keepRegion } from "./hooks/update-cart"
export { holdNewQuantity, restoreQuantity } from "./hooks/update-line-item-in-cart"
export {
  upsertRentalItemsWorkflow,
  type UpsertRentalItemsInput,
} from "./items/upsert-rental-items"
export { reconcileRentals, type RentalReport } from "./reconcile/reconcile-rentals"
