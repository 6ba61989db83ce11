// @ts-check
import net from "node:net"

/** A port that something else listens on; names the variable that changes it. */
export class PortBusyError extends Error {
  /**
   * @param {string} what who wanted the port
   * @param {number} port
   * @param {string} variable
   */
  constructor(what, port, variable) {
    super(
      `Port ${port}, wanted for ${what}, is in use by another program.\n` +
        `Stop that program, or choose another port: ${variable}=${port + 1} npm start`
    )
    this.port = port
    this.variable = variable
  }
}

/**
 * Whether nothing listens on a port, neither on all interfaces nor on loopback only.
 *
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export async function isPortFree(port) {
  for (const host of [undefined, "127.0.0.1"]) {
    if (!(await canListen(port, host))) {
      return false
    }
  }
  return true
}

/**
 * The first free port from `preferred` upwards.
 *
 * @param {number} preferred
 * @param {ReadonlySet<number>} [avoid] ports promised to others
 * @returns {Promise<number>}
 */
export async function findFreePort(preferred, avoid = new Set()) {
  for (let port = preferred; port < preferred + 200 && port <= 65535; port++) {
    if (!avoid.has(port) && (await isPortFree(port))) {
      return port
    }
  }
  throw new Error(`No free port between ${preferred} and ${preferred + 199}`)
}

/**
 * @param {number} port
 * @param {string | undefined} host undefined: all interfaces
 * @returns {Promise<boolean>}
 */
function canListen(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === "EADDRINUSE") {
        resolve(false)
      } else if (error.code === "EACCES") {
        reject(
          new Error(`Port ${port} may not be used by this user: choose one above 1023`)
        )
      } else {
        reject(error)
      }
    })
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true))
    )
  })
}
