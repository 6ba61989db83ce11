// @ts-check
/**
 * Checks the demo catalogue and says which file, entry and field is wrong.
 *
 *   node data/validate.mjs                everything, pictures included
 *   node data/validate.mjs --no-pictures  only the words and numbers
 */
import { existsSync, readFileSync, readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const SKU = /^[A-Z0-9]+(-[A-Z0-9]+)*$/
const DATA = dirname(fileURLToPath(import.meta.url))

/**
 * @typedef {{ products: any, categories: any, packages: any, shop: any,
 *   boards: Record<string, any> }} Catalogue
 * @typedef {{ file: string, entry: string, field: string, message: string }} Problem
 */

/**
 * All problems of a catalogue, in reading order; an empty list means it can be seeded.
 *
 * @param {Catalogue} catalogue
 * @param {(path: string) => boolean} [hasPicture] whether a picture exists, by its path below data/
 * @returns {Problem[]}
 */
export function problemsOf(catalogue, hasPicture = () => true) {
  /** @type {Problem[]} */
  const problems = []
  const categories = checkCategories(catalogue.categories, problems)
  const skus = checkProducts(catalogue.products, categories, hasPicture, problems)
  const handles = new Set(list(catalogue.products).map((product) => product.handle))
  checkPackages(catalogue.packages, skus, handles, hasPicture, problems)
  checkShop(catalogue.shop, problems)
  for (const [slug, board] of Object.entries(catalogue.boards)) {
    checkBoard(slug, board, hasPicture, problems)
  }
  return problems
}

/** @param {any} categories @param {Problem[]} problems @returns {Set<string>} */
function checkCategories(categories, problems) {
  const file = "catalogue/categories.json"
  const seen = new Set()
  for (const [index, category] of list(categories, file, problems).entries()) {
    const say = reporter(problems, file, entryName(category.slug, index))
    if (!SLUG.test(category.slug ?? ""))
      say("slug", "must be lower-case words joined by hyphens")
    if (seen.has(category.slug)) say("slug", "is used twice")
    seen.add(category.slug)
    requireText(category, ["name", "description"], say)
    if (!Number.isInteger(category.rank)) say("rank", "must be a whole number")
  }
  if (!seen.has("packages")) {
    problems.push({ file, entry: "packages", field: "slug", message: "is missing" })
  }
  return seen
}

/**
 * @param {any} products @param {Set<string>} categories
 * @param {(path: string) => boolean} hasPicture @param {Problem[]} problems
 * @returns {Set<string>} every article number
 */
function checkProducts(products, categories, hasPicture, problems) {
  const file = "catalogue/products.json"
  const handles = new Set()
  /** @type {Set<string>} */
  const skus = new Set()
  for (const [index, product] of list(products, file, problems).entries()) {
    const say = reporter(problems, file, entryName(product.handle, index))
    checkCommon(product, handles, hasPicture, say)
    if (!categories.has(product.category)) {
      say("category", `"${product.category}" is not in categories.json`)
    }
    checkOptions(product, say)
    checkRental(product.rental, say)
    if (list(product.variants).length === 0) say("variants", "needs at least one")
    for (const [i, variant] of list(product.variants).entries()) {
      checkVariant(product, variant, `variants[${i}]`, skus, say)
    }
  }
  return skus
}

/** @param {any} product @param {Report} say */
function checkOptions(product, say) {
  if (list(product.options).length === 0)
    say("options", 'needs at least one (use "Default")')
  for (const [i, option] of list(product.options).entries()) {
    if (!isText(option.title)) say(`options[${i}].title`, "must be text")
    const values = list(option.values)
    if (values.length === 0 || !values.every(isText)) {
      say(`options[${i}].values`, "must be a list of texts")
    }
    if (new Set(values).size !== values.length)
      say(`options[${i}].values`, "repeats a value")
  }
}

/** @param {any} rental @param {Report} say */
function checkRental(rental, say) {
  for (const field of ["turnaround_before", "turnaround_after"]) {
    const days = rental?.[field]
    if (!Number.isInteger(days) || days < 0 || days > 30) {
      say(`rental.${field}`, "must be a whole number of days from 0 to 30")
    }
  }
  if (rental?.rate_card !== "per_day") say("rental.rate_card", 'must be "per_day"')
}

/**
 * @param {any} product @param {any} variant @param {string} at
 * @param {Set<string>} skus @param {Report} say
 */
function checkVariant(product, variant, at, skus, say) {
  if (!isText(variant.title)) say(`${at}.title`, "must be text")
  if (!SKU.test(variant.sku ?? ""))
    say(`${at}.sku`, "must be capitals and digits with hyphens")
  if (skus.has(variant.sku)) say(`${at}.sku`, `"${variant.sku}" is used twice`)
  skus.add(variant.sku)
  for (const option of list(product.options)) {
    const chosen = variant.options?.[option.title]
    if (!list(option.values).includes(chosen)) {
      say(
        `${at}.options.${option.title}`,
        `"${chosen}" is not one of the product's values`
      )
    }
  }
  if (!Number.isInteger(variant.fleet) || variant.fleet < 1) {
    say(`${at}.fleet`, "must be a whole number of at least 1")
  }
  checkMoney(variant.day_rate, `${at}.day_rate`, say)
  checkMoney(variant.replacement_value, `${at}.replacement_value`, say)
  if (variant.day_rate > variant.replacement_value) {
    say(`${at}.replacement_value`, "is less than one day's rate")
  }
  if (
    variant.picture !== undefined &&
    !list(product.pictures).includes(variant.picture)
  ) {
    say(`${at}.picture`, `"${variant.picture}" is not among the product's pictures`)
  }
}

/**
 * @param {any} packages @param {Set<string>} skus @param {Set<string>} productHandles
 * @param {(path: string) => boolean} hasPicture @param {Problem[]} problems
 */
function checkPackages(packages, skus, productHandles, hasPicture, problems) {
  const file = "catalogue/packages.json"
  const handles = new Set(productHandles)
  for (const [index, pack] of list(packages, file, problems).entries()) {
    const say = reporter(problems, file, entryName(pack.handle, index))
    checkCommon(pack, handles, hasPicture, say)
    checkMoney(pack.day_rate, "day_rate", say)
    if (list(pack.components).length < 2) say("components", "needs at least two")
    const used = new Set()
    for (const [i, component] of list(pack.components).entries()) {
      if (!skus.has(component.sku)) {
        say(`components[${i}].sku`, `"${component.sku}" is not in products.json`)
      }
      if (used.has(component.sku)) say(`components[${i}].sku`, "is listed twice")
      used.add(component.sku)
      if (!Number.isInteger(component.quantity) || component.quantity < 1) {
        say(`components[${i}].quantity`, "must be a whole number of at least 1")
      }
    }
  }
}

/**
 * @param {any} item @param {Set<string>} handles
 * @param {(path: string) => boolean} hasPicture @param {Report} say
 */
function checkCommon(item, handles, hasPicture, say) {
  if (!SLUG.test(item.handle ?? ""))
    say("handle", "must be lower-case words joined by hyphens")
  if (handles.has(item.handle)) say("handle", "is used twice")
  handles.add(item.handle)
  requireText(item, ["title", "description"], say)
  for (const field of ["materials", "styles", "colours"]) {
    const words = item.metadata?.[field]
    if (!Array.isArray(words) || words.length === 0 || !words.every(isText)) {
      say(`metadata.${field}`, "must be a list of words")
    }
  }
  if (list(item.tags).length === 0) say("tags", "needs at least one")
  if (list(item.pictures).length === 0) say("pictures", "needs at least one")
  for (const [i, picture] of list(item.pictures).entries()) {
    if (!hasPicture(`pictures/${picture}`))
      say(`pictures[${i}]`, `"${picture}" does not exist`)
  }
}

/** @param {any} shop @param {Problem[]} problems */
function checkShop(shop, problems) {
  const say = reporter(problems, "shop.json", "shop")
  requireText(shop ?? {}, ["name", "tagline", "currency", "timezone"], say)
  if (!isText(shop?.region?.name)) say("region.name", "must be text")
  if (!isText(shop?.stock_location?.name)) say("stock_location.name", "must be text")
  for (const [i, way] of list(shop?.shipping).entries()) {
    if (!isText(way.name)) say(`shipping[${i}].name`, "must be text")
    if (!(way.amount >= 0)) say(`shipping[${i}].amount`, "must be 0 or more")
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone: shop?.timezone })
  } catch {
    say("timezone", `"${shop?.timezone}" is not a time zone`)
  }
}

