/** Cosine of two vectors of length one. */
export function cosine(one: number[], other: number[]): number {
  let sum = 0
  for (let index = 0; index < one.length; index++) sum += one[index] * other[index]
  return sum
}

/** Direction in which vectors point on the whole, of length one. */
export function meanDirection(vectors: number[][]): number[] {
  const sum = vectors[0].map((_, index) =>
    vectors.reduce((total, vector) => total + vector[index], 0)
  )
  const length = Math.hypot(...sum)
  return length > 0 ? sum.map((value) => value / length) : sum
}
