import { mkdir, writeFile } from "fs/promises"
import path from "path"
import type { ExecArgs } from "@medusajs/framework/types"
import { reindexProductsWorkflow } from "@gather/medusa-vibe-match/workflows"
import { readEnvironment } from "../environment"
import { seedAdminUser } from "../seed/admin-user"
import { seedCatalogue } from "../seed/catalogue"
import { readCatalogue } from "../seed/catalogue-files"
import { seedShop } from "../seed/shop"

/**
 * Fills an empty shop from the catalogue folder and writes `seed.json` into the data folder,
 * which tells the storefront its key. Run again, it adds only what is missing.
 *
 * `medusa exec ./src/scripts/seed.ts`, with `GATHER_CATALOGUE_DIR` (default: `data/` of the
 * repository) and, for a first admin, `GATHER_ADMIN_EMAIL` and `GATHER_ADMIN_PASSWORD`.
 */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const { dataDir } = readEnvironment()
  const folder = path.resolve(
    process.env.GATHER_CATALOGUE_DIR ?? path.join(process.cwd(), "..", "data")
  )
  const catalogue = await readCatalogue(folder)

  say("shop settings")
  const shop = await seedShop(container, catalogue.shop)

  const email = process.env.GATHER_ADMIN_EMAIL
  const password = process.env.GATHER_ADMIN_PASSWORD
  if (email && password) {
    await seedAdminUser(container, email, password)
  }

  await seedCatalogue(container, catalogue, shop, (done, total) =>
    say(`products ${done} of ${total}`)
  )

  say("reading the pictures for matching")
  await reindexProductsWorkflow(container).run({ input: {} })

  await mkdir(dataDir, { recursive: true })
  await writeFile(
    path.join(dataDir, "seed.json"),
    JSON.stringify(
      { publishable_key: shop.publishableKey, admin_email: email ?? null },
      null,
      2
    ),
    { mode: 0o600 }
  )
  say("done")
}

function say(line: string): void {
  process.stdout.write(`[seed] ${line}\n`)
}
