import { type IFileModuleService, type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { purgeChoices, purgePhotos } from "../../modules/rental/ledger/leftovers"
import type RentalModuleService from "../../modules/rental/service"

/** What was taken away because nobody will come back to it. */
export interface Leftovers {
  photos: number
  choices: number
}

/**
 * Takes away photos of goods that were never said to show anything, with their files, and
 * what was chosen of packages in carts that are gone; each a week after it was last used.
 */
export async function purgeLeftovers(container: MedusaContainer): Promise<Leftovers> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  return {
    photos: await purgePhotos(ledger.knex, async (fileId) => {
      // A shop without files has no photos either.
      await container.resolve<IFileModuleService>(Modules.FILE).deleteFiles(fileId)
    }),
    choices: await purgeChoices(ledger.knex, (ids) => existingCarts(container, ids)),
  }
}

async function existingCarts(
  container: MedusaContainer,
  cartIds: string[]
): Promise<ReadonlySet<string>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id"],
    filters: { id: cartIds },
  })
  return new Set(data.map(({ id }) => id))
}
