// @ts-check
import http from "node:http"

/** @typedef {{status: number, text: string}} Reply */

/**
 * Requests to one server over connections that stay open: what is measured is the server.
 */
export class Client {
  #agent = new http.Agent({ keepAlive: true, maxSockets: 64 })

  /**
   * @param {string} url
   * @param {Record<string, string>} headers
   */
  constructor(url, headers) {
    this.url = url
    this.headers = headers
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<Reply>}
   */
  send(method, path, body) {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const request = http.request(
        `${this.url}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            ...this.headers,
            ...(payload === undefined
              ? {}
              : {
                  "content-type": "application/json",
                  "content-length": Buffer.byteLength(payload),
                }),
          },
        },
        (response) => {
          /** @type {Buffer[]} */
          const chunks = []
          response.on("data", (chunk) => chunks.push(chunk))
          response.on("error", reject)
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
            })
          )
        }
      )
      request.on("error", reject)
      request.end(payload)
    })
  }

  /**
   * A request that must succeed; its answer, parsed.
   *
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   */
  async json(method, path, body) {
    const reply = await this.send(method, path, body)
    if (reply.status >= 300) {
      throw new Error(`${method} ${path} answered ${reply.status}: ${reply.text}`)
    }
    return JSON.parse(reply.text)
  }

  /**
   * How long a request takes that must succeed, in milliseconds.
   *
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   */
  async time(method, path, body) {
    const startedAt = performance.now()
    const reply = await this.send(method, path, body)
    const milliseconds = performance.now() - startedAt
    if (reply.status >= 300) {
      throw new Error(`${method} ${path} answered ${reply.status}: ${reply.text}`)
    }
    return milliseconds
  }

  close() {
    this.#agent.destroy()
  }
}
