import { cosine } from "./vector-maths"

/** Above this cosine two pictures of a board are the same picture twice, or a crop of it. */
const SAME_PICTURE = 0.985

/** Indexes of the pictures that are not near-duplicates of an earlier one. */
export function withoutNearDuplicates(vectors: number[][]): number[] {
  const kept: number[] = []
  vectors.forEach((vector, index) => {
    if (kept.every((other) => cosine(vectors[other], vector) < SAME_PICTURE))
      kept.push(index)
  })
  return kept
}
