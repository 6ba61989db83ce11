import { PERIOD_RULES, RENTAL_ERRORS } from "@gather/medusa-rental/modules/rental"
import { readdirSync, readFileSync } from "fs"
import path from "path"
import { prepareCheckout } from "../harness/customer"
import { offerDelivery } from "../harness/delivery"
import { openShop, type Answer, type Shop } from "../harness/shop"
import { regionId } from "../harness/staff"
import { differences, fillIn, shiftDays, type Names } from "./documented-answers"
import { readDocumentedCalls, readTable, type DocumentedCall } from "./documented-calls"

const ROOT = path.resolve(__dirname, "../../..")
const PLUGINS = ["rental", "vibe-match"]
const PICTURES = path.join(ROOT, "data/boards/two-styles")

/** The day on which the examples of the document are asked. */
const TODAY = "2027-06-01"
/** How long an answer may take to become the documented one. */
const PATIENCE_MS = 30_000
const DAY_MS = 86_400_000

const reference = readFileSync(path.join(ROOT, "docs/api.md"), "utf8")
const calls = readDocumentedCalls(reference)

describe("the reference of the API", () => {
  const routes = PLUGINS.flatMap(listRoutes)
  const documented = readTable(reference, "## All calls").map(([call = ""]) =>
    call.replace(/[`[\]]|\(#.*\)/g, "")
  )

  it("lists the calls there are, and no others", () => {
    expect(routes.length).toBeGreaterThan(30)
    expect([...documented].sort()).toEqual([...routes].sort())
  })

  it("has an example that works for each call", () => {
    const shown = calls.filter(({ status }) => status < 300)
    const without = documented.filter((route) => !shown.some((call) => isOf(call, route)))
    expect(without).toEqual([])
  })

  it("has the rental errors that the code throws, with their status and type", () => {
    const rows = readTable(reference, "### Of rentals").map((row) => row.slice(0, 3))
    expect(rows.sort()).toEqual(
      Object.entries(RENTAL_ERRORS)
        .map(([code, { status, type }]) => [`\`${code}\``, `${status}`, `\`${type}\``])
        .sort()
    )
  })

  it("has the rules that a period can break", () => {
    const rules = readTable(reference, "### Rules of a period").flatMap(([cell = ""]) =>
      cell.match(/\w+/g)
    )
    expect(rules.sort()).toEqual([...PERIOD_RULES].sort())
  })

  it("has the errors of boards", () => {
    const rows = readTable(reference, "### Of boards").map(([code]) => code)
    expect(rows.sort()).toEqual([...boardErrors()].map((code) => `\`${code}\``).sort())
  })
})

describe("the comparison of an answer with what is documented", () => {
  const compare = (documented: unknown, actual: unknown) =>
    differences(documented, actual, new Map([["known_id", "cart_1"]]))

  it.each([
    ["a field that is missing", { a: 1 }, { b: 1 }],
    ["another value", { a: 1 }, { a: 2 }],
    ["another type", { a: 1 }, { a: "1" }],
    ["null for a text", { a: "…" }, { a: null }],
    ["a day for an instant", "2027-06-01T12:30:00.000Z", "2027-06-01"],
    ["another id than before", "{{known_id}}", "cart_2"],
    ["an entry too many", [1], [1, 2]],
    ["an entry too few", [1, 2, "…"], [1]],
    ["the same entry for two", [1, 1], [1, 2]],
  ])("notices %s", (_what, documented, actual) => {
    expect(compare(documented, actual)).toHaveLength(1)
  })

  it("lets answers say more, in any order", () => {
    expect(compare({ a: [2, 1, "…"] }, { a: [1, 2, 3], b: 1 })).toEqual([])
  })

  it("learns what a placeholder stands for, and holds the next answer to it", () => {
    const names: Names = new Map()
    expect(differences({ id: "{{cart}}" }, { id: "cart_1" }, names)).toEqual([])
    expect(differences({ id: "{{cart}}" }, { id: "cart_2" }, names)).toHaveLength(1)
  })
})

