const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" })

/** Orders texts as people do: `A-2` before `A-10`; those without one come last. */
export function byNaturalOrder(a: string | null, b: string | null): number {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null)
  }
  return collator.compare(a, b)
}
