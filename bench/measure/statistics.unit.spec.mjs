// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"

import { randomFrom, wholeBetween } from "./random.mjs"
import { medianRatio, quantile, slope } from "./statistics.mjs"

test("quantiles are samples of the list, by the nearest rank", () => {
  const samples = [5, 1, 4, 2, 3]
  assert.equal(quantile(samples, 0.5), 3)
  assert.equal(quantile(samples, 0.95), 5)
  assert.equal(quantile(samples, 0), 1)
  assert.throws(() => quantile([], 0.5))
})

test("a ratio of medians lies in its interval", () => {
  const random = randomFrom(1)
  const base = Array.from({ length: 200 }, () => 10 + random())
  const ratio = medianRatio(
    base.map((value) => value * 2),
    base
  )
  assert.equal(ratio.value, 2)
  assert.ok(ratio.low <= 2 && ratio.high >= 2)
  assert.ok(ratio.high - ratio.low < 0.2)
})

test("the slope of a line is found", () => {
  assert.ok(
    Math.abs(
      slope([
        [0, 1],
        [1, 3],
        [2, 5],
      ]) - 2
    ) < 1e-9
  )
})

test("random numbers repeat with their seed and stay in their range", () => {
  const [a, b] = [randomFrom(7), randomFrom(7)]
  for (let at = 0; at < 100; at++) {
    const whole = wholeBetween(a, 3, 5)
    assert.equal(whole, wholeBetween(b, 3, 5))
    assert.ok(whole >= 3 && whole <= 5)
  }
})
