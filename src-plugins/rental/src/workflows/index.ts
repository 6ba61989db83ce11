export {
  upsertRentalItemsWorkflow,
  type UpsertRentalItemsInput,
} from "./items/upsert-rental-items"
