import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { execute, rowsOf } from "./query"

/** Slots are fetched so many at a time. */
const CHUNK_SLOTS = 32

/** Longer stretches are read from the database alone. */
const MOST_CHUNKS = 8

/** Four bytes each. */
const MOST_CELLS = 8_000_000

/** What was read so lately makes no room for others; they are not fetched for as long. */
const IN_USE_MS = 60_000

/**
 * The database forgets a change no sooner than 15 minutes after its transaction has ended
 * (`forgetSlotChanges`): a memory that asks at least as often as this has met all of them.
 */
const KEPT_FOR_MS = 5 * 60_000

/** So many new items find a place in what is in memory already. */
const ROOM_FOR_ITEMS = 100

/** What is free in a slot that has no row: everything the place can supply. */
const NO_ROW = -2_147_483_648

/** What a memory knows of a stretch of slots, as of one snapshot of the database. */
export interface SlotReading {
  /** The least units free of an item in some of the slots; absent when none has a row. */
  least(itemNumber: number, from: number, to: number): number | undefined
  /** Items that the memory cannot speak for: they have lapsed holds or downtime there. */
  unsteady: string[]
  /** Of the catalogue, as `rental_catalogue` counts. */
  version: string
}

/**
 * How many units are free of each item in each slot, kept in memory.
 *
 * It never answers what was: each reading asks the database, in one small statement with one
 * snapshot, for the slots that have changed since the snapshot of the last one
 * (`rental_slot_changes`), so that it costs the same with ten bookings and with a million.
 * What is not in memory yet is fetched behind the scenes, and read from the database until
 * then.
 */
export class SlotMemory {
  /** By their first slot; what was read last comes last. */
  private readonly chunks = new Map<number, Chunk>()
  private readonly fetching = new Set<number>()
  private known: { server: string; snapshot: string } | undefined
  private askedAt = 0
  private fullUntil = 0
  /** Readings and fetches take turns: the snapshots they are of have an order then. */
  private turn: Promise<unknown> = Promise.resolve()

  /**
   * @param knex connections of their own, not a transaction that writes
   * @param mostCells items times slots that it keeps at most
   */
  constructor(
    private readonly knex: Knex,
    private readonly mostCells = MOST_CELLS
  ) {}

  /**
   * @param use is given what is free from the first to the last slot; what it returns is
   *   answered, and what it was given is good for as long as it runs
   * @returns nothing when not all of these slots are in memory
   */
  async read<Answer>(
    first: number,
    last: number,
    use: (reading: SlotReading) => Answer
  ): Promise<Answer | undefined> {
    const wanted = chunksBetween(first, last)
    if (!wanted) {
      return undefined
    }
    if (performance.now() - this.askedAt > KEPT_FOR_MS) {
      this.forget()
    }
    if (!this.has(wanted)) {
      this.fetchSoon(wanted)
      return undefined
    }
    return await this.inTurn(async () => {
      const news = this.has(wanted) ? await this.ask(first, last) : undefined
      if (!news || !this.has(wanted)) {
        return undefined
      }
      this.touch(wanted)
      return use(this.reading(news))
    })
  }

  /** Ends when what is on its way has arrived, so that a test knows what is in memory. */
  async settled(): Promise<void> {
    await this.inTurn(async () => undefined)
  }

  private has(wanted: readonly number[]): boolean {
    return this.known !== undefined && wanted.every((at) => this.chunks.has(at))
  }

  private touch(wanted: readonly number[]): void {
    for (const start of wanted) {
      const chunk = this.chunks.get(start)!
      chunk.readAt = performance.now()
      this.chunks.delete(start)
      this.chunks.set(start, chunk)
    }
  }

  private forget(): void {
    this.chunks.clear()
    this.known = undefined
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.turn.then(work)
    this.turn = result.catch(() => undefined)
    return await result
  }

  /** Brings what is in memory to the present; nothing when it had to be forgotten. */
  private async ask(first: number, last: number): Promise<News | undefined> {
    const askedAt = performance.now()
    const starts = [...this.chunks.keys()]
    const [row] = await rowsOf<ChangesRow>(
      this.knex,
      `SELECT * FROM rental_slot_changes(?::pg_snapshot, ?, ?, ?, ?)`,
      [
        this.known!.snapshot,
        Math.min(...starts),
        Math.max(...starts) + CHUNK_SLOTS - 1,
        first,
        last,
      ]
    )
    if (!row || row.server !== this.known?.server || row.changed?.includes("*")) {
      this.forget()
      return undefined
    }
    for (const [number, from, to] of triples(row.changed)) {
      this.clear(number, from, to)
    }
    for (const [number, slot, free] of triples(row.cells)) {
      if (!this.chunks.get(startOf(slot))?.set(number, slot, free)) {
        this.chunks.delete(startOf(slot))
      }
    }
    this.known = { server: row.server, snapshot: row.snapshot }
    this.askedAt = askedAt
    return { unsteady: split(row.unsteady), version: row.version ?? "" }
  }

  private clear(number: number, from: number, to: number): void {
    for (const chunk of this.chunks.values()) {
      chunk.clear(number, from, to)
    }
  }

  private reading(news: News): SlotReading {
    return {
      ...news,
      least: (itemNumber, from, to) => {
        let least: number | undefined
        for (let start = startOf(from); start <= to; start += CHUNK_SLOTS) {
          const found = this.chunks.get(start)!.least(itemNumber, from, to)
          least = found === undefined ? least : Math.min(found, least ?? found)
        }
        return least
      },
    }
  }

