import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { notFoundError } from "../errors/rental-error"
import { execute, rowsOf } from "../ledger/query"
import { hashToken, makeToken } from "./feed-token"

/** A calendar that can be subscribed to: of the shop, of a place, of an item, or of both. */
export interface CalendarFeed {
  id: string
  name: string | null
  /** Null: every place. */
  location_id: string | null
  /** Null: every item. */
  variant_id: string | null
  created_by: string | null
  created_at: string
  /** When it was read last, to the minute. */
  last_used_at: string | null
  revoked_at: string | null
}

export interface CalendarFeedInput {
  name?: string | null
  location_id?: string | null
  variant_id?: string | null
  created_by: string | null
}

/** Makes a feed. The secret of its address is in this answer and nowhere else. */
export async function addFeed(
  knex: Knex,
  input: CalendarFeedInput
): Promise<{ feed: CalendarFeed; token: string }> {
  const token = makeToken()
  const [feed] = await rowsOf<CalendarFeed>(
    knex,
    `
    INSERT INTO rental_calendar_feed (id, token_hash, name, location_id, variant_id, created_by)
    VALUES (?, ?, ?, ?, ?, ?) RETURNING ${COLUMNS}
    `,
    [
      generateEntityId(undefined, "rfeed"),
      hashToken(token),
      input.name ?? null,
      input.location_id ?? null,
      input.variant_id ?? null,
      input.created_by,
    ]
  )
  return { feed: feed!, token }
}

/** Takes back what `addFeed` made. */
export async function removeFeed(knex: Knex, id: string): Promise<void> {
  await execute(knex, `DELETE FROM rental_calendar_feed WHERE id = ?`, [id])
}

/** All feeds, those that are revoked last. */
export async function readFeeds(knex: Knex): Promise<CalendarFeed[]> {
  return await rowsOf<CalendarFeed>(
    knex,
    `SELECT ${COLUMNS} FROM rental_calendar_feed
      ORDER BY revoked_at IS NOT NULL, created_at DESC, id LIMIT 1000`
  )
}

/**
 * Revokes a feed for good. Safe to repeat: the first time counts.
 *
 * @returns the feed, and whether this call revoked it
 * @throws RentalError `rental_not_found`
 */
export async function revokeFeed(
  knex: Knex,
  id: string
): Promise<{ feed: CalendarFeed; revoked: boolean }> {
  const changed = await execute(
    knex,
    `UPDATE rental_calendar_feed SET revoked_at = rental_now() WHERE id = ? AND revoked_at IS NULL`,
    [id]
  )
  const [feed] = await rowsOf<CalendarFeed>(
    knex,
    `SELECT ${COLUMNS} FROM rental_calendar_feed WHERE id = ?`,
    [id]
  )
  if (!feed) {
    throw notFoundError("id", `There is no calendar feed ${id}`)
  }
  return { feed, revoked: changed > 0 }
}

/** Takes back what `revokeFeed` did. */
export async function reinstateFeed(knex: Knex, id: string): Promise<void> {
  await execute(knex, `UPDATE rental_calendar_feed SET revoked_at = NULL WHERE id = ?`, [
    id,
  ])
}

/** The feed of a secret, and notes that it was read; null when it is unknown or revoked. */
export async function useFeed(knex: Knex, token: string): Promise<CalendarFeed | null> {
  const hash = hashToken(token)
  if (hash === null) {
    return null
  }
  const [feed] = await rowsOf<CalendarFeed>(
    knex,
    `SELECT ${COLUMNS} FROM rental_calendar_feed
      WHERE token_hash = ? AND revoked_at IS NULL`,
    [hash]
  )
  if (!feed) {
    return null
  }
  await execute(
    knex,
    `UPDATE rental_calendar_feed SET last_used_at = rental_now()
      WHERE id = ? AND (last_used_at IS NULL OR last_used_at < rental_now() - interval '1 minute')`,
    [feed.id]
  )
  return feed
}

const instant = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`

const COLUMNS = `
  id, name, location_id, variant_id, created_by, ${instant("created_at")},
  ${instant("last_used_at")}, ${instant("revoked_at")}
`
