export { createCalendarFeedWorkflow } from "./calendar-feeds/create-calendar-feed"
export { revokeCalendarFeedWorkflow } from "./calendar-feeds/revoke-calendar-feed"
export { addRentalItemWorkflow, type AddRentalItemInput } from "./carts/add-rental-item"
export {
  changeRentalCartWorkflow,
  type ChangeRentalCartInput,
} from "./carts/change-rental-cart"
export {
  chooseRentalComponentsWorkflow,
  type ChooseRentalComponentsInput,
} from "./carts/choose-rental-components"
export { mergeRentalCartsWorkflow } from "./carts/merge-rental-carts"
export { type CartMerge } from "./carts/steps/plan-cart-merge"
export {
  removeRentalLineWorkflow,
  type RemoveRentalLineInput,
} from "./carts/remove-rental-line"
export { renewRentalHoldsWorkflow } from "./carts/renew-rental-holds"
export {
  setRentalPeriodWorkflow,
  type SetRentalPeriodInput,
} from "./carts/set-rental-period"
export {
  setRentalQuantityWorkflow,
  type SetRentalQuantityInput,
} from "./carts/set-rental-quantity"
export { setRentalWaiverWorkflow } from "./carts/set-rental-waiver"
export {
  cancelRentalOrderWorkflow,
  type CancelRentalOrderInput,
} from "./cancellation/cancel-rental-order"
export { moveDepositWorkflow, payDepositWorkflow } from "./charges/move-deposit"
export { saveChargeRulesWorkflow, saveItemChargesWorkflow } from "./charges/save-charges"
export { changeOrderDeliveryWorkflow } from "./delivery/change-order-delivery"
export { chooseRentalDeliveryWorkflow } from "./delivery/choose-rental-delivery"
export { dropRentalDeliveryWorkflow } from "./delivery/drop-rental-delivery"
export {
  deleteDeliveryWindowWorkflow,
  deleteDeliveryZoneWorkflow,
  saveDeliverySettingsWorkflow,
  saveDeliveryWindowWorkflow,
  saveDeliveryZoneWorkflow,
  savePostalPlacesWorkflow,
} from "./delivery/save-delivery-setup"
export { type DeliveryRequest } from "./delivery/steps/plan-delivery"
export { refuseRentables } from "./hooks/add-to-cart"
export { cancelRentals, uncancelRentals } from "./hooks/cancel-order"
export {
  attachRentalOrder,
  detachRentalOrder,
  reserveRentals,
  unreserveRentals,
} from "./hooks/complete-cart"
export { describeCartRental, describeOrderRental } from "./hooks/promotions"
export { releaseRemovedLines, retakeRemovedLines } from "./hooks/refresh-cart-items"
export { keepRegion } from "./hooks/update-cart"
export { holdNewQuantity, restoreQuantity } from "./hooks/update-line-item-in-cart"
export { importRentalDataWorkflow } from "./imports/import-rental-data"
export {
  upsertRentalItemsWorkflow,
  type UpsertRentalItemsInput,
} from "./items/upsert-rental-items"
export {
  changeRentalOrderWorkflow,
  previewRentalOrderChangeWorkflow,
  type ChangeRentalOrderInput,
} from "./orders/change-rental-order"
export { askForShareWorkflow } from "./payments/ask-for-share"
export { chaseOrderPaymentsWorkflow } from "./payments/chase-payments"
export { payRentalOrderWorkflow, type OrderPaymentRequest } from "./payments/pay-order"
export { savePaymentRulesWorkflow } from "./payments/save-payment-rules"
export { addGoodsPhotoWorkflow } from "./orders/add-photo"
export { addRentalChargeWorkflow, decideRentalChargeWorkflow } from "./orders/charges"
export { checkOrderWorkflow } from "./orders/check-order"
export { foundGoodsWorkflow } from "./orders/found-goods"
export { checkInOrderWorkflow } from "./orders/check-in-order"
export { checkOutOrderWorkflow } from "./orders/check-out-order"
export { convertRentalDraftOrderWorkflow } from "./orders/convert-rental-draft-order"
export { createRentalDraftOrderWorkflow } from "./orders/create-rental-draft-order"
export { deleteRentalDraftOrderWorkflow } from "./orders/delete-rental-draft-order"
export { addRentalDowntimeWorkflow, endRentalDowntimeWorkflow } from "./orders/downtime"
export { moveBookingWorkflow } from "./orders/move-booking"
export { prepareOrderWorkflow, unprepareOrderWorkflow } from "./orders/prepare-order"
export { type CheckInGoodsInput } from "./orders/steps/check-in-goods"
export { noShowOrderWorkflow, type NoShowOrderInput } from "./orders/no-show-order"
export { type MoveGoodsInput } from "./orders/steps/check-out-goods"
export { type OrderChange } from "./orders/steps/plan-order-change"
export { type DraftOrderRequest } from "./orders/steps/plan-draft-order"
export { addRentalUnitsWorkflow, retireRentalUnitWorkflow } from "./orders/units"
export {
  changeRateCardWorkflow,
  createRateCardWorkflow,
  deleteRateCardWorkflow,
} from "./rate-cards/save-rate-card"
export {
  creditRentalInvoiceWorkflow,
  issueRentalInvoiceWorkflow,
} from "./papers/issue-rental-invoice"
export { acceptRentalQuoteWorkflow } from "./quotes/accept-rental-quote"
export {
  createRentalQuoteWorkflow,
  quoteRentalDraftOrderWorkflow,
} from "./quotes/create-rental-quote"
export { withdrawRentalQuoteWorkflow } from "./quotes/withdraw-rental-quote"
export { signRentalAgreementWorkflow } from "./papers/sign-rental-agreement"
export { savePaperSettingsWorkflow } from "./papers/save-paper-settings"
export { readPickList, type PickList } from "./rental-view/pick-list"
export { reconcileRentals, type RentalReport } from "./reconcile/reconcile-rentals"
export { readReport, REPORT_NAMES, type ReportName } from "./reports/read-report"
export { type Report, type ReportTable } from "./reports/report"
export { type ReportRequest } from "./reports/report-scope"
