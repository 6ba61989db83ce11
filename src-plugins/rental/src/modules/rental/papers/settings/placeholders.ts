/** What a shop's texts can mention, and what each stands for. */
export const PLACEHOLDERS = {
  shop: "the name of the shop",
  order: "the number of the order",
  customer: "the name of the customer",
  start: "the day on which the goods leave",
  end: "the day on which they come back",
  days: "how many days that is",
} as const

export type Placeholder = keyof typeof PLACEHOLDERS

const IN_BRACES = /\{([^{}]*)\}/g

/** The first `{…}` of a text that stands for nothing; undefined when all are known. */
export function unknownPlaceholder(text: string): string | undefined {
  return [...text.matchAll(IN_BRACES)].find(
    ([, name = ""]) => !(name in PLACEHOLDERS)
  )?.[0]
}

/** A text with what its placeholders stand for. */
export function fillIn(
  text: string,
  values: Readonly<Record<Placeholder, string>>
): string {
  return text.replace(IN_BRACES, (all, name: string) =>
    name in PLACEHOLDERS ? values[name as Placeholder] : all
  )
}
