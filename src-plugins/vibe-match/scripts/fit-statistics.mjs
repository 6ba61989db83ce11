// @ts-check
/**
 * Fits what the classical embedder and the confidence of matches need to know about pictures in
 * general, on our own rendered catalogue and boards, and writes it beside the code:
 * `statistics.json` (mean and deviation of each number of a descriptor, for products and for
 * scenes) and `calibration.json` (the curve from cosine to confidence).
 *
 *   npm run build -w src-plugins/vibe-match
 *   node src-plugins/vibe-match/scripts/fit-statistics.mjs [data folder]
 *
 * Vectors that were computed before are not comparable with those after: the version changes with
 * the numbers, and products are embedded again.
 */
import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { format, resolveConfig } from "prettier"

const plugin = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const data = path.resolve(process.argv[2] ?? path.join(plugin, "../../data"))
const source = path.join(plugin, "src/modules/vibe-match")
const built = createRequire(
  path.join(plugin, ".medusa/server/src/modules/vibe-match/index.js")
)

const { preparePicture } = built("./pictures/prepare-picture.js")
const { oklabImageOf } = built("./embedding/classical/oklab-image.js")
const { describe, DESCRIPTOR_WEIGHTS } = built("./embedding/classical/descriptor.js")
const { standardise, statisticsOf } = built("./embedding/classical/standardise.js")
const { cosine, meanDirection } = built("./themes/vector-maths.js")
const { paletteOf, swatchesOfPicture } = built("./themes/palette.js")
const { isWordNear } = built("./themes/colour-names.js")

/** Farthest in OKLab a colour of a product is from one of the palette it goes with. */
const SAME_COLOUR = 0.11
/** Numbers are kept to so many digits: enough for eleven bits of a half-precision vector. */
const DIGITS = 5

const catalogue = JSON.parse(
  readFileSync(path.join(data, "catalogue/products.json"), "utf8")
)
const products = []
for (const product of catalogue) {
  for (const picture of product.pictures) {
    const file = path.join(data, "pictures", picture)
    if (existsSync(file))
      products.push({ product, descriptor: await descriptorOf(file, "product") })
  }
}
const scenes = []
for (const board of readdirSync(path.join(data, "boards")).sort()) {
  const folder = path.join(data, "boards", board)
  if (!existsSync(path.join(folder, "board.json"))) continue
  const { images } = JSON.parse(readFileSync(path.join(folder, "board.json"), "utf8"))
  for (const { file, theme } of images) {
    const picture = path.join(folder, file)
    if (existsSync(picture)) {
      const swatches = swatchesOfPicture(await preparePicture(readFileSync(picture)))
      const descriptor = await descriptorOf(picture, "scene")
      scenes.push({ board, theme, descriptor, swatches })
    }
  }
}

const statistics = {
  product: rounded(statisticsOf(products.map(({ descriptor }) => descriptor))),
  scene: rounded(statisticsOf(scenes.map(({ descriptor }) => descriptor))),
}
const version = createHash("sha256")
  .update(JSON.stringify(statistics))
  .digest("hex")
  .slice(0, 8)
await write("embedding/classical/statistics.json", { version, ...statistics })

const calibration = fitLogistic(pairsOf())
await write("ranking/calibration.json", calibration)
console.log(
  `Fitted on ${products.length} pictures of products and ${scenes.length} scenes: version ` +
    `${version}, confidence ½ at cosine ${calibration.middle}, slope ${calibration.slope}`
)

/** @param {string} file @param {"product" | "scene"} domain */
async function descriptorOf(file, domain) {
  return describe(await oklabImageOf(await preparePicture(readFileSync(file))), domain)
}

/**
 * Themes of boards with products of which it is clear whether they fit: those that carry the style
 * and have a colour of the palette do, those that have neither do not.
 */
function pairsOf() {
  const themes = new Map()
  for (const { board, theme, descriptor, swatches } of scenes) {
    const key = `${board}/${theme}`
    const members = themes.get(key) ?? { theme, vectors: [], swatches: [] }
    members.vectors.push(standardise(descriptor, statistics.scene, DESCRIPTOR_WEIGHTS))
    members.swatches.push(swatches)
    themes.set(key, members)
  }
  const vectors = products.map(({ descriptor }) =>
    standardise(descriptor, statistics.product, DESCRIPTOR_WEIGHTS)
  )
  return [...themes.values()].flatMap(({ theme, vectors: members, swatches }) => {
    const middle = meanDirection(members)
    const palette = paletteOf(swatches)
    return products.flatMap(({ product }, index) => {
      const [hasStyle, hasColour] = [carries(product, theme), matches(product, palette)]
      if (hasStyle !== hasColour) return []
      return [{ similarity: cosine(middle, vectors[index]), fits: hasStyle }]
    })
  })
}

/**
 * @param {{ metadata: { colours: string[] } }} product
 * @param {{ colour: [number, number, number] }[]} palette
 */
function matches({ metadata }, palette) {
  return metadata.colours.some((word) =>
    palette.some(({ colour }) => isWordNear(word, colour, SAME_COLOUR))
  )
}

/**
 * Whether a product has a style or a colour in whose words the theme is named: "boho-terracotta"
 * is carried by what is boho or terracotta.
 * @param {{ metadata: { styles: string[], colours: string[] } }} product @param {string} theme
 */
function carries({ metadata }, theme) {
  const words = new Set(theme.split("-"))
  return [...metadata.styles, ...metadata.colours].some((name) =>
    name.split(/[ -]/).every((word) => words.has(word))
  )
}

/**
 * Logistic regression with one variable by Newton's method. Both outcomes weigh the same, so that
 * ½ means "as likely to fit as not" and not "as rare as fitting products are".
 * @param {{ similarity: number, fits: boolean }[]} pairs
 */
function fitLogistic(pairs) {
  const fitting = pairs.filter(({ fits }) => fits).length
  const weightOf = { true: 0.5 / fitting, false: 0.5 / (pairs.length - fitting) }
  let [slope, offset] = [1, 0]
  for (let round = 0; round < 50; round++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9]
    for (const { similarity: x, fits } of pairs) {
      const weight = weightOf[`${fits}`]
      const p = 1 / (1 + Math.exp(-(offset + slope * x)))
      const error = ((fits ? 1 : 0) - p) * weight
      const spread = p * (1 - p) * weight
      g0 += error
      g1 += error * x
      h00 += spread
      h01 += spread * x
      h11 += spread * x * x
    }
    const determinant = h00 * h11 - h01 * h01
    offset += (h11 * g0 - h01 * g1) / determinant
    slope += (h00 * g1 - h01 * g0) / determinant
  }
  return { middle: round(-offset / slope), slope: round(slope) }
}

/** @param {{ mean: number[], deviation: number[] }} statistics */
function rounded({ mean, deviation }) {
  return { mean: mean.map(round), deviation: deviation.map(round) }
}

/** @param {number} value */
function round(value) {
  return Number(value.toFixed(DIGITS))
}

/** @param {string} file @param {object} content */
async function write(file, content) {
  const filepath = path.join(source, file)
  const options = await resolveConfig(filepath)
  writeFileSync(filepath, await format(JSON.stringify(content), { ...options, filepath }))
}
