// @ts-check
/**
 * Renders the pictures of the catalogue and the demo boards.
 *
 *   node data/generator/render.mjs                     what is missing or stale
 *   node data/generator/render.mjs --only crossback    pictures whose name contains the text
 *   node data/generator/render.mjs --boards            boards alone (--products: products alone)
 *   --missing      what is not there at all, however stale the rest
 *   --last-first   from the end of the list, so that two renderers can share the work
 *   --seconds N    starts no picture after N seconds
 *   --force        renders what is current too
 *   --out DIR      writes there and leaves the manifest alone
 *   --frames N     fewer frames, and
 *   --scale 0.4    smaller pictures, for a quick look (with --out)
 *   --list         says what would be rendered
 *   --accept       takes the pictures that lie there as current, without rendering (after a change
 *                  of code that you know leaves them as they are)
 */
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { dirname, extname, join, normalize, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { chromium } from "@playwright/test"
import sharp from "sharp"

const GENERATOR = dirname(fileURLToPath(import.meta.url))
const DATA = dirname(GENERATOR)
const THREE_DIR = join(DATA, "..", "node_modules", "three")
const MANIFEST = join(DATA, "pictures", "manifest.json")
const PAGE_LIFE = 40
const CHROMIUM_FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
]

/**
 * @typedef {{ file: string, module: string, width: number, height: number, quality: number,
 *   limit: number, order: Record<string, unknown> }} Job
 *   `file` below data/, `module` below the generator, `order` what the page is asked to draw
 */

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(join(DATA, path), "utf8"))

/** @returns {Promise<Job[]>} every picture there is, in the catalogue's order */
async function allJobs() {
  const { MODEL_FILES } = await import("./models/files.js")
  const { BOARDS } = await import("./scenes/boards.js")
  const product = { width: 1200, height: 1500, quality: 82, limit: 150_000 }
  /** @type {Job[]} */
  const jobs = []
  for (const item of readJson("catalogue/products.json")) {
    for (const picture of item.pictures) {
      const variant = item.variants.find((/** @type {any} */ v) => v.picture === picture)
      const order = {
        kind: "product",
        handle: item.handle,
        options: variant?.options ?? {},
      }
      const module = `models/${MODEL_FILES[item.category]}`
      jobs.push({ file: `pictures/${picture}`, module, order, ...product })
    }
  }
  for (const pack of readJson("catalogue/packages.json")) {
    const order = { kind: "product", handle: pack.handle, options: {} }
    jobs.push({
      file: `pictures/${pack.pictures[0]}`,
      module: "models/packages.js",
      order,
      ...product,
    })
  }
  for (const [slug, board] of Object.entries(BOARDS)) {
    board.images.forEach((image, index) => {
      const [width, height] = image.size ?? [896, 1120]
      const order = {
        kind: "scene",
        scene: image.scene,
        options: image.options ?? {},
        width,
        height,
      }
      const module = `scenes/${image.from}`
      jobs.push({
        file: `boards/${slug}/${boardFile(index)}`,
        module,
        order,
        width,
        height,
        quality: 80,
        limit: 140_000,
      })
    })
  }
  return jobs
}

/** @param {number} index */
const boardFile = (index) => `${String(index + 1).padStart(2, "0")}.jpg`

/** Writes each board's board.json from the list the scenes are made from. */
async function writeBoards() {
  const { BOARDS } = await import("./scenes/boards.js")
  for (const [slug, { title, description, themes, images }] of Object.entries(BOARDS)) {
    mkdirSync(join(DATA, "boards", slug), { recursive: true })
    const list = images.map(({ theme }, index) => ({ file: boardFile(index), theme }))
    const board = { title, description, themes, images: list }
    writeFileSync(
      join(DATA, "boards", slug, "board.json"),
      `${JSON.stringify(board, null, 2)}\n`
    )
  }
}

/** Hash of a job and of every source file its module reaches. @param {Job} job */
function fingerprint(job) {
  const hash = createHash("sha256").update(JSON.stringify(job))
  for (const file of sourcesOf(
    [join(GENERATOR, job.module), join(GENERATOR, "stage.js")],
    job
  )) {
    hash.update(readFileSync(file))
  }
  return hash.digest("hex").slice(0, 24)
}

