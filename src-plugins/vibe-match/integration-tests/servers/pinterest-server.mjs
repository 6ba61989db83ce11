// @ts-check
/**
 * A server that speaks for Pinterest in tests: RSS feeds of boards and the pictures in them, from
 * a folder of boards, over plain http on loopback.
 *
 * `<folder>/<board>/board.json` lists `{title, images: [{file}]}`; without it every picture in the
 * folder is a pin. A board is read at `/<any user>/<board>.rss`; its pictures stand in the sizes
 * 736x and 236x, and not in others, as on Pinterest.
 *
 *   node pinterest-server.mjs --port 9321 --boards data/boards
 */
import { createReadStream } from "node:fs"
import { readdir, readFile, stat } from "node:fs/promises"
import { createServer } from "node:http"
import path from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const PICTURE = /\.(jpe?g|png|webp)$/i
const SIZES = new Set(["736x", "236x"])
const NEWEST = 25

/**
 * @param {{ boards: string, port?: number, host?: string }} options - folder of boards; port 0
 *   (the default) takes any that is free
 * @returns {Promise<{ origin: string, requests: string[], close(): Promise<void> }>} where it
 *   listens, and the paths asked so far
 */
export async function startPinterestServer({ boards, port = 0, host = "127.0.0.1" }) {
  /** @type {string[]} */
  const requests = []
  let origin = ""
  const server = createServer((request, response) => {
    requests.push(request.url ?? "")
    answer(request.url ?? "/", { boards, origin }, response).catch((error) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => resolve(undefined))
  })
  const address = /** @type {import("node:net").AddressInfo} */ (server.address())
  origin = `http://${host}:${address.port}`
  return {
    origin,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/**
 * @param {string} url
 * @param {{ boards: string, origin: string }} site
 * @param {import("node:http").ServerResponse} response
 */
async function answer(url, site, response) {
  const segments = new URL(url, site.origin).pathname
    .split("/")
    .slice(1)
    .map(decodeURIComponent)
  const [size = "", board = "", file = ""] = segments
  if (segments.length === 2 && board.endsWith(".rss")) {
    const feed = await feedOf(board.slice(0, -4), site)
    if (feed === null) return notFound(response)
    response
      .writeHead(200, { "content-type": "application/rss+xml; charset=utf-8" })
      .end(feed)
    return
  }
  const picture =
    segments.length === 3 && SIZES.has(size) && fileIn(site.boards, board, file)
  const found = picture ? await stat(picture).catch(() => null) : null
  if (!picture || !found?.isFile()) return notFound(response)
  response.writeHead(200, { "content-type": "image/jpeg", "content-length": found.size })
  createReadStream(picture).pipe(response)
}

/**
 * @param {string} board
 * @param {{ boards: string, origin: string }} site
 * @returns {Promise<string | null>}
 */
async function feedOf(board, { boards, origin }) {
  const folder = fileIn(boards, board)
  const files = folder ? await picturesIn(folder).catch(() => null) : null
  if (files === null) return null
  const items = files.slice(0, NEWEST).map(({ file, title }, index) => {
    const picture = `${origin}/236x/${encodeURIComponent(board)}/${encodeURIComponent(file)}`
    const description = `<a href="https://www.pinterest.com/pin/${index + 1}/"><img src="${picture}"></a>`
    return `<item><title>${escape(title)}</title><link>https://www.pinterest.com/pin/${index + 1}/</link><description>${escape(description)}</description></item>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>${escape(board)}</title>${items.join("")}</channel></rss>`
}

/**
 * @param {string} folder
 * @returns {Promise<{ file: string, title: string }[]>}
 */
async function picturesIn(folder) {
  const listed = await readFile(path.join(folder, "board.json"), "utf8").catch(() => null)
  if (listed === null) {
    const files = (await readdir(folder)).filter((file) => PICTURE.test(file)).sort()
    return files.map((file) => ({ file, title: file }))
  }
  /** @type {{ images: { file: string, title?: string }[] }} */
  const { images } = JSON.parse(listed)
  return images.map(({ file, title }) => ({ file, title: title ?? file }))
}

/**
 * A path below a folder, or null when a name would lead out of it.
 * @param {string} folder
 * @param {string[]} names
 */
function fileIn(folder, ...names) {
  const isPlain = names.every(
    (name) => name !== "" && name !== "." && name !== ".." && !/[\\/\0]/.test(name)
  )
  return isPlain ? path.join(folder, ...names) : null
}

/** @param {import("node:http").ServerResponse} response */
function notFound(response) {
  response.writeHead(404, { "content-type": "text/plain" }).end("Not found")
}

/** @param {string} text */
function escape(text) {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
}

/** @param {string} name */
function argument(name) {
  const index = process.argv.indexOf(`--${name}`)
  return index < 0 ? undefined : process.argv[index + 1]
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const here = path.dirname(fileURLToPath(import.meta.url))
  const server = await startPinterestServer({
    boards: argument("boards") ?? path.join(here, "../../../../data/boards"),
    port: Number(argument("port") ?? 0),
  })
  console.log(`Boards at ${server.origin}/anyone/<board>.rss`)
  const stop = () => void server.close().then(() => process.exit(0))
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
}