  /** Nobody waits for it; when it fails, the next who misses these slots tries again. */
  private fetchSoon(wanted: readonly number[]): void {
    if (performance.now() < this.fullUntil) {
      return
    }
    for (const start of wanted) {
      if (!this.chunks.has(start) && !this.fetching.has(start)) {
        this.fetching.add(start)
        this.inTurn(async () => await this.fetch(start))
          .catch(() => undefined)
          .finally(() => this.fetching.delete(start))
      }
    }
  }

  private async fetch(start: number): Promise<void> {
    const askedAt = performance.now()
    const rows = await rowsOf<ChunkRow>(this.knex, CHUNK, [
      start,
      start + CHUNK_SLOTS - 1,
    ])
    const { server, snapshot, items } = rows[0]!
    if (this.known && this.known.server !== server) {
      this.forget()
    }
    if (!this.known) {
      this.known = { server, snapshot }
      this.askedAt = askedAt
    }
    const chunk = new Chunk(start, items + 1 + ROOM_FOR_ITEMS)
    for (const row of rows) {
      const free = split(row.free)
      split(row.numbers).forEach((number, at) => {
        chunk.set(Number(number), row.slot!, Number(free[at]))
      })
    }
    this.keep(start, chunk)
  }

  /** What nobody has read for longest makes room, unless it is in use. */
  private keep(start: number, chunk: Chunk): void {
    const now = performance.now()
    let cells = [...this.chunks.values()].reduce(
      (sum, { size }) => sum + size,
      chunk.size
    )
    for (const [at, { size, readAt }] of this.chunks) {
      if (cells <= this.mostCells || now - readAt < IN_USE_MS) {
        break
      }
      this.chunks.delete(at)
      cells -= size
    }
    if (cells > this.mostCells) {
      this.fullUntil = now + IN_USE_MS
      return
    }
    this.chunks.set(start, chunk)
  }
}

/**
 * Forgets changes whose transaction was seen to be over 15 minutes ago. When that was is
 * noted first: a transaction can last for longer than its rows are kept.
 */
export async function forgetSlotChanges(knex: Knex): Promise<void> {
  await execute(
    knex,
    `DELETE FROM rental_slot_change
      WHERE settled_at < clock_timestamp() - interval '15 minutes'`
  )
  await execute(
    knex,
    `UPDATE rental_slot_change SET settled_at = clock_timestamp() WHERE settled_at IS NULL`
  )
}

interface News {
  unsteady: string[]
  version: string
}

interface ChangesRow {
  server: string
  snapshot: string
  version: string | null
  /** Ids of items. */
  unsteady: string | null
  /** `number,from,to` of items whose slots may have changed; `*` for all. */
  changed: string | null
  /** `number,slot,free` of those that have a row. */
  cells: string | null
}

interface ChunkRow {
  server: string
  snapshot: string
  /** The highest number of an item. */
  items: number
  slot: number | null
  numbers: string | null
  free: string | null
}

/* Slots without capacity are those of a place that an item has left. */
const CHUNK = `
  SELECT extract(epoch FROM pg_postmaster_start_time())::text AS server,
         pg_current_snapshot()::text AS snapshot,
         (SELECT coalesce(max(number), 0) FROM rental_item) AS items, s.*
    FROM (SELECT 1) always
    LEFT JOIN (
      SELECT slot, string_agg(item_number::text, ' ') AS numbers,
             string_agg((capacity - booked - blocked)::text, ' ') AS free
        FROM rental_slot
       WHERE slot BETWEEN ? AND ? AND item_number IS NOT NULL AND capacity > 0
       GROUP BY slot
    ) s ON true`

/** Some slots of all items. */
class Chunk {
  readAt = performance.now()
  private readonly cells: Int32Array

  constructor(
    private readonly start: number,
    private readonly items: number
  ) {
    this.cells = new Int32Array(CHUNK_SLOTS * items).fill(NO_ROW)
  }

  get size(): number {
    return this.cells.length
  }

  /** @returns whether there is a place for the item */
  set(number: number, slot: number, free: number): boolean {
    if (number >= this.items) {
      return false
    }
    this.cells[this.at(number, slot)] = free
    return true
  }

  clear(number: number, from: number, to: number): void {
    const last = Math.min(to, this.start + CHUNK_SLOTS - 1)
    for (let slot = Math.max(from, this.start); slot <= last; slot++) {
      this.set(number, slot, NO_ROW)
    }
  }

  least(number: number, from: number, to: number): number | undefined {
    const last = Math.min(to, this.start + CHUNK_SLOTS - 1)
    let least: number | undefined
    if (number >= this.items) {
      return undefined
    }
    for (let slot = Math.max(from, this.start); slot <= last; slot++) {
      const free = this.cells[this.at(number, slot)]!
      if (free !== NO_ROW && (least === undefined || free < least)) {
        least = free
      }
    }
    return least
  }

  private at(number: number, slot: number): number {
    return (slot - this.start) * this.items + number
  }
}

function startOf(slot: number): number {
  return Math.floor(slot / CHUNK_SLOTS) * CHUNK_SLOTS
}

function chunksBetween(first: number, last: number): number[] | undefined {
  const start = startOf(first)
  const count = (startOf(last) - start) / CHUNK_SLOTS + 1
  return count > MOST_CHUNKS
    ? undefined
    : Array.from({ length: count }, (_, at) => start + at * CHUNK_SLOTS)
}

function split(list: string | null): string[] {
  return list ? list.split(" ") : []
}

function triples(list: string | null): [number, number, number][] {
  return split(list).map((one) => one.split(",").map(Number) as [number, number, number])
}
