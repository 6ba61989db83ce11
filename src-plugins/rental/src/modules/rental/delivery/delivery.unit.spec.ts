import fc from "fast-check"
import { priceDelivery, missingToMinimum } from "./delivery-price"
import { DELIVERY_KINDS } from "./delivery-kinds"
import { greatCircle } from "./great-circle"
import { matchesPostalRule, normalPostalCode, parsePostalRule } from "./postal-codes"
import { type DeliveryWindow } from "./windows"
import { findZone, type DeliveryZone, type ZonePrices } from "./zones"

const matches = (rule: string, code: string, country = "us"): boolean => {
  const parsed = parsePostalRule(rule)
  return parsed !== null && matchesPostalRule(parsed, normalPostalCode(country, code))
}

describe("rules of postal codes", () => {
  it.each([
    ["12534", "12534", true],
    ["12534", "12535", false],
    ["12534", "12534-1234", true],
    ["125*", "12534", true],
    ["125*", "125", true],
    ["125*", "13534", false],
    ["1?534", "12534", true],
    ["1?534", "1534", false],
    ["12000...12999", "12000", true],
    ["12000...12999", "12999", true],
    ["12000...12999", "13000", false],
    ["1000...1999", "12345", false],
    ["SW1A*", "sw1a 1aa", true],
    ["sw1a 1aa", "SW1A1AA", true],
    ["M1A...M9W", "M5V 2T6", true],
    ["M1A...M9W", "N5V 2T6", false],
    ["M1A...M9W", "M5", false],
  ])("%s has %s: %s", (rule, code, expected) => {
    expect(matches(rule, code)).toBe(expected)
  })

  it.each(["", " ", "12...", "...12", "1200...12999", "13000...12000", "1,2", "(", "é"])(
    "%j is no rule",
    (text) => expect(parsePostalRule(text)).toBeNull()
  )

  it("a range of digits has just the numbers between its ends", () => {
    const code = fc.integer({ min: 0, max: 99_999 })
    fc.assert(
      fc.property(code, code, code, (a, b, asked) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        const five = (n: number) => String(n).padStart(5, "0")
        expect(matches(`${five(from)}...${five(to)}`, five(asked))).toBe(
          from <= asked && asked <= to
        )
      })
    )
  })

  it("a beginning with * has just the codes that begin so", () => {
    const letters = fc.stringMatching(/^[A-Z0-9]{1,4}$/)
    fc.assert(
      fc.property(letters, letters, (beginning, code) => {
        expect(matches(`${beginning}*`, code, "gb")).toBe(code.startsWith(beginning))
      })
    )
  })

  it("is found however it is written", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{3,7}$/), fc.nat(6), (code, at) => {
        const written = `${code.slice(0, at)} ${code.slice(at)}`.toLowerCase()
        expect(matches(code, written, "gb")).toBe(true)
      })
    )
  })
})

describe("the distance of two places", () => {
  const paris = { latitude: 48.8566, longitude: 2.3522 }
  const london = { latitude: 51.5074, longitude: -0.1278 }

  it("is as the crow flies", () => {
    expect(greatCircle(paris, london, "km")).toBeCloseTo(343.6, 0)
    expect(greatCircle(paris, london, "mi")).toBeCloseTo(213.5, 0)
  })

  it("is the same both ways, nothing to oneself, and never more than half the earth", () => {
    const place = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    })
    fc.assert(
      fc.property(place, place, (a, b) => {
        const there = greatCircle(a, b, "km")
        expect(greatCircle(b, a, "km")).toBe(there)
        expect(greatCircle(a, a, "km")).toBe(0)
        expect(there).toBeGreaterThanOrEqual(0)
        expect(there).toBeLessThanOrEqual(20_015.2)
      })
    )
  })
})

const free = { base: 0, per_distance: 0, minimum: 0 }
const prices = (change: Partial<ZonePrices> = {}): ZonePrices => ({
  currency_code: "usd",
  kinds: { delivery: { ...free, base: 40 }, collection: { ...free, base: 30 } },
  minimum_order: null,
  free_from: null,
  ...change,
})
const zone = (id: string, change: Partial<DeliveryZone> = {}): DeliveryZone => ({
  id,
  name: id,
  country_code: "us",
  postal_codes: [],
  distance_from: null,
  distance_to: null,
  location_id: null,
  rank: 0,
  prices: [prices()],
  ...change,
})

describe("the zone of an address", () => {
  const hudson = { country_code: "US", postal_code: "12534" }
  const origins = [
    { location_id: "here", latitude: 42.25, longitude: -73.79 },
    { location_id: "there", latitude: 40.71, longitude: -74.0 },
  ]
  const where = {
    position: { latitude: 42.35, longitude: -73.79 },
    origins,
    unit: "km" as const,
  }
  const found = (zones: DeliveryZone[], more: Partial<typeof where> = {}) =>
    findZone(zones, hudson, { ...where, ...more })

  it("is the first by rank that fits", () => {
    const zones = [
      zone("all", { rank: 9 }),
      zone("near", { rank: 1, postal_codes: ["125*"] }),
    ]
    expect(found(zones)?.zone.id).toBe("near")
    expect(found([zones[0]!, zone("far", { postal_codes: ["9*"] })])?.zone.id).toBe("all")
    expect(found([zone("abroad", { country_code: "ca" })])).toBeNull()
  })

  it("is by distance from its stock location, or from the nearest", () => {
    const bands = [
      zone("inner", { distance_to: 5 }),
      zone("outer", { rank: 1, distance_from: 5, distance_to: 20 }),
    ]
    expect(found(bands)).toMatchObject({ zone: { id: "outer" }, distance: 11.1 })
    expect(found(bands.map((band) => ({ ...band, location_id: "there" })))).toBeNull()
  })

  it("is no band when nobody has said where the postal code is", () => {
    const bands = [zone("inner", { distance_to: 5000 })]
    expect(findZone(bands, hudson, { ...where, position: null })).toBeNull()
    expect(
      findZone([zone("all"), ...bands], hudson, { ...where, position: null })
    ).toEqual({ zone: zone("all"), distance: null })
  })

  it("is just one of bands that follow each other, for any distance", () => {
    const edges = [0, 10, 25, 60, 200]
    const bands = edges.map((from, at) =>
      zone(String(from), {
        rank: at,
        distance_from: from || null,
        distance_to: edges[at + 1] ?? null,
      })
    )
    fc.assert(
      fc.property(fc.double({ min: 41, max: 44, noNaN: true }), (latitude) => {
        const position = { latitude, longitude: -73.79 }
        const { distance } = found(bands, { position, origins: [origins[0]!] })!
        const fitting = bands.filter(
          (band) => found([band], { position, origins: [origins[0]!] }) !== null
        )
        expect(fitting).toHaveLength(1)
        expect(Number(fitting[0]!.id)).toBeLessThanOrEqual(distance!)
      })
    )
  })
})

