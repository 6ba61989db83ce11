// @ts-check
// node scripts/services/local-pinterest.mjs PORT: speaks for Pinterest with the demo boards.
import fs from "node:fs"
import http from "node:http"
import path from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const defaultBoards = fileURLToPath(new URL("../../data/boards", import.meta.url))

/**
 * A server that answers as Pinterest does for public boards: `/USER/BOARD.rss` lists the
 * newest 25 pins, whose pictures are below `/236x/` and, larger, `/736x/`. A board is a
 * folder of pictures.
 *
 * @param {string} [boards] the folder of the boards
 * @returns {http.Server} not listening yet
 */
export function createPinterest(boards = defaultBoards) {
  return http.createServer((request, response) => {
    const origin = `http://${request.headers.host}`
    const { pathname } = new URL(request.url ?? "/", origin)
    const [, feed] = /^\/[\w.-]+\/([\w-]+)\.rss$/.exec(pathname) ?? []
    const [, board, file] =
      /^\/(?:236x|736x)\/([\w-]+)\/([\w-]+\.jpg)$/.exec(pathname) ?? []
    const folder = path.join(boards, feed ?? board ?? "")

    if (feed && fs.existsSync(folder)) {
      response.writeHead(200, { "content-type": "text/xml; charset=utf-8" })
      response.end(rssOf(feed, picturesOf(folder), origin))
    } else if (board && file && fs.existsSync(path.join(folder, file))) {
      response.writeHead(200, { "content-type": "image/jpeg" })
      fs.createReadStream(path.join(folder, file)).pipe(response)
    } else {
      response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not found</h1>")
    }
  })
}

/** @param {string} folder */
function picturesOf(folder) {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".jpg"))
    .sort()
    .slice(0, 25)
}

/**
 * @param {string} board
 * @param {string[]} pictures
 * @param {string} origin
 */
function rssOf(board, pictures, origin) {
  const items = pictures.map((name, index) => {
    const image = `<a href="/pin/${index + 1}/"><img src="${origin}/236x/${board}/${name}"></a>`
    return `    <item>
      <title>${board} ${index + 1}</title>
      <link>${origin}/pin/${index + 1}/</link>
      <description>${image.replace(/</g, "&lt;").replace(/>/g, "&gt;")}</description>
      <guid>${origin}/pin/${index + 1}/</guid>
    </item>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0">
  <channel>
    <title>${board}</title>
    <link>${origin}/gather/${board}/</link>
    <description></description>
${items.join("\n")}
  </channel>
</rss>
`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const port = Number(process.argv[2] ?? 8700)
  createPinterest().listen(port, "127.0.0.1", () => {
    console.log(`http://127.0.0.1:${port}/gather/BOARD.rss`)
  })
}
