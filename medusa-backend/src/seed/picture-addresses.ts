import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

const COLUMNS = [
  ["image", "url"],
  ["product", "thumbnail"],
  ["product_variant", "thumbnail"],
] as const

/**
 * Medusa stores the full address of each uploaded picture. When the shop moves to another
 * port or host the stored addresses follow, or the admin would show broken pictures.
 *
 * @param from address prefix the pictures were stored under, e.g. `http://localhost:9000/static`
 * @param to the prefix they answer under now
 */
export async function movePictureAddresses(
  container: MedusaContainer,
  from: string,
  to: string
): Promise<void> {
  if (from === to) {
    return
  }
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await connection.transaction(async (transaction) => {
    for (const [table, column] of COLUMNS) {
      await transaction(table)
        .whereRaw("starts_with(??, ?)", [column, `${from}/`])
        .update({
          [column]: transaction.raw("? || substr(??, ?)", [to, column, from.length + 1]),
        })
    }
  })
}
