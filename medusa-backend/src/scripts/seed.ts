import { mkdir, readFile, writeFile } from "fs/promises"
import path from "path"
import type { ExecArgs } from "@medusajs/framework/types"
import { reindexProductsWorkflow } from "@gather/medusa-vibe-match/workflows"
import { readEnvironment } from "../environment"
import { seedAdminUser } from "../seed/admin-user"
import { seedCatalogue } from "../seed/catalogue"
import { readCatalogue } from "../seed/catalogue-files"
import { movePictureAddresses } from "../seed/picture-addresses"
import { seedShop } from "../seed/shop"

/**
 * Fills an empty shop from the catalogue folder and writes `seed.json` into the data folder,
 * which tells the storefront its key. Run again, it adds only what is missing.
 *
 * `medusa exec ./src/scripts/seed.ts`, with `GATHER_CATALOGUE_DIR` (default: `data/` of the
 * repository) and, for a first admin, `GATHER_ADMIN_EMAIL` and `GATHER_ADMIN_PASSWORD`. Run
 * again after `MEDUSA_PORT` or `MEDUSA_URL` changed, it moves the pictures' addresses too.
 */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const { dataDir, publicUrl } = readEnvironment()
  const filesUrl = `${publicUrl}/static`
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

  const before = await readSeedFile(dataDir)
  if (before?.files_url) {
    await movePictureAddresses(container, before.files_url, filesUrl)
  }
  await seedCatalogue(container, catalogue, shop, (done, total) =>
    say(`products ${done} of ${total}`)
  )

  say("reading the pictures for matching")
  await reindexProductsWorkflow(container).run({ input: {} })

  await writeSeedFile(dataDir, {
    publishable_key: shop.publishableKey,
    admin_email: email ?? null,
    files_url: filesUrl,
  })
  say("done")
}

type SeedFile = {
  publishable_key: string
  admin_email: string | null
  /** Prefix of the addresses the pictures were stored under. */
  files_url: string
}

async function readSeedFile(dataDir: string): Promise<SeedFile | undefined> {
  try {
    return JSON.parse(await readFile(path.join(dataDir, "seed.json"), "utf8")) as SeedFile
  } catch {
    return undefined
  }
}

async function writeSeedFile(dataDir: string, content: SeedFile): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  await writeFile(path.join(dataDir, "seed.json"), JSON.stringify(content, null, 2), {
    mode: 0o600,
  })
}

function say(line: string): void {
  process.stdout.write(`[seed] ${line}\n`)
}
