import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "../ledger/query"
import { readItems, type ItemIndex } from "./item-rows"

/**
 * Every rental item of the shop, kept in memory. The database counts the changes of items,
 * fleets and packages; each use asks for that count only, so that a change made by any
 * process is seen at once.
 */
export class Catalogue {
  private version = ""
  private items: Promise<ItemIndex> | undefined
  private last: KnownCatalogue | undefined

  constructor(private readonly knex: Knex) {}

  async read(): Promise<ItemIndex> {
    const [row] = await rowsOf<{ version: string }>(
      this.knex,
      `SELECT version::text FROM rental_catalogue`
    )
    const version = row?.version ?? ""
    if (!this.items || version !== this.version) {
      this.version = version
      const items = readItems(this.knex)
      this.items = items
      items.catch(() => {
        this.items = this.items === items ? undefined : this.items
      })
    }
    const items = await this.items
    if (version === this.version) {
      this.last = { version, items }
    }
    return items
  }

  /**
   * The items as they were last read. Whoever uses them asks for the version in the same
   * statement as for what is looked up with them, and reads again when it is another one.
   */
  lastRead(): KnownCatalogue | undefined {
    return this.last
  }
}

export interface KnownCatalogue {
  /** As `rental_catalogue` counts. */
  version: string
  items: ItemIndex
}
