import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import { type PaperName } from "../../modules/rental/papers/paper-names"
import { renderPaper } from "../../modules/rental/papers/render-paper"
import { SAMPLE_ORDER, samplePaper } from "../../modules/rental/papers/sample-papers"
import type RentalModuleService from "../../modules/rental/service"
import { frameOf, readPaperSettings, termsOf } from "./paper-frame"
import { type PrintedPaper } from "./print-order-paper"

/** Prints a paper of an order that does not exist, as the shop's settings make it. */
export async function printSamplePaper(
  container: MedusaContainer,
  name: PaperName
): Promise<PrintedPaper> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const settings = await readPaperSettings(container)
  const { shop, look, text } = frameOf(settings, name, {
    order: SAMPLE_ORDER,
    made_at: new Date(0).toISOString(),
  })
  const terms = termsOf(settings, SAMPLE_ORDER)
  const paper = samplePaper(name, { shop, look, text, terms })
  return {
    bytes: await renderPaper(name, paper, rental.options.papers),
    filename: `${name}-sample.pdf`,
  }
}
