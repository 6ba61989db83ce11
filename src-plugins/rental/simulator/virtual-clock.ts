import { type Knex } from "@medusajs/framework/mikro-orm/knex"

/** An error of Postgres that the ledger met, whether or not it tried again. */
export interface SeenError {
  code: string
  message: string
  /** Who waited for whom. */
  detail: string
  sql: string
}

/** Changes the text of statements on their way to the database. */
export type Rewrite = (sql: string) => string

type Callback = (error: unknown, result: unknown) => void

interface RawConnection {
  query: (statement: unknown, ...rest: unknown[]) => unknown
}

/**
 * Lets every connection of a pool live at a time of our choosing (`rental_now()` reads the
 * session setting `rental.now`), and watches what goes over them.
 */
export class VirtualClock {
  /** Milliseconds since the epoch. */
  instant: number
  readonly seen: SeenError[] = []
  private readonly told = new WeakMap<RawConnection, number>()
  private readonly watched = new WeakSet<RawConnection>()

  constructor(
    knex: Knex,
    start: number,
    private readonly rewrite: Rewrite = (sql) => sql
  ) {
    this.instant = start
    const client = knex.client as { acquireConnection: () => Promise<RawConnection> }
    const acquire = client.acquireConnection.bind(client)
    client.acquireConnection = async () => {
      const connection = await acquire()
      this.watch(connection)
      if (this.told.get(connection) !== this.instant) {
        const now = this.instant
        await connection.query(`SET rental.now = '${new Date(now).toISOString()}'`)
        this.told.set(connection, now)
      }
      return connection
    }
  }

  private watch(connection: RawConnection): void {
    if (this.watched.has(connection)) {
      return
    }
    this.watched.add(connection)
    const query = connection.query.bind(connection)
    connection.query = (statement: unknown, ...rest: unknown[]) => {
      const text = (statement as { text?: unknown }).text
      const callback = rest[rest.length - 1]
      if (typeof text !== "string" || typeof callback !== "function") {
        return query(statement, ...rest)
      }
      const sql = this.rewrite(text)
      return query({ ...(statement as object), text: sql }, ((error, result) => {
        this.note(error, sql)
        ;(callback as Callback)(error, result)
      }) satisfies Callback)
    }
  }

  private note(error: unknown, sql: string): void {
    const { code, message = "", detail = "" } = (error ?? {}) as Partial<SeenError>
    if (code) {
      this.seen.push({ code, message, detail, sql })
    }
  }
}