describe("the examples of the reference", () => {
  let shop: Shop
  let shift: number
  const names: Names = new Map()

  beforeAll(async () => {
    shop = await openShop()
    const skus = { gold_chair: "GOLD-CHAIR", blue_chair: "BLUE-CHAIR" }
    for (const [name, sku] of Object.entries({
      ...skus,
      oak_table: "OAK-TABLE",
      white_linen: "WHITE-LINEN",
      dinner_for_eight: "PACKAGE-DINNER-FOR-EIGHT",
    })) {
      names.set(name, await shop.variantId(sku))
    }
    const vase = await shop.variantId("TERRACOTTA-VASE")
    const [row] = await shop.sql<{ product_id: string }>(
      "select product_id from product_variant where id = $1",
      [vase]
    )
    names.set("terracotta_vase", vase).set("terracotta_vase_product", row!.product_id)
    names.set("region_id", await regionId(shop))
    await offerDelivery(shop)
    const { body } = await shop.store("GET", "/store/rental/rules")
    shift = (Date.parse(body.rules.today) - Date.parse(TODAY)) / DAY_MS
  })
  afterAll(() => shop?.close())

  it.each(calls.map((call) => [call.line, `${call.method} ${call.path}`, call] as const))(
    "line %i: %s",
    async (_line, _title, call) => {
      const until = Date.now() + (call.isRepeated ? PATIENCE_MS : 0)
      let wrong: string[]
      do {
        const answer = await ask(call)
        wrong = compare(call, answer)
        if (wrong.length) {
          wrong.push(JSON.stringify(answer.body, null, 2))
        }
      } while (wrong.length && Date.now() < until && (await pause()))
      expect(wrong).toEqual([])
    }
  )

  async function ask(call: DocumentedCall): Promise<Answer> {
    const url = fillIn(shiftDays(call.path, shift), names)
    const paying = /^\/store\/carts\/(\w+)\/complete$/.exec(url)
    if (paying) {
      await prepareCheckout(shop, paying[1]!)
    }
    const body = fillIn(shiftDays(call.body, shift), names)
    const { "content-type": contentType, ...headers } = Object.fromEntries(
      Object.entries(call.headers).map(([name, value]) => [name, fillIn(value, names)])
    )
    const content = contentType === "multipart/form-data" ? await readForm(body) : body
    const csv = contentType === "text/csv" ? { "content-type": contentType } : undefined
    return url.startsWith("/admin/")
      ? shop.admin(call.method, url, content || undefined, csv)
      : shop.store(call.method, url, content || undefined, headers)
  }

  function compare(call: DocumentedCall, answer: Answer): string[] {
    if (answer.status !== call.status) {
      return [`status is ${answer.status}, documented is ${call.status}`]
    }
    return call.answer === undefined
      ? []
      : differences(JSON.parse(shiftDays(call.answer, shift)), answer.body, names)
  }
})

/** The calls of a plugin, from its files: `POST /store/carts/:id/rental-items`. */
function listRoutes(plugin: string): string[] {
  const folder = path.join(ROOT, "src-plugins", plugin, "src/api")
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts")
    .flatMap((file) => {
      const text = readFileSync(path.join(folder, file), "utf8")
      const route = path.dirname(file).replace(/\[(\w+)\]/g, ":$1")
      return [...text.matchAll(/^export (?:const|async function) ([A-Z]+)\b/gm)].map(
        ([, method]) => `${method} /${route}`
      )
    })
}

/** Whether a call is an example of a route. */
function isOf(call: DocumentedCall, route: string): boolean {
  const pattern = route.replace(/:\w+/g, "[^/]+")
  return new RegExp(`^${pattern}$`).test(`${call.method} ${call.path.split("?")[0]}`)
}

/** The codes with which the plugin of boards refuses, from its files. */
function boardErrors(): Set<string> {
  const folder = path.join(ROOT, "src-plugins/vibe-match/src")
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".spec.ts"))
    .map((file) => readFileSync(path.join(folder, file), "utf8"))
    .filter((text) => text.includes("new RequestError("))
  const codes = sources.flatMap((text) => [...text.matchAll(/\bcode: "(\w+)"/g)])
  return new Set(codes.map(([, code]) => code!))
}

/** A form as the document writes it, with pictures of a demo board: `images[]=@01.jpg`. */
async function readForm(text: string): Promise<FormData> {
  const form = new FormData()
  for (const [, field, file] of text.matchAll(/^(\S+)=@(\S+)$/gm)) {
    const bytes = readFileSync(path.join(PICTURES, file!))
    form.append(field!, new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }), file)
  }
  return form
}

async function pause(): Promise<true> {
  await new Promise((resolve) => setTimeout(resolve, 250))
  return true
}
