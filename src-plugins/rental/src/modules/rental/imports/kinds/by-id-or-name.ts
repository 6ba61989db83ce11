import { type Cells } from "../csv/write-csv"
import { type Found } from "../import-kind"

/**
 * What rows are about that carry an id or a name: what has the id, else the only one that
 * has the name, else a new one.
 */
export function byIdOrName(
  nameColumn: string,
  rows: readonly Cells[],
  now: readonly Cells[]
): Found[] {
  const ids = new Set(now.map((row) => row.id))
  return rows.map((row): Found => {
    const { id = "", [nameColumn]: name = "" } = row
    if (id) {
      return ids.has(id)
        ? { key: id }
        : {
            column: "id",
            why: `There is none with the id ${id}: leave it empty for a new one`,
          }
    }
    const called = new Set(
      now.flatMap((known) => (known[nameColumn] === name ? [known.id ?? ""] : []))
    )
    const [only] = called
    return called.size > 1
      ? { column: nameColumn, why: `${called.size} are called "${name}": give the id` }
      : { key: only ?? `new ${name}` }
  })
}
