/** Mean and standard deviation of each number of a descriptor over many pictures of one kind. */
export type DescriptorStatistics = { mean: number[]; deviation: number[] }

/** No single unusual number may decide alone. */
const CLIP = 4

/**
 * Says of each number how unusual it is among pictures of its kind, so that scenes and products
 * can be compared although scenes are darker and busier throughout. Length one.
 */
export function standardise(
  descriptor: Float64Array,
  { mean, deviation }: DescriptorStatistics
): number[] {
  const scores = Array.from(descriptor, (value, index) => {
    if (deviation[index] === 0) return 0
    const score = (value - mean[index]) / deviation[index]
    return Math.min(CLIP, Math.max(-CLIP, score))
  })
  const length = Math.hypot(...scores)
  return length > 0 ? scores.map((score) => score / length) : scores
}

/** Statistics of a set of descriptors; a number that hardly varies gets deviation 0 (ignored). */
export function statisticsOf(descriptors: Float64Array[]): DescriptorStatistics {
  const count = descriptors.length
  const size = descriptors[0]?.length ?? 0
  const mean = Array.from({ length: size }, (_, index) => {
    return descriptors.reduce((sum, descriptor) => sum + descriptor[index], 0) / count
  })
  const deviation = mean.map((average, index) => {
    const squares = descriptors.reduce((sum, one) => sum + (one[index] - average) ** 2, 0)
    const value = Math.sqrt(squares / count)
    return value < 1e-6 ? 0 : value
  })
  return { mean, deviation }
}
