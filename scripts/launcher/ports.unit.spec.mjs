// @ts-check
import assert from "node:assert/strict"
import net from "node:net"
import { describe, it } from "node:test"

import { findFreePort, isPortFree, PortBusyError } from "./ports.mjs"

describe("ports", () => {
  for (const host of ["127.0.0.1", "0.0.0.0", "::"]) {
    it(`are busy when somebody listens on ${host}`, async (test) => {
      const server = net.createServer()
      try {
        await new Promise((resolve, reject) => {
          server.once("error", reject)
          server.listen(0, host, () => resolve(undefined))
        })
      } catch {
        test.skip("this system has no such interface")
        return
      }
      const { port } = /** @type {net.AddressInfo} */ (server.address())
      assert.equal(await isPortFree(port), false)
      assert.notEqual(await findFreePort(port), port)
      await new Promise((resolve) => server.close(resolve))
      assert.equal(await isPortFree(port), true)
    })
  }

  it("promised to others are passed over", async () => {
    const port = await findFreePort(56000)
    assert.ok((await findFreePort(port, new Set([port]))) > port)
  })

  it("that are busy are named with the variable that changes them", () => {
    const error = new PortBusyError("Medusa", 9000, "MEDUSA_PORT")
    assert.match(error.message, /9000.*Medusa/s)
    assert.match(error.message, /MEDUSA_PORT=9001/)
  })
})
