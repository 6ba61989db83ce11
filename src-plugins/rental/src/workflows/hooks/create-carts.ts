import { createCartWorkflow } from "@medusajs/medusa/core-flows"
import { refuseRentables } from "./add-to-cart"
import { registersHooks } from "./registers-hooks"

if (registersHooks()) {
  createCartWorkflow.hooks.validate(refuseRentables)
}
