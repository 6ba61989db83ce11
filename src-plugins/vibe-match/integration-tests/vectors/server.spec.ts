import { Client } from "pg"
import { openServer } from "../../src/modules/vibe-match/vectors/server-connection"
import { SqlVectorStore } from "../../src/modules/vibe-match/vectors/sql-vector-store"
import { describeVectorStore } from "./vector-store-suite"

const url = process.env.GATHER_TEST_PGVECTOR_URL
const isRequired = process.env.GATHER_TEST_REQUIRE_PGVECTOR === "1"
const DATABASE = `vibe_vectors_${process.pid}`

if (url) {
  const database = new URL(url)
  database.pathname = `/${DATABASE}`
  const onServer = async (sql: string) => {
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }

  describeVectorStore("PostgreSQL with pgvector", async () => {
    await onServer(`CREATE DATABASE ${DATABASE}`)
    return new SqlVectorStore(openServer(database.href))
  })
  describe("several processes that start at once", () => {
    it("prepare the same database without harm", async () => {
      const stores = Array.from(
        { length: 4 },
        () => new SqlVectorStore(openServer(database.href))
      )
      await Promise.all(stores.map((store) => store.prepare()))
      await Promise.all(stores.map((store) => store.close()))
    })
  })
  afterAll(async () => await onServer(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`))
} else if (isRequired) {
  test("GATHER_TEST_PGVECTOR_URL names a PostgreSQL with pgvector", () => {
    throw new Error(
      "GATHER_TEST_PGVECTOR_URL is not set, and GATHER_TEST_REQUIRE_PGVECTOR is 1."
    )
  })
} else {
  test.skip("GATHER_TEST_PGVECTOR_URL is not set: pgvector on a server is left out", () =>
    undefined)
}
