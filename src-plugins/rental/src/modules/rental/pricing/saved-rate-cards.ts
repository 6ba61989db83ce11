import { MedusaError } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { notFoundError, RentalError, requestError } from "../errors/rental-error"
import { keptBriefly } from "../kept-briefly"
import { execute, rowsOf } from "../ledger/query"
import { ledgerTransaction } from "../ledger/transaction"
import { definitionSchema, type RateCardDefinition } from "./definition"
import { rateCardOf } from "./price-by-definition"
import { type RateCard } from "./rate-card"
import { type RateCards } from "./rate-cards"

/** A rate card as the shop keeps it. */
export type SavedRateCard = RateCardDefinition & {
  readonly name: string
  /** What staff call it. */
  readonly title: string
  readonly updated_at: string
  readonly updated_by: string | null
  /** Rental items that name it. */
  readonly items: number
}

/** What is written of a card. */
export type RateCardContent = RateCardDefinition & { title: string }

/** The rate cards of one shop: in the database, and for a moment in this process. */
export interface RateCardStore {
  /**
   * All cards there are, those written in code among them; a change that another process
   * makes is heeded within two seconds, one made here at once.
   *
   * @param names cards that are needed: one that is not known is looked for again
   */
  current(names?: Iterable<string>): Promise<RateCards>
  /** The saved cards as they are in the database now, by name. */
  list(): Promise<SavedRateCard[]>
  /** @throws RentalError `rental_not_found` */
  read(name: string): Promise<SavedRateCard>
  /** @throws RentalError `rental_request_invalid` when the name is taken */
  create(
    name: string,
    content: RateCardContent,
    by: string | null
  ): Promise<SavedRateCard>
  /**
   * Changes a card.
   *
   * @returns the card, and what it was
   * @throws RentalError `rental_not_found`
   */
  change(
    name: string,
    change: (before: SavedRateCard) => RateCardContent,
    by: string | null
  ): Promise<{ saved: SavedRateCard; before: SavedRateCard }>
  /**
   * Deletes a card that no item names.
   *
   * @returns what it was
   * @throws RentalError `rental_rate_card_in_use`, `rental_not_found`
   */
  remove(name: string): Promise<SavedRateCard>
  /** After a change made here beside this, which is heeded at once. */
  forget(): void
}

/** @param registered the cards written in code */
export function rateCardStore(knex: Knex, registered: RateCards): RateCardStore {
  const kept = keptBriefly(async () => {
    const rows = await rowsOf<CardRow>(knex, `${SELECT} WHERE c.kind <> 'code'`)
    return new Map([
      ...registered,
      ...rows.map((row) => [row.name, compile(row)] as const),
    ])
  })

  return {
    async current(names = []) {
      const cards = await kept.current()
      if ([...names].every((name) => cards.has(name))) {
        return cards
      }
      kept.forget()
      return await kept.current()
    },

    forget: () => kept.forget(),

    list: async () =>
      (
        await rowsOf<CardRow>(knex, `${SELECT} WHERE c.kind <> 'code' ORDER BY c.name`)
      ).map(describe),

    read: async (name) => await readCard(knex, name),

    async create(name, content, by) {
      if (registered.has(name)) {
        throw requestError("name", `"${name}" is a rate card of the shop's code`)
      }
      return await writing(async () => {
        await insertCard(knex, name, content, by)
        return await readCard(knex, name)
      })
    },

    change: async (name, change, by) =>
      await writing(
        async () =>
          await ledgerTransaction(knex, async (trx) => {
            const before = await readCard(trx, name, "FOR UPDATE OF c")
            await updateCard(trx, name, change(before), by)
            return { saved: await readCard(trx, name), before }
          })
      ),

    remove: async (name) => await writing(async () => await removeCard(knex, name)),
  }

  async function writing<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write()
    } finally {
      kept.forget()
    }
  }
}

interface CardRow {
  name: string
  title: string
  kind: string
  params: unknown
  modifiers: unknown
  updated_at: string
  updated_by: string | null
  items: number
}