/**
 * @param {string} slug @param {any} board
 * @param {(path: string) => boolean} hasPicture @param {Problem[]} problems
 */
function checkBoard(slug, board, hasPicture, problems) {
  const say = reporter(problems, `boards/${slug}/board.json`, slug)
  requireText(board, ["title", "description"], say)
  const images = list(board.images)
  if (images.length < 8 || images.length > 20) say("images", "must be 8 to 20")
  for (const [i, image] of images.entries()) {
    if (!hasPicture(`boards/${slug}/${image.file}`)) {
      say(`images[${i}].file`, `"${image.file}" does not exist`)
    }
    if (!list(board.themes).includes(image.theme)) {
      say(`images[${i}].theme`, `"${image.theme}" is not one of the board's themes`)
    }
  }
}

/** @typedef {(field: string, message: string) => void} Report */

/** @param {Problem[]} problems @param {string} file @param {string} entry @returns {Report} */
function reporter(problems, file, entry) {
  return (field, message) => void problems.push({ file, entry, field, message })
}

/** @param {any} item @param {string[]} fields @param {Report} say */
function requireText(item, fields, say) {
  for (const field of fields) if (!isText(item[field])) say(field, "must be text")
}

/** @param {unknown} amount @param {string} field @param {Report} say */
function checkMoney(amount, field, say) {
  const cents = Number(amount) * 100
  if (
    typeof amount !== "number" ||
    !(amount > 0) ||
    Math.abs(cents - Math.round(cents)) > 1e-6
  ) {
    say(field, "must be an amount above 0 with at most two decimals")
  }
}

