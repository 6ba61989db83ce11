import { ringNoise } from "../random.js"
import { surface } from "./shapes.js"

/**
 * A round cloth over a round table: flat on top, then folds that deepen towards the floor.
 *
 * @param {{ radius: number, height: number, drop?: number, folds?: number, depth?: number,
 *   random: import("../random.js").Random }} options metres; `drop` is how far it hangs
 */
export function roundCloth({
  radius,
  height,
  drop = height,
  folds = 13,
  depth = 0.075,
  random,
}) {
  const wander = ringNoise(random, folds)
  const size = ringNoise(random, folds * 2)
  const top = 0.36
  const geometry = surface(
    360,
    70,
    (u, v) => {
      const turn = u * Math.PI * 2
      const phase = u * folds + 0.28 * wander(u * folds)
      const wave = Math.cos(phase * Math.PI * 2)
      if (v < top) {
        const r = (v / top) * radius
        return [Math.cos(turn) * r, height + 0.003, Math.sin(turn) * r]
      }
      const s = (v - top) / (1 - top)
      const fall = s * drop
      const deep =
        depth * (0.7 + 0.3 * size(u * folds * 2)) * Math.min(1, fall / 0.5) ** 0.8
      const flare = 0.1 * s + 0.006
      const edge = 0.016 * (1 - Math.exp(-fall / 0.02))
      const sharp = wave > 0 ? wave : wave * 0.75
      const r = radius + edge + flare + deep * (sharp + 0.25)
      const y = height + 0.003 - fall
      return [Math.cos(turn) * r, Math.max(0.004, y), Math.sin(turn) * r]
    },
    { size: [Math.PI * 2 * radius, radius + drop], closed: true }
  )
  const { position, uv } = geometry.attributes
  for (let i = 0; i < uv.count; i++) {
    const [x, y, z] = [position.getX(i), position.getY(i), position.getZ(i)]
    const out = 1 + Math.max(0, height - y) / Math.max(0.1, Math.hypot(x, z))
    uv.setXY(i, x * out, z * out)
  }
  return geometry
}

/**
 * A cloth over an oblong table, hanging `drop` on all sides with soft folds and full corners.
 *
 * @param {{ length: number, width: number, height: number, drop: number, folds?: number,
 *   depth?: number, random: import("../random.js").Random }} options
 */
export function oblongCloth({
  length,
  width,
  height,
  drop,
  folds = 22,
  depth = 0.035,
  random,
}) {
  const wander = ringNoise(random, folds)
  const size = ringNoise(random, folds * 2)
  const around = outline(length, width, 0.03)
  const top = 0.3
  const geometry = surface(
    420,
    60,
    (u, v) => {
      const [x, z, nx, nz, corner] = around(u)
      if (v < top) return [(x * v) / top, height + 0.003, (z * v) / top]
      const s = (v - top) / (1 - top)
      const fall = s * drop
      const wave = Math.cos((u * folds + 0.3 * wander(u * folds)) * Math.PI * 2)
      const deep =
        depth * (0.6 + 0.4 * size(u * folds * 2)) * Math.min(1, fall / drop) ** 0.9
      const out =
        0.012 * (1 - Math.exp(-fall / 0.02)) +
        0.03 * s +
        deep * (wave + 0.2) +
        corner * 0.12 * s
      return [x + nx * out, height + 0.003 - fall * (1 + corner * 0.16), z + nz * out]
    },
    { size: [1, 1], closed: true }
  )
  flatUv(geometry, height)
  return geometry
}

/** Texture as if the cloth lay flat: the drop continues the top outwards. */
function flatUv(geometry, height) {
  const { position, uv } = geometry.attributes
  for (let i = 0; i < uv.count; i++) {
    const [x, y, z] = [position.getX(i), position.getY(i), position.getZ(i)]
    const fall = height - y
    uv.setXY(i, x, z + Math.sign(z) * fall)
  }
}

