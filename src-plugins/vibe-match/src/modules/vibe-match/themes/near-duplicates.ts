import { cosine } from "./vector-maths"

/** Above this cosine two pictures of a board are the same picture twice, or a crop of it. */
const SAME_PICTURE = 0.985

/** The vectors that are not near-duplicates of an earlier one. */
export function withoutNearDuplicates(vectors: number[][]): number[][] {
  const kept: number[][] = []
  for (const vector of vectors) {
    if (kept.every((other) => cosine(other, vector) < SAME_PICTURE)) kept.push(vector)
  }
  return kept
}
