// @ts-check

/**
 * Measures several things in turns, in a new order each round, so that whatever else the
 * machine does meanwhile hits all of them alike.
 *
 * @template {string} Name
 * @param {{rounds: number, warmUp: number, random: () => number,
 *   tasks: Record<Name, () => Promise<number>>}} plan each task answers milliseconds
 * @returns {Promise<Record<Name, number[]>>}
 */
export async function interleave({ rounds, warmUp, random, tasks }) {
  const names = /** @type {Name[]} */ (Object.keys(tasks))
  const times = /** @type {Record<Name, number[]>} */ ({})
  for (const name of names) {
    times[name] = []
  }
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of shuffle(names, random)) {
      const milliseconds = await tasks[name]()
      if (round >= 0) {
        times[name].push(milliseconds)
      }
    }
  }
  return times
}

/**
 * Does the jobs, at most `limit` at a time, and answers in their order.
 *
 * @template Job, Result
 * @param {readonly Job[]} jobs
 * @param {number} limit
 * @param {(job: Job) => Promise<Result>} work
 * @returns {Promise<Result[]>}
 */
export async function inFlight(jobs, limit, work) {
  /** @type {Result[]} */
  const results = []
  let next = 0
  const worker = async () => {
    while (next < jobs.length) {
      const at = next++
      results[at] = await work(/** @type {Job} */ (jobs[at]))
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, jobs.length) }, worker))
  return results
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {() => number} random
 */
export function shuffle(list, random) {
  const shuffled = [...list]
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const [a, b] = [shuffled[at], shuffled[other]]
    shuffled[at] = /** @type {T} */ (b)
    shuffled[other] = /** @type {T} */ (a)
  }
  return shuffled
}
