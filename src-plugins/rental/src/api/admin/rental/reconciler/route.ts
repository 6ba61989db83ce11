import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { RentalError } from "../../../../modules/rental/errors/rental-error"
import type RentalModuleService from "../../../../modules/rental/service"
import { reconcileRentals } from "../../../../workflows/reconcile/reconcile-rentals"

/** The latest passes of the reconciler that found something to mend, and why. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json({ reconciliations: await rental.readReconciliations() })
}

/** Runs a pass over everything now. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const report = await reconcileRentals(req.scope, "everything")
  if (!report) {
    throw new RentalError("rental_busy", "The reconciler is at work just now.")
  }
  res.json(report)
}