const SELECT = `
  SELECT c.name, c.title, c.kind, c.params, c.modifiers, c.updated_by,
         to_char(c.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
           AS updated_at,
         (SELECT count(*)::int FROM rental_item i
           WHERE i.rate_card = c.name AND i.deleted_at IS NULL) AS items
    FROM rental_rate_card c
`

async function readCard(
  knex: Knex,
  name: string,
  lock: "" | "FOR UPDATE OF c" = ""
): Promise<SavedRateCard> {
  const [row] = await rowsOf<CardRow>(
    knex,
    `${SELECT} WHERE c.name = ? AND c.kind <> 'code' ${lock}`,
    [name]
  )
  if (!row) {
    throw notFoundError("name", `There is no rate card "${name}" that can be changed`)
  }
  return describe(row)
}

/** A name that only the code had, and has no more, can be given to a saved card. */
async function insertCard(
  knex: Knex,
  name: string,
  { title, kind, params, modifiers }: RateCardContent,
  by: string | null
): Promise<void> {
  const written = await execute(
    knex,
    `
    INSERT INTO rental_rate_card (name, title, kind, params, modifiers, updated_by)
    VALUES (?, ?, ?, ?::jsonb, ?::jsonb, ?)
    ON CONFLICT (name) DO UPDATE
      SET title = excluded.title, kind = excluded.kind, params = excluded.params,
          modifiers = excluded.modifiers, updated_by = excluded.updated_by,
          updated_at = rental_now()
      WHERE rental_rate_card.kind = 'code'
    `,
    [name, title, kind, JSON.stringify(params), JSON.stringify(modifiers), by]
  )
  if (!written) {
    throw requestError("name", `There is a rate card "${name}" already`)
  }
}

async function updateCard(
  trx: Knex.Transaction,
  name: string,
  { title, kind, params, modifiers }: RateCardContent,
  by: string | null
): Promise<void> {
  await execute(
    trx,
    `
    UPDATE rental_rate_card
       SET title = ?, kind = ?, params = ?::jsonb, modifiers = ?::jsonb, updated_by = ?,
           updated_at = rental_now()
     WHERE name = ?
    `,
    [title, kind, JSON.stringify(params), JSON.stringify(modifiers), by, name]
  )
}

/**
 * Whoever writes items has the catalogue's lock, so no item can come to name the card while
 * it is counted; the foreign key holds against everything else.
 */
async function removeCard(knex: Knex, name: string): Promise<SavedRateCard> {
  return await ledgerTransaction(knex, async (trx) => {
    await execute(trx, `SELECT 1 FROM rental_catalogue FOR NO KEY UPDATE`)
    const card = await readCard(trx, name, "FOR UPDATE OF c")
    const [used] = await rowsOf<{ items: number }>(
      trx,
      `SELECT count(*)::int AS items FROM rental_item WHERE rate_card = ?`,
      [name]
    )
    if (used?.items) {
      throw new RentalError(
        "rental_rate_card_in_use",
        `${used.items} ${used.items === 1 ? "item is" : "items are"} priced by ` +
          `"${name}": give them another rate card first.`,
        { field: "name", items: used.items }
      )
    }
    await execute(trx, `DELETE FROM rental_rate_card WHERE name = ?`, [name])
    return card
  })
}

/** @throws MedusaError when somebody has written something else into the table */
function describe({ kind, params, modifiers, ...row }: CardRow): SavedRateCard {
  const read = definitionSchema.safeParse({ kind, params, modifiers })
  if (!read.success) {
    const { path, message } = read.error.issues[0]!
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `Rate card "${row.name}" in table rental_rate_card cannot be read: ` +
        `${path.join(".")} ${message}`
    )
  }
  return { ...row, ...read.data }
}

/** One card that cannot be read must not keep the others from being used. */
function compile(row: CardRow): RateCard {
  const { name } = row
  try {
    const { kind, params, modifiers } = describe(row)
    return rateCardOf(name, { kind, params, modifiers } as RateCardDefinition)
  } catch (error) {
    return {
      name,
      price() {
        throw error
      },
    }
  }
}