/** @type {Map<string, string[]>} */
const imports = new Map()

/**
 * The files a picture depends on. The stage loads every model; only the picture's own counts.
 *
 * @param {string[]} roots @param {Job} job
 */
function sourcesOf(roots, job) {
  const found = new Set(roots)
  const isModel = (/** @type {string} */ file) => /(models|scenes)\/[^/]+\.js$/.test(file)
  for (const file of found) {
    if (!imports.has(file)) {
      const names = [...readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g)]
      imports.set(
        file,
        names.map((match) => resolve(dirname(file), match[1] ?? ""))
      )
    }
    const fromStage = file.endsWith("stage.js") || file.endsWith("models/index.js")
    for (const next of imports.get(file) ?? []) {
      if (fromStage && isModel(next) && next !== join(GENERATOR, job.module)) continue
      if (file.endsWith("models/packages.js") && next.endsWith("models/index.js"))
        continue
      found.add(next)
    }
  }
  return [...found].sort()
}

/** @returns {Promise<{ url: string, received: Map<string, Buffer>, close: () => void }>} */
function serve() {
  const types = { ".js": "text/javascript", ".html": "text/html" }
  /** @type {Map<string, Buffer>} */
  const received = new Map()
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? "/").split("?")[0] ?? "/"))
    if (request.method === "POST") {
      /** @type {Buffer[]} */
      const parts = []
      request.on("data", (part) => parts.push(part))
      request.on("end", () => {
        received.set(path, Buffer.concat(parts))
        response.end()
      })
      return
    }
    const file = path.startsWith("/three/")
      ? join(THREE_DIR, path.slice(7))
      : join(GENERATOR, path === "/" ? "stage.html" : path)
    if (!existsSync(file)) return void response.writeHead(404).end()
    const type =
      types[/** @type {".js" | ".html"} */ (extname(file))] ?? "application/octet-stream"
    response.writeHead(200, { "content-type": type }).end(readFileSync(file))
  })
  return new Promise((done) => {
    server.listen(Number(process.env.PICTURES_PORT ?? 0), "127.0.0.1", () => {
      const address = server.address()
      const port = typeof address === "object" && address ? address.port : 0
      done({ url: `http://127.0.0.1:${port}/`, received, close: () => server.close() })
    })
  })
}

/**
 * @param {Job[]} jobs @param {{ out?: string, frames?: number,
 *   skip: (job: Job) => boolean, onDone: (job: Job) => void }} options
 * @returns {Promise<string[]>} what failed
 */
async function render(jobs, { out, frames, skip, onDone }) {
  const { url, received, close } = await serve()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: CHROMIUM_FLAGS,
  })
  const failed = []
  /** @type {import("@playwright/test").Page | undefined} */
  let page
  try {
    for (const [index, job] of jobs.entries()) {
      if (index % PAGE_LIFE === 0) {
        await page?.close()
        page = await browser.newPage()
        page.on("console", (message) => {
          if (message.type() === "error") console.error(`  ${message.text()}`)
        })
        await page.goto(url)
        await page.waitForFunction("window.draw")
      }
      if (skip(job)) continue
      const began = Date.now()
      try {
        const order = {
          ...job.order,
          file: job.file,
          width: job.width,
          height: job.height,
          frames,
        }
        await page?.evaluate((o) => /** @type {any} */ (window).draw(o), order)
        const raw = received.get(`/${job.file}`)
        received.delete(`/${job.file}`)
        if (!raw) throw new Error("no pixels arrived")
        const target = out
          ? join(out, job.file.replaceAll("/", "_"))
          : join(DATA, job.file)
        mkdirSync(dirname(target), { recursive: true })
        const size = await develop(raw, job, target)
        onDone(job)
        console.log(
          `${job.file}  ${((Date.now() - began) / 1000).toFixed(1)} s  ${Math.round(size / 1024)} KB`
        )
      } catch (error) {
        failed.push(job.file)
        const message = error instanceof Error ? error.message : String(error)
        console.error(`${job.file}: ${message.split("\n").slice(0, 3).join(" ")}`)
      }
    }
  } finally {
    await browser.close()
    close()
  }
  return failed
}

