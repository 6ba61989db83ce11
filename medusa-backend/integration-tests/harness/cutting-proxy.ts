import { once } from "events"
import { connect, createServer, type AddressInfo } from "net"

/** Stands between a customer and a server, and can lose what the server answers. */
export type CuttingProxy = {
  readonly url: string
  /** From now on requests go through and their answers are cut off. */
  cut: () => void
  mend: () => void
  /** Answers lost so far. */
  lost: () => number
  close: () => Promise<void>
}

export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port: targetPort } = new URL(target)
  let cutting = false
  let lost = 0
  const sockets = new Set<{ destroy: () => void }>()
  const server = createServer((client) => {
    const upstream = connect(Number(targetPort), hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on("error", () => undefined)
      socket.on("close", () => sockets.delete(socket))
    }
    client.pipe(upstream)
    client.on("close", () => upstream.destroy())
    upstream.on("close", () => client.destroy())
    upstream.on("data", (answer) => {
      if (!cutting) {
        client.write(answer)
        return
      }
      // The server has answered, so its work is committed: now the line breaks.
      lost++
      client.resetAndDestroy()
    })
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    cut: () => void (cutting = true),
    mend: () => void (cutting = false),
    lost: () => lost,
    close: async () => {
      sockets.forEach((socket) => socket.destroy())
      server.close()
      await once(server, "close")
    },
  }
}