/** @param {unknown} value */
function isText(value) {
  return typeof value === "string" && value.trim() !== ""
}

/** @param {any} value @param {string} [file] @param {Problem[]} [problems] @returns {any[]} */
function list(value, file, problems) {
  if (Array.isArray(value)) return value
  if (file)
    problems?.push({ file, entry: "file", field: "file", message: "must hold a list" })
  return []
}

/** @param {unknown} name @param {number} index */
function entryName(name, index) {
  return isText(name) ? String(name) : `entry ${index + 1}`
}

/** @returns {Catalogue} the catalogue as it lies in data/ */
export function readCatalogue() {
  /** @param {string} path */
  const read = (path) => {
    try {
      return JSON.parse(readFileSync(join(DATA, path), "utf8"))
    } catch (error) {
      throw new Error(`data/${path}: ${error instanceof Error ? error.message : error}`)
    }
  }
  const boardsDir = join(DATA, "boards")
  const slugs = existsSync(boardsDir) ? readdirSync(boardsDir).sort() : []
  return {
    products: read("catalogue/products.json"),
    categories: read("catalogue/categories.json"),
    packages: read("catalogue/packages.json"),
    shop: read("shop.json"),
    boards: Object.fromEntries(
      slugs.map((slug) => [slug, read(`boards/${slug}/board.json`)])
    ),
  }
}

function main() {
  const withPictures = !process.argv.includes("--no-pictures")
  let catalogue
  try {
    catalogue = readCatalogue()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
  const problems = problemsOf(
    catalogue,
    (path) => !withPictures || existsSync(join(DATA, path))
  )
  for (const { file, entry, field, message } of problems) {
    console.error(`data/${file}: ${entry}: ${field} ${message}`)
  }
  const { products, packages, boards } = catalogue
  console.log(
    `${products.length} products, ${packages.length} packages, ` +
      `${Object.keys(boards).length} boards, ${problems.length} problems`
  )
  process.exit(problems.length ? 1 : 0)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main()
