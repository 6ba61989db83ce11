import { mkdir } from "node:fs/promises"
import path from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { vector } from "@electric-sql/pglite-pgvector"
import { type FolderLock, lockFolder } from "./folder-lock"
import type { SqlConnection, SqlQuery } from "./sql-connection"

/**
 * Opens PGlite (PostgreSQL compiled to WebAssembly) in this process on a folder of its own.
 *
 * One process at a time: a second one waits up to `patience` ms for the folder and then says who
 * has it. What a killed process had committed is there again after the next start.
 */
export async function openEmbedded(
  dataDir: string,
  patience = 15_000
): Promise<SqlConnection> {
  await mkdir(path.dirname(path.resolve(dataDir)), { recursive: true })
  const lock = await lockFolder(dataDir, patience)
  return await open(dataDir, lock).catch(async (error: unknown) => {
    await lock.release()
    throw error
  })
}

async function open(dataDir: string, lock: FolderLock): Promise<SqlConnection> {
  const database = await PGlite.create({ dataDir, extensions: { vector } })
  return {
    async query<Row>(sql: string, parameters?: unknown[]) {
      return (await database.query<Row>(sql, parameters)).rows
    },
    async transaction<Result>(work: (query: SqlQuery) => Promise<Result>) {
      return await database.transaction(async (transaction) => {
        return await work(async <Row>(sql: string, parameters?: unknown[]) => {
          return (await transaction.query<Row>(sql, parameters)).rows
        })
      })
    },
    async close() {
      await database.close()
      await lock.release()
    },
  }
}
