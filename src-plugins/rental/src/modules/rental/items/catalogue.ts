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
    return await this.items
  }
}