/**
 * Writes a JPEG of at most `limit` bytes, giving up a little quality where a picture is very rich.
 *
 * @param {Buffer} raw @param {Job} job @param {string} target
 */
async function develop(raw, { width, height, quality, limit }, target) {
  const image = sharp(raw, { raw: { width, height, channels: 4 } })
    .flip()
    .removeAlpha()
  for (let q = quality; ; q -= 6) {
    const file = await image.clone().jpeg({ quality: q, mozjpeg: true }).toBuffer()
    if (file.length > limit && q > 56) continue
    writeFileSync(target, file)
    return file.length
  }
}

/** @returns {Record<string, string>} picture file → fingerprint of what it was made from */
function readManifest() {
  return existsSync(MANIFEST) ? JSON.parse(readFileSync(MANIFEST, "utf8")) : {}
}

/**
 * Adds to the manifest as it is on disk now, so that two renderers at work keep each other's lines.
 *
 * @param {Record<string, string>} made @param {Set<string>} known
 */
function record(made, known) {
  const lines = Object.entries({ ...readManifest(), ...made })
  const kept = lines
    .filter(([file]) => known.has(file))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(MANIFEST, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`)
}

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true },
      boards: { type: "boolean" },
      products: { type: "boolean" },
      force: { type: "boolean" },
      missing: { type: "boolean" },
      seconds: { type: "string" },
      "last-first": { type: "boolean" },
      list: { type: "boolean" },
      accept: { type: "boolean" },
      out: { type: "string" },
      frames: { type: "string" },
      scale: { type: "string" },
    },
  })
  /** Read again before each write, because two renderings may run side by side. */
  const readManifest = () =>
    existsSync(MANIFEST) ? JSON.parse(readFileSync(MANIFEST, "utf8")) : {}
  /** @type {Record<string, string>} */
  const manifest = readManifest()
  const jobs = await allJobs()
  const known = new Set(jobs.map((job) => job.file))
  const wanted = jobs.filter((job) => {
    if (values.only && !values.only.some((text) => job.file.includes(text))) return false
    if (values.boards && !job.file.startsWith("boards/")) return false
    if (values.products && !job.file.startsWith("pictures/")) return false
    if (values.missing) return !existsSync(join(DATA, job.file))
    if (values.force || values.out) return true
    return manifest[job.file] !== fingerprint(job) || !existsSync(join(DATA, job.file))
  })
  const until = values.seconds ? Date.now() + Number(values.seconds) * 1000 : Infinity
  if (values["last-first"]) wanted.reverse()
  const scale = values.out ? Number(values.scale ?? 1) : 1
  for (const job of wanted) {
    job.width = Math.round(job.width * scale)
    job.height = Math.round(job.height * scale)
  }
  console.log(`${wanted.length} of ${jobs.length} pictures to render`)
  if (values.accept) {
    const there = wanted.filter((job) => existsSync(join(DATA, job.file)))
    await writeBoards()
    return record(
      Object.fromEntries(there.map((job) => [job.file, fingerprint(job)])),
      known
    )
  }
  if (values.list) return void wanted.forEach((job) => console.log(job.file))
  if (!values.out) await writeBoards()
  const failed = await render(wanted, {
    out: values.out,
    frames: values.frames ? Number(values.frames) : undefined,
    skip: (job) =>
      Date.now() > until || (Boolean(values.missing) && existsSync(join(DATA, job.file))),
    onDone: (job) => {
      if (values.out) return
      const merged = { ...readManifest(), [job.file]: fingerprint(job) }
      for (const file of Object.keys(merged)) if (!known.has(file)) delete merged[file]
      const sorted = Object.fromEntries(
        Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : 1))
      )
      writeFileSync(MANIFEST, `${JSON.stringify(sorted, null, 2)}\n`)
    },
  })
  if (failed.length) {
    console.error(
      `${failed.length} failed: ${failed.map((file) => relative(DATA, join(DATA, file))).join(", ")}`
    )
    process.exit(1)
  }
}

await main()