function outline(length, width, round) {
  const [a, b] = [length / 2, width / 2]
  const total = 2 * (length + width)
  return (u) => {
    let d = (u * total) % total
    const sides = [
      [a, -b, 0, 1, width, 1, 0],
      [a, b, -1, 0, length, 0, 1],
      [-a, b, 0, -1, width, -1, 0],
      [-a, -b, 1, 0, length, 0, -1],
    ]
    for (const [x, z, dx, dz, long, nx, nz] of sides) {
      if (d <= long) {
        const near = Math.max(0, 1 - Math.min(d, long - d) / 0.12)
        const lean = d < long / 2 ? -1 : 1
        const cx = nx + dx * lean * near * near
        const cz = nz + dz * lean * near * near
        const n = Math.hypot(cx, cz)
        return [
          x + dx * d - cx * round * near,
          z + dz * d - cz * round * near,
          cx / n,
          cz / n,
          near * near,
        ]
      }
      d -= long
    }
    return [a, -b, 0.7, -0.7, 1]
  }
}

/**
 * A runner laid along x over a table and left to hang at its ends, scrunched.
 *
 * @param {{ length: number, width: number, height: number, drop: number, scrunch?: number,
 *   random: import("../random.js").Random }} options
 */
export function runnerCloth({ length, width, height, drop, scrunch = 0.02, random }) {
  const a = ringNoise(random, 23)
  const b = ringNoise(random, 17)
  const total = length + 2 * drop
  return surface(
    260,
    72,
    (u, v) => {
      const along = (u - 0.5) * total
      const side = v - 0.5
      const beyond = Math.max(0, Math.abs(along) - length / 2)
      const narrow = 1 - 0.22 * (0.5 + 0.5 * a(u * 23)) - 0.2 * Math.min(1, beyond / 0.3)
      const fold =
        scrunch *
        (Math.sin(side * 34 + 3 * b(u * 9) + 2) * 0.5 +
          Math.sin(side * 19 + 5 * a(u * 6)) * 0.5 +
          0.7 * Math.sin(side * 60 + 8 * b(u * 4)) * 0.3)
      const lift =
        Math.abs(fold) + 0.003 + scrunch * 0.4 * Math.max(0, a(u * 15 + side * 3))
      const z = side * width * narrow + 0.05 * b(u * 5)
      const sign = Math.sign(along)
      if (!beyond) return [along, height + lift, z]
      const bend = Math.min(beyond, 0.03)
      return [
        sign * (length / 2 + 0.012 + bend * 0.5 + lift * 1.4),
        height + 0.004 - beyond * 0.995 + 0.01,
        z,
      ]
    },
    { size: [total, width] }
  )
}

/**
 * Cloth hung from a line of points and falling to another, with folds along its fall.
 *
 * @param {(u: number) => number[]} from @param {(u: number) => number[]} to
 * @param {{ folds?: number, depth?: number, sag?: number, random: import("../random.js").Random,
 *   size?: number[], gather?: number }} options
 */
export function hungCloth(
  from,
  to,
  { folds = 9, depth = 0.05, sag = 0, random, size = [2, 2], gather = 0 }
) {
  const wander = ringNoise(random, 64)
  return surface(
    180,
    70,
    (u, v) => {
      const p = from(u)
      const q = to(u)
      const wave = Math.sin(
        (u * folds + 0.35 * wander(u * folds)) * Math.PI * 2 + 0.6 * wander(v * 3 + 7)
      )
      const deep = depth * (0.45 + 0.55 * v) * (1 - gather * Math.sin(v * Math.PI))
      return [
        p[0] + (q[0] - p[0]) * v + 0.012 * wander(v * 9 + u * 3),
        p[1] + (q[1] - p[1]) * v - sag * 4 * v * (1 - v),
        p[2] + (q[2] - p[2]) * v + deep * wave,
      ]
    },
    { size }
  )
}
