// @ts-check
import assert from "node:assert/strict"
import path from "node:path"
import { describe, it } from "node:test"

import { isSupportedNode } from "./node-version.mjs"
import { readSettings, root } from "./settings.mjs"

describe("settings", () => {
  it("have defaults", () => {
    assert.deepEqual(readSettings({}), {
      dataDir: path.join(root, ".gather"),
      storefrontPort: 8000,
      medusaPort: 9000,
      postgresPort: undefined,
      databaseUrl: undefined,
      redisUrl: undefined,
      vectors: undefined,
      host: undefined,
      timezone: "America/New_York",
    })
  })

  const mistakes = /** @type {[NodeJS.ProcessEnv, RegExp][]} */ ([
    [{ STOREFRONT_PORT: "80000" }, /STOREFRONT_PORT must be a port/],
    [{ MEDUSA_PORT: "9000.5" }, /MEDUSA_PORT must be a port/],
    [{ GATHER_POSTGRES_PORT: "postgres" }, /GATHER_POSTGRES_PORT must be a port/],
    [{ MEDUSA_PORT: "8000" }, /STOREFRONT_PORT and MEDUSA_PORT are both 8000/],
    [{ DATABASE_URL: "mysql://x/y" }, /DATABASE_URL must start with postgres:/],
    [{ DATABASE_URL: "localhost:5432" }, /DATABASE_URL must start with postgres:/],
    [{ REDIS_URL: "6379" }, /REDIS_URL must start with redis:/],
    [{ GATHER_VECTORS: "faiss" }, /GATHER_VECTORS must be/],
  ])
  for (const [env, message] of mistakes) {
    it(`refuse ${JSON.stringify(env)}`, () => {
      assert.throws(() => readSettings(/** @type {NodeJS.ProcessEnv} */ (env)), message)
    })
  }

  it("ask for the Node that package.json asks for", () => {
    for (const version of ["20.19.0", "20.20.2", "22.12.0", "24.0.0"]) {
      assert.equal(isSupportedNode(version), true, version)
    }
    for (const version of ["18.20.0", "20.18.3", "21.7.0", "22.11.0"]) {
      assert.equal(isSupportedNode(version), false, version)
    }
  })
})
