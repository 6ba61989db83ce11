import type { ResolvedOptions } from "../options"
import { openEmbedded } from "./embedded-connection"
import { openServer } from "./server-connection"
import { SqlVectorStore } from "./sql-vector-store"
import type { VectorStore } from "./vector-store"

/** Opens the vector store that the options name, ready for use. */
export async function openVectorStore(
  options: ResolvedOptions["vectorStore"]
): Promise<VectorStore> {
  const store = await connect(options)
  try {
    await store.prepare()
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

async function connect(options: ResolvedOptions["vectorStore"]): Promise<VectorStore> {
  switch (options.driver) {
    case "custom":
      return options.store
    case "pglite":
      return new SqlVectorStore(await openEmbedded(options.dataDir))
    case "pgvector":
      return new SqlVectorStore(openServer(options.databaseUrl))
  }
}
