import { lstatSync, realpathSync, statSync } from "fs"
import path from "path"
import type { Server } from "./commands"
import { Readme } from "./readme"
import { rentSomething } from "./rent-something"
import { ok, Shop, threeDaysIn } from "./shop"
import { StockProject } from "./stock-project"
import { packPlugin, readTarball } from "./tarball"

const INSTALL = "Install"
const HOOKS = "Combining hooks"
const PLUGIN = "node_modules/@gather/medusa-rental"

const readme = new Readme(path.resolve(__dirname, "../README.md"))

jest.setTimeout(5 * 60_000)

describe("a stock Medusa project that follows the README", () => {
  let project: StockProject
  let tarball: Map<string, string>

  beforeAll(async () => {
    project = await StockProject.create()
    const file = await packPlugin(readme.command(INSTALL, "npm pack "), project.folder)
    tarball = readTarball(path.join(project.folder, file))
    await project.run(readme.command(INSTALL, "npm install "))
    project.configure(readme.file(INSTALL, "medusa-config.ts"))
    await project.run(readme.command(INSTALL, "npx medusa db:migrate"))
    await project.run("npm run seed")
    writeSources(INSTALL)
    await project.run(readme.command(INSTALL, "npx medusa exec"))
  })

  afterAll(() => project?.remove())

  /** Writes the files below src/ that a section of the README shows. */
  function writeSources(section: string): void {
    for (const { file, text } of readme.blocks(section)) {
      if (file?.startsWith("src/")) {
        project.write(file, text)
      }
    }
  }

  describe("gets a package", () => {
    it("with the built plugin, its manifest, README and licence, and nothing else", () => {
      const others = [...tarball.keys()].filter(
        (file) => !file.startsWith(".medusa/server/src/")
      )
      expect(others.sort()).toEqual(["LICENSE", "README.md", "package.json"])
      expect(
        [...tarball.keys()].filter((file) => !/\.(js|mjs|d\.ts)$/.test(file)).sort()
      ).toEqual(["LICENSE", "README.md", "package.json"])
      expect(
        [...tarball.keys()].filter((file) => /\.(spec|test)\.|-tests?\/|__/.test(file))
      ).toEqual([])
    })

    it("whose source maps need no file that it does not have", () => {
      const needy = [...tarball].filter(([, text]) =>
        sourceMaps(text).some((map) => map.sourcesContent?.length !== map.sources.length)
      )
      expect(needy.map(([file]) => file)).toEqual([])
    })

    it("whose exports all lead to a file of it", () => {
      const { exports } = JSON.parse(tarball.get("package.json") ?? "{}")
      const files = [...tarball.keys()]
      for (const target of targets(exports)) {
        const [before = "", after = ""] = target.slice("./".length).split("*")
        const leads = files.some(
          (file) => file.startsWith(before) && file.endsWith(after)
        )
        expect({ target, leads }).toEqual({ target, leads: true })
      }
    })

    it("as a copy of its own: nothing leads back to this repository", () => {
      const installed = path.join(project.folder, PLUGIN)
      expect(lstatSync(installed).isSymbolicLink()).toBe(false)
      expect(realpathSync(installed)).toBe(
        path.join(realpathSync(project.folder), PLUGIN)
      )
      const packages = project
        .list("node_modules")
        .filter((name) => /^(@[^/]+\/[^/]+|[^@./][^/]*)$/.test(name))
      expect(packages.length).toBeGreaterThan(400)
      expect(
        packages.filter((name) =>
          lstatSync(path.join(project.folder, "node_modules", name)).isSymbolicLink()
        )
      ).toEqual([])
      for (let up = path.dirname(project.folder); up !== "/"; up = path.dirname(up)) {
        expect(statSync(path.join(up, "node_modules"), { throwIfNoEntry: false })).toBe(
          undefined
        )
      }
    })
  })

  describe("with the plugin's own hooks", () => {
    it("has exactly the hooks of the README's table taken", async () => {
      expect(await takenHooks(project)).toEqual(hookTable())
    })

    it("runs the README's script twice to the same end", async () => {
      await project.run(readme.command(INSTALL, "npx medusa exec"))
    })

    describe("built for production", () => {
      let server: Server

      beforeAll(async () => {
        await project.run("npm run build")
        server = await project.start({ built: true })
      })

      afterAll(() => server?.stop())

      it("shows the plugin's widgets in its admin", async () => {
        const page = await fetch(`${server.url}/app`)
        expect(page.status).toBe(200)
        const assets = project
          .list(".medusa/server/public/admin/assets")
          .filter((file) => file.endsWith(".js"))
          .map((file) => project.read(`.medusa/server/public/admin/assets/${file}`))
        expect(assets.some((text) => text.includes("/admin/rental/orders/"))).toBe(true)
        expect(assets.some((text) => text.includes("/admin/rental/items"))).toBe(true)
      })

      it("rents out", () => rentSomething(new Shop(server.url, seedOf(project)), 30))
    })
  })

  describe("that keeps the hooks to itself", () => {
    beforeAll(() => {
      project.configure(readme.file(HOOKS, "medusa-config.ts"))
    })

    it("has none taken by the plugin", async () => {
      expect(await takenHooks(project)).toEqual([])
    })

    describe("and calls the handlers from its own", () => {
      let server: Server

      beforeAll(async () => {
        project.write("src/my-own-rules.ts", MY_OWN_RULES)
        writeSources(HOOKS)
        server = await project.start({ built: false })
      })

      afterAll(() => server?.stop())

      it("has exactly the hooks of the README's table taken", async () => {
        expect(await takenHooks(project)).toEqual(hookTable())
      })

      it("rents out", () => rentSomething(new Shop(server.url, seedOf(project)), 60))

      it("applies its own rules in the same hook", async () => {
        const shop = new Shop(server.url, seedOf(project))
        const period = threeDaysIn(90)
        const cart = await shop.openCart(period)
        await ok(shop.add(cart, "CHAIR", 2))
        await shop.checkOut(cart, "debtor@example.com")
        expect(await shop.complete(cart)).toMatchObject({
          status: 400,
          body: { message: "Please pay your last bill first" },
        })
        expect(await shop.free("CHAIR", period)).toBe(118)
        await ok(shop.store("POST", `/store/carts/${cart}`, { email: "ada@example.com" }))
        expect((await ok(shop.complete(cart))).body.type).toBe("order")
      })
    })
  })

  it("compiles with every TypeScript file of the README", async () => {
    project.write("src/my-own-rules.ts", MY_OWN_RULES)
    writeSources(INSTALL)
    writeSources(HOOKS)
    writeSources("Write your own RateCard")
    await project.run("npx tsc --noEmit")
  })
})

