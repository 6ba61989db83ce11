import { readFileSync } from "fs"
import path from "path"
import { MAX_FILE_BYTES, MAX_FILE_ROWS } from "../../modules/rental/imports/csv/read-csv"
import { IMPORT_KINDS } from "../../modules/rental/imports/import-kinds"
import { MOST_REFUSALS } from "../../modules/rental/imports/run-import"
import { EXPORT_NAMES, READ_ONLY_EXPORTS } from "./read-export"

const GUIDE = path.resolve(__dirname, "../../../../../docs/rental/import-export.md")

describe("the guide to import and export", () => {
  const guide = readFileSync(GUIDE, "utf8")

  it("names every file, in the order in which a new shop imports them", () => {
    const [files = []] = tablesOf(guide)
    expect(files.map(([name]) => name)).toEqual(EXPORT_NAMES.map((name) => `\`${name}\``))
  })

  it.each(IMPORT_KINDS)("has the columns of $name as they are", ({ name, columns }) => {
    const section = guide.split(`\n### ${name}\n`)[1]?.split(/\n##/)[0] ?? ""
    expect(tablesOf(section)[0]).toEqual(
      columns.map((column) => [
        `\`${column.name}\``,
        column.means,
        column.takes,
        column.readOnly
          ? "not read"
          : column.required
            ? "refused"
            : column.empty
              ? `\`${column.empty}\``
              : "nothing",
      ])
    )
  })

  it.each(Object.entries(READ_ONLY_EXPORTS))(
    "has the columns of %s, which are read out only",
    (name, columns) => {
      const section = guide.split(`\n**${name}**:`)[1]?.split("\n\n")[0] ?? ""
      const named = [...section.matchAll(/`(\w+)`/g)].map(([, column]) => column)
      expect(named.filter((column) => !STATES.has(column!))).toEqual([...columns])
    }
  )

  it("tells the limits", () => {
    const megabytes = MAX_FILE_BYTES / 1024 / 1024
    const rows = MAX_FILE_ROWS.toLocaleString("en")
    expect(guide).toContain(`At most ${megabytes} MB and ${rows} rows`)
    expect(guide).toMatch(new RegExp(`after\\s${MOST_REFUSALS} rows`))
  })
})

const STATES = new Set(["pending", "completed", "draft", "canceled"])

/** The rows of the tables of a text, without their heads. */
function tablesOf(text: string): string[][][] {
  return [...text.matchAll(/(^\|.*\n)+/gm)].map(([table]) =>
    table
      .trimEnd()
      .split("\n")
      .slice(2)
      .map((line) =>
        line
          .split(/(?<!\\)\|/)
          .slice(1, -1)
          .map((cell) => cell.trim().replaceAll("\\|", "|"))
      )
  )
}