describe("the price of delivery", () => {
  const price = (
    change: Partial<ZonePrices>,
    jobs: Parameters<typeof priceDelivery>[1],
    more: Partial<Parameters<typeof priceDelivery>[2]> = {}
  ) =>
    priceDelivery(prices(change), jobs, {
      distance: null,
      unit: "mi",
      itemsTotal: 100,
      ...more,
    })

  // rental-scenarios.json, por-01-delivery-distance-min
  it.each([
    [50, 50],
    [15, 30],
  ])(
    "por-01-delivery-distance-min: %i miles at 1, at least 30, are %i",
    (miles, cost) => {
      const kinds = { delivery: { base: 0, per_distance: 1, minimum: 30 } }
      const found = price({ kinds }, [{ kind: "delivery" }], { distance: miles })
      expect(found?.amount).toBe(cost)
    }
  )

  it("adds its jobs and what their windows cost more, in words", () => {
    const kinds = {
      delivery: { base: 20, per_distance: 1.25, minimum: 0 },
      collection: { ...free, base: 30 },
    }
    const evening = {
      name: "Evening",
      surcharges: [
        { currency_code: "eur", amount: 99 },
        { currency_code: "usd", amount: 15 },
      ],
    } as unknown as DeliveryWindow
    expect(
      price({ kinds }, [{ kind: "delivery" }, { kind: "collection", window: evening }], {
        distance: 10.3,
      })
    ).toEqual({
      amount: 77.88,
      breakdown: [
        { kind: "delivery", words: "Delivery, $20 and 10.3 mi at $1.25", amount: 32.88 },
        { kind: "collection", words: "Collection, $30", amount: 30 },
        { kind: "collection", words: "Collection, Evening", amount: 15 },
      ],
    })
  })

  it("is free from an order on, but not what is more than bringing and fetching", () => {
    const kinds = {
      delivery: { ...free, base: 40 },
      set_up: { ...free, base: 60 },
    }
    const jobs = [{ kind: "delivery" as const }, { kind: "set_up" as const }]
    expect(price({ kinds, free_from: 100 }, jobs)?.amount).toBe(60)
    expect(price({ kinds, free_from: 100.01 }, jobs)?.amount).toBe(100)
  })

  it("is none for what the zone does not do", () => {
    expect(price({}, [{ kind: "delivery" }, { kind: "set_up" }])).toBeNull()
  })

  const anyPrice = fc.record({
    base: fc.integer({ min: 0, max: 50_000 }).map((cents) => cents / 100),
    per_distance: fc.integer({ min: 0, max: 5_000 }).map((n) => n / 1000),
    minimum: fc.integer({ min: 0, max: 50_000 }).map((cents) => cents / 100),
  })
  const anyDistance = fc.integer({ min: 0, max: 50_000 }).map((n) => n / 10)

  it("never falls with distance, never below its minimum, and is whole coins", () => {
    fc.assert(
      fc.property(anyPrice, anyDistance, anyDistance, (kind, a, b) => {
        const at = (distance: number) =>
          price({ kinds: { delivery: kind } }, [{ kind: "delivery" }], { distance })!
            .amount
        expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)))
        expect(at(a)).toBeGreaterThanOrEqual(kind.minimum)
        expect(Math.abs(at(a) * 100 - Math.round(at(a) * 100))).toBeLessThan(1e-6)
      })
    )
  })

  it("is the sum of its lines, in whatever order its jobs are", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...DELIVERY_KINDS]),
        fc.tuple(anyPrice, anyPrice, anyPrice, anyPrice),
        (kinds, [delivery, set_up, strike, collection]) => {
          const zonePrices = { kinds: { delivery, set_up, strike, collection } }
          const jobs = kinds.map((kind) => ({ kind }))
          const forth = price(zonePrices, jobs, { distance: 12.3 })!
          const back = price(zonePrices, [...jobs].reverse(), { distance: 12.3 })!
          expect(forth.amount).toBe(back.amount)
          const cents = forth.breakdown.reduce(
            (n, l) => n + Math.round(l.amount * 100),
            0
          )
          expect(Math.round(forth.amount * 100)).toBe(cents)
        }
      )
    )
  })
})

describe("the minimum order", () => {
  it("is the highest of those that hold", () => {
    expect(missingToMinimum([100, 150, null], 149.99)).toEqual({
      minimum: 150,
      missing: 0.01,
    })
    expect(missingToMinimum([100, 150], 150)).toBeNull()
    expect(missingToMinimum([null, undefined], 0)).toBeNull()
  })
})