const MY_OWN_RULES = `import { MedusaError } from "@medusajs/framework/utils"

export async function checkMyOwnRules(cart: { email?: string | null }): Promise<void> {
  if (cart.email?.startsWith("debtor")) {
    throw new MedusaError("invalid_data", "Please pay your last bill first")
  }
}
`

async function takenHooks(project: StockProject): Promise<string[]> {
  await project.run("npx medusa exec ./src/scripts/list-taken-hooks.ts")
  return JSON.parse(project.read("taken-hooks.json"))
}

function hookTable(): string[] {
  return readme.table(HOOKS).sort()
}

function seedOf(project: StockProject) {
  return JSON.parse(project.read("seed.json"))
}

/** The source maps in a file; one that lies beside it would be a file of its own. */
function sourceMaps(text: string): { sources: string[]; sourcesContent?: string[] }[] {
  return [...text.matchAll(/^\/\/# sourceMappingURL=(.*)$/gm)].map(([, url = ""]) =>
    url.startsWith("data:")
      ? JSON.parse(Buffer.from(url.split("base64,")[1] ?? "", "base64").toString())
      : { sources: [url] }
  )
}

/** Every file that an `exports` entry names. */
function targets(exports: unknown): string[] {
  return typeof exports === "string"
    ? [exports]
    : Object.values(exports as Record<string, unknown>).flatMap(targets)
}
