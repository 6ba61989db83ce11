/** What the placeholders of a document stand for: `{{cart_id}}` → an id. */
export type Names = Map<string, string>

/** The rest of an answer, a text, or a list, that the document leaves out. */
const REST = "…"
/** What is measured, and may come out a little different: only its type is looked at. */
const MEASURED = new Set(["score", "weight", "share", "hex"])
const PLACEHOLDER = /\{\{(\w+)\}\}/g
const DAY = /(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d])/g
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/
const DAY_MS = 86_400_000

/**
 * Moves every day of a text, so that examples written for one day hold on another.
 *
 * @param days how many days later
 */
export function shiftDays(text: string, days: number): string {
  return text.replace(DAY, (day) =>
    new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
  )
}

/**
 * Puts in what the placeholders of a text stand for.
 *
 * @throws Error naming a placeholder that no earlier answer has explained
 */
export function fillIn(text: string, names: Names): string {
  return text.replace(PLACEHOLDER, (_all, name: string) => {
    const value = names.get(name)
    if (value === undefined) {
      throw new Error(`{{${name}}} is not known here: no earlier answer has it`)
    }
    return value
  })
}

/**
 * Where an answer differs from what is documented, in words; none when it does not.
 *
 * What is documented has to be there, of the same type and value; the answer may have more
 * fields, and its lists any order. Instants and measured numbers need only be such. `…` stands for what is left out,
 * and a placeholder is what it stood for before, or else learns it here.
 */
export function differences(
  documented: unknown,
  actual: unknown,
  names: Names,
  at = "answer"
): string[] {
  if (typeof documented === "string") {
    return typeof actual === "string" && sameText(documented, actual, names)
      ? []
      : [differs(at, documented, actual)]
  }
  if (Array.isArray(documented)) {
    return Array.isArray(actual)
      ? differentItems(documented, actual, names, at)
      : [differs(at, documented, actual)]
  }
  if (typeof documented === "object" && documented !== null) {
    return typeof actual === "object" && actual !== null && !Array.isArray(actual)
      ? differentFields(documented, actual as Record<string, unknown>, names, at)
      : [differs(at, documented, actual)]
  }
  return documented === actual ? [] : [differs(at, documented, actual)]
}

function differentItems(
  documented: readonly unknown[],
  actual: readonly unknown[],
  names: Names,
  at: string
): string[] {
  const isOpen = documented.at(-1) === REST
  const items = isOpen ? documented.slice(0, -1) : documented
  const fits = isOpen ? actual.length >= items.length : actual.length === items.length
  if (!fits) {
    return [`${at} has ${actual.length} entries, documented are ${items.length}`]
  }
  const left = actual.map((item, index) => ({ item, index }))
  return items.flatMap((item, index) => {
    const found = left.findIndex(
      (other) => !differences(item, other.item, new Map(names)).length
    )
    const [taken] = left.splice(Math.max(found, 0), 1)
    return differences(item, taken?.item, names, `${at}[${taken?.index ?? index}]`)
  })
}

function differentFields(
  documented: object,
  actual: Record<string, unknown>,
  names: Names,
  at: string
): string[] {
  return Object.entries(documented).flatMap(([field, value]) => {
    if (field === REST) {
      return []
    }
    const where = `${at}.${field}`
    if (!(field in actual)) {
      return [`${where} is missing`]
    }
    return MEASURED.has(field) && typeof value === typeof actual[field]
      ? []
      : differences(value, actual[field], names, where)
  })
}

function sameText(documented: string, actual: string, names: Names): boolean {
  const [, name] = /^\{\{(\w+)\}\}$/.exec(documented) ?? []
  if (name && !names.has(name)) {
    names.set(name, actual)
    return true
  }
  if (INSTANT.test(documented)) {
    return INSTANT.test(actual)
  }
  const pattern = fillIn(documented, names).split(REST).map(escape).join("[^]*")
  return new RegExp(`^${pattern}$`).test(actual)
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
}

function differs(at: string, documented: unknown, actual: unknown): string {
  return `${at} is ${JSON.stringify(actual)}, documented is ${JSON.stringify(documented)}`
}
