// @ts-check
import net from "node:net"
import path from "node:path"

import { findFreePort } from "../launcher/ports.mjs"
import { aptInstall, findProgram } from "./system-packages.mjs"

/**
 * Starts Debian's Redis on a free port of loopback, keeping nothing.
 *
 * @param {import("../launcher/processes.mjs").Supervisor} supervisor
 * @param {{folder: string, logFolder: string, note: (text: string) => void}} options
 * @returns {Promise<string>} its address
 */
export async function startRedis(supervisor, { folder, logFolder, note }) {
  if (!findProgram("redis-server")) {
    note("installing redis-server")
    await aptInstall(["redis-server"], path.join(logFolder, "apt-redis.log"))
  }
  const port = await findFreePort(54520)
  const service = supervisor.start({
    name: "Redis",
    command: findProgram("redis-server") ?? "redis-server",
    args: [
      ...["--port", String(port), "--bind", "127.0.0.1", "--dir", folder],
      ...["--save", "", "--appendonly", "no"],
    ],
    cwd: folder,
    env: process.env,
    logFile: path.join(logFolder, "redis.log"),
  })
  await Promise.race([pong(port), service.failed])
  return `redis://127.0.0.1:${port}`
}

/** @param {number} port */
async function pong(port) {
  const deadline = Date.now() + 15_000
  while (Date.now() < deadline) {
    const answer = await new Promise((resolve) => {
      const socket = net.connect(port, "127.0.0.1", () => socket.write("PING\r\n"))
      socket.once("data", (data) => {
        socket.destroy()
        resolve(data.toString())
      })
      socket.once("error", () => resolve(undefined))
    })
    if (answer === "+PONG\r\n") {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Redis does not answer on port ${port}`)
}
