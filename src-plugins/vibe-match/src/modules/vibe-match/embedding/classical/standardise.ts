/** Mean and standard deviation of each number of a descriptor over many pictures of one kind. */
export type DescriptorStatistics = { mean: number[]; deviation: number[] }

/** No single unusual number may decide alone. */
const CLIP = 4
/**
 * Added to every deviation, at right angles. A colour that the pictures of the fit hardly had would
 * otherwise shout in every picture that has some of it.
 */
const LEAST_DEVIATION = 0.02

/**
 * Says of each number how unusual it is among pictures of its kind, so that scenes and products
 * can be compared although scenes are darker and busier throughout.
 *
 * @param weights - how much each number counts
 * @returns a vector of length one
 */
export function standardise(
  descriptor: Float64Array,
  { mean, deviation }: DescriptorStatistics,
  weights: ArrayLike<number>
): number[] {
  const scores = Array.from(descriptor, (value, index) => {
    const score = (value - mean[index]) / Math.hypot(deviation[index], LEAST_DEVIATION)
    return Math.min(CLIP, Math.max(-CLIP, score)) * weights[index]
  })
  const length = Math.hypot(...scores)
  return length > 0 ? scores.map((score) => score / length) : scores
}

/** Statistics of a set of descriptors. */
export function statisticsOf(descriptors: Float64Array[]): DescriptorStatistics {
  const count = descriptors.length
  const size = descriptors[0]?.length ?? 0
  const mean = Array.from({ length: size }, (_, index) => {
    return descriptors.reduce((sum, descriptor) => sum + descriptor[index], 0) / count
  })
  const deviation = mean.map((average, index) => {
    const squares = descriptors.reduce((sum, one) => sum + (one[index] - average) ** 2, 0)
    return Math.sqrt(squares / count)
  })
  return { mean, deviation }
}
