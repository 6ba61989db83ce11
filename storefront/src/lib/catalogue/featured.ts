/** The first of each list, then the second of each, up to `limit`: a fair mix. */
export function firstOfEach<T>(lists: T[][], limit: number): T[] {
  const rounds = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: rounds }, (_, round) =>
    lists.flatMap((list) => list.slice(round, round + 1))
  )
    .flat()
    .slice(0, limit)
}
