// @ts-check
import { interleave } from "../measure/interleave.mjs"
import { randomFrom, wholeBetween } from "../measure/random.mjs"
import { compareTimes, limitTime } from "../measure/report.mjs"
import { catalogue } from "./catalogue.mjs"

const few = 10_000
const many = 1_000_000
const rounds = 250
const warmUp = 50

/**
 * Reading what is free: the whole catalogue, and a year of one item.
 *
 * @param {import("../run-bench.mjs").Bench} bench
 */
export async function measureReads({ run, seed, note, found }) {
  const random = randomFrom(seed)
  note("databases and servers")
  const small = await run.startServer(await run.copyDatabase(few))
  const large = await run.startServer(await run.copyDatabase(many))
  const empty = () => large.client.time("GET", "/store/bench/empty")
  const availability = () =>
    large.client.time("GET", `/store/rental/availability?${somePeriod(random)}`)
  const calendar = () =>
    large.client.time("GET", `/store/rental/calendar?${someYear(random)}`)
  /** @param {typeof large} server */
  const service = async (server) => {
    const answer = await server.client.json(
      "GET",
      `/store/bench/service?${somePeriod(random)}`
    )
    if (answer.rows < catalogue.items) {
      throw new Error(`Only ${answer.rows} of ${catalogue.items} items were answered`)
    }
    return answer.milliseconds
  }
  try {
    note("requests in turns")
    const times = await interleave({
      rounds,
      warmUp,
      random,
      tasks: {
        empty,
        availability,
        calendar,
        small: () => service(small),
        large: () => service(large),
      },
    })
    for (const finding of [
      limitTime({
        what: "availability of 2,000 items over 1,000,000 bookings, service call",
        measured: times.large,
        atMost: 5,
      }),
      compareTimes({
        what: "the same over HTTP, against an empty store route",
        measured: times.availability,
        base: times.empty,
        atMost: 2,
      }),
      compareTimes({
        what: "a year's calendar over HTTP, against an empty store route",
        measured: times.calendar,
        base: times.empty,
        atMost: 1.5,
      }),
      compareTimes({
        what: "the service call over 1,000,000 bookings, against 10,000",
        measured: times.large,
        base: times.small,
        atMost: 1.5,
      }),
    ]) {
      found(finding)
    }
  } finally {
    await small.stop()
    await large.stop()
  }
}

/** @param {() => number} random */
export function somePeriod(random) {
  const start = wholeBetween(random, 5, 600)
  return new URLSearchParams({
    start_date: dayFromNow(start),
    end_date: dayFromNow(start + wholeBetween(random, 0, 4)),
  }).toString()
}

/** @param {() => number} random */
export function someYear(random) {
  const item = wholeBetween(random, 0, catalogue.items - 1)
  const from = wholeBetween(random, 0, 300)
  return new URLSearchParams({
    variant_id: `variant_bench_${String(item).padStart(5, "0")}`,
    from: dayFromNow(from),
    to: dayFromNow(from + 364),
  }).toString()
}

/** @param {number} offset in days */
export function dayFromNow(offset) {
  return new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
}
