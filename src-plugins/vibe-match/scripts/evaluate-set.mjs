// @ts-check
/**
 * Embeds a set of products and scenes and ranks products for its boards as the plugin would, to
 * measure it: `<set>/products/*.jpg`, `<set>/scenes/*.jpg`, `<set>/truth.json` with `boards` and
 * `boardsMeta` of `{id, scenes}`. Writes `vectors.jsonl` and `rankings.jsonl`.
 *
 *   node scripts/evaluate-set.mjs SET OUT
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { fileURLToPath } from "node:url"

const plugin = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const built = createRequire(
  path.join(plugin, ".medusa/server/src/modules/vibe-match/index.js")
)
const { preparePicture } = built("./pictures/prepare-picture.js")
const { ClassicalEmbedder } = built("./embedding/classical/classical-embedder.js")
const { cutIntoThemes } = built("./themes/cut.js")
const { withoutNearDuplicates } = built("./themes/near-duplicates.js")
const { cosine } = built("./themes/vector-maths.js")
const { mergeThemes } = built("./ranking/merge-themes.js")

const [set, out] = process.argv.slice(2)
if (!set || !out) {
  console.error("node evaluate-set.mjs SET OUT")
  process.exit(2)
}
const DEPTH = 200
const embedder = new ClassicalEmbedder()
const products = await embedFolder("products", "product")
const scenes = await embedFolder("scenes", "scene")
mkdirSync(out, { recursive: true })
writeLines("vectors.jsonl", [
  ...[...products].map(([id, vector]) => ({ kind: "product", id, vector })),
  ...[...scenes].map(([id, vector]) => ({ kind: "scene", id, vector })),
])
const truth = JSON.parse(readFileSync(path.join(set, "truth.json"), "utf8"))
const boards = [...(truth.boards ?? []), ...(truth.boardsMeta ?? [])]
writeLines(
  "rankings.jsonl",
  boards.map(({ id, scenes: ids }) => ({ board: id, ranking: rank(ids) }))
)

/** @param {string} folder @param {"product" | "scene"} domain */
async function embedFolder(folder, domain) {
  /** @type {Map<string, number[]>} */
  const vectors = new Map()
  for (const file of readdirSync(path.join(set, folder)).sort()) {
    const picture = await preparePicture(readFileSync(path.join(set, folder, file)))
    vectors.set(path.parse(file).name, await embedder.embed(picture, domain))
  }
  return vectors
}

/** @param {string[]} ids of the scenes of a board */
function rank(ids) {
  const all = ids.map((id) => scenes.get(id) ?? [])
  const themes = cutIntoThemes(all).map((/** @type {number[]} */ indexes) => ({
    weight: indexes.length / all.length,
    pictures: withoutNearDuplicates(indexes.map((index) => all[index])).map(nearest),
  }))
  return mergeThemes(themes).slice(0, DEPTH)
}

/** @param {number[]} vector */
function nearest(vector) {
  return [...products]
    .map(([id, other]) => ({ id, similarity: cosine(vector, other) }))
    .sort(
      (one, other) => other.similarity - one.similarity || (one.id < other.id ? -1 : 1)
    )
    .slice(0, DEPTH)
    .map(({ id }) => id)
}

/** @param {string} file @param {object[]} rows */
function writeLines(file, rows) {
  writeFileSync(path.join(out, file), rows.map((row) => JSON.stringify(row)).join("\n"))
}
