import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "fs"
import { cp } from "fs/promises"
import { tmpdir } from "os"
import path from "path"
import { runCommand, startServer, type Server } from "./commands"
import { createDatabase, dropDatabase } from "./database"

const REPOSITORY = path.resolve(__dirname, "../../..")

export interface Seed {
  publishable_key: string
  secret_key: string
  regions: { usd: string; eur: string }
  variants: { CHAIR: string; TABLE: string; "DINNER-SET": string }
}

/** A Medusa project as create-medusa-app leaves it, outside of this repository. */
export class StockProject {
  readonly #databaseName: string

  private constructor(
    readonly folder: string,
    readonly env: Record<string, string>,
    databaseName: string
  ) {
    this.#databaseName = databaseName
  }

  /** Writes the project, installs Medusa in it and makes its database, which is empty. */
  static async create(): Promise<StockProject> {
    const folder = mkdtempSync(path.join(tmpdir(), "stock-medusa-"))
    await cp(path.join(__dirname, "stock-project"), folder, { recursive: true })
    writeFileSync(path.join(folder, "package-lock.json"), lockFileFor(folder))
    const databaseName = `stock_medusa_${process.pid}`
    const env = {
      DATABASE_URL: await createDatabase(databaseName),
      STORE_CORS: "http://localhost:8000",
      ADMIN_CORS: "http://localhost:9000",
      AUTH_CORS: "http://localhost:9000",
      JWT_SECRET: "stock-jwt-secret",
      COOKIE_SECRET: "stock-cookie-secret",
      // Only this keeps Medusa's commands from leaving a process behind that reports home.
      XDG_CONFIG_HOME: path.join(folder, ".config"),
      MEDUSA_DISABLE_TELEMETRY: "true",
    }
    const project = new StockProject(folder, env, databaseName)
    project.write(".config/medusa/config.json", `{"telemetry":{"enabled":false}}`)
    await project.run("npm install")
    return project
  }

  run(line: string): Promise<string> {
    return runCommand(line, this.folder, this.env)
  }

  /** Starts the sources as they are, or what `medusa build` made of them. */
  start({ built }: { built: boolean }): Promise<Server> {
    return built
      ? startServer(path.join(this.folder, ".medusa/server"), {
          ...this.env,
          NODE_ENV: "production",
        })
      : startServer(this.folder, { ...this.env, DISABLE_MEDUSA_ADMIN: "true" })
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), "utf8")
  }

  write(file: string, text: string): void {
    const target = path.join(this.folder, file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text)
  }

  /** Every file below a folder. */
  list(folder: string): string[] {
    return readdirSync(path.join(this.folder, folder), {
      recursive: true,
      encoding: "utf8",
    })
  }

  /**
   * Puts into medusa-config.ts what a block of the README shows, whose `// …` stands for
   * what was there.
   */
  configure(block: string): void {
    const stock = readFileSync(
      path.join(__dirname, "stock-project/medusa-config.ts"),
      "utf8"
    )
    const opening = "module.exports = defineConfig({\n"
    const [imports = "", settings = ""] = stock.split(opening)
    const [before, after] = block.split("  // …\n")
    if (!before?.endsWith(opening) || after === undefined) {
      throw new Error(`The README's configuration has no "// …":\n${block}`)
    }
    const own = settings.slice(0, settings.lastIndexOf("})"))
    this.write("medusa-config.ts", `${imports}${opening}${own}${after}`)
  }

  async remove(): Promise<void> {
    await dropDatabase(this.#databaseName)
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/**
 * The versions of this repository's own lock file, of which npm keeps what the project needs:
 * the test must not change its mind because somebody published something, and what `npm ci`
 * has fetched need not be fetched again.
 */
function lockFileFor(folder: string): string {
  const read = (file: string) => JSON.parse(readFileSync(file, "utf8"))
  const { name, version, dependencies, devDependencies } = read(
    path.join(folder, "package.json")
  )
  const locked: Record<string, { link?: boolean }> = read(
    path.join(REPOSITORY, "package-lock.json")
  ).packages
  return JSON.stringify({
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { name, version, dependencies, devDependencies },
      ...Object.fromEntries(
        Object.entries(locked).filter(
          ([place, { link }]) => place.startsWith("node_modules/") && !link
        )
      ),
    },
  })
}
