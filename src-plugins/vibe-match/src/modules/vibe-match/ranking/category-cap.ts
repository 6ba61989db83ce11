/**
 * Keeps one category from filling a list: once a category has its share of the first `length`
 * places, its further members go behind all others. The order is otherwise kept.
 *
 * @param share - largest share of the first places one category may take, 0..1
 */
export function capCategories<Item>(
  items: Item[],
  categoryOf: (item: Item) => string | null,
  length: number,
  share: number
): Item[] {
  const most = Math.max(1, Math.ceil(length * share))
  const taken = new Map<string, number>()
  const first: Item[] = []
  const later: Item[] = []
  for (const item of items) {
    const category = categoryOf(item)
    const count = category === null ? 0 : (taken.get(category) ?? 0)
    if (category !== null && count >= most) {
      later.push(item)
      continue
    }
    if (category !== null) taken.set(category, count + 1)
    first.push(item)
  }
  return [...first, ...later]
}
