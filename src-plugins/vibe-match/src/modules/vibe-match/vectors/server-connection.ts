import { Pool } from "pg"
import type { SqlConnection } from "./sql-connection"

/** Opens a pool to a PostgreSQL server that offers pgvector. */
export function openServer(databaseUrl: string): SqlConnection {
  const pool = new Pool({ connectionString: databaseUrl, max: 5 })
  // A server that goes away while a connection idles is found out by the next query.
  pool.on("error", () => undefined)
  return {
    async query<Row>(sql: string, parameters?: unknown[]) {
      const result = await pool.query(sql, parameters)
      return result.rows as Row[]
    },
    async transaction(work) {
      const client = await pool.connect()
      try {
        await client.query("BEGIN")
        const result = await work(async <Row>(sql: string, parameters?: unknown[]) => {
          return (await client.query(sql, parameters)).rows as Row[]
        })
        await client.query("COMMIT")
        client.release()
        return result
      } catch (error) {
        const broken = await client.query("ROLLBACK").then(
          () => undefined,
          (failure: Error) => failure
        )
        client.release(broken)
        throw error
      }
    },
    async close() {
      await pool.end()
    },
  }
}
