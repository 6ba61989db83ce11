import * as THREE from "three"
import * as mat from "../materials/index.js"
import { Kit } from "./kit.js"
import { merged, surface, tube } from "./shapes.js"

/** Flowers and greenery. Each shape is made once and copied with its own colour. */
const shapes = new Map()

function once(name, make) {
  if (!shapes.has(name)) shapes.set(name, make())
  return shapes.get(name).clone()
}

/** A petal: a cupped blade that starts at the origin, grows along +y and leans towards +z. */
function petal(long, wide, lean, cup, curl, grid = 5) {
  return surface(grid, grid, (u, v) => {
    const s = u * 2 - 1
    const w = wide * Math.sin(Math.PI * Math.min(1, 0.12 + 0.8 * v)) ** 0.7
    const bend = lean * v + curl * v ** 3
    const y = long * v * Math.cos(bend)
    const z = long * v * Math.sin(bend) - cup * s * s * wide * (1 - 0.6 * v)
    return [s * w, y - 0.04 * long * s * s, z]
  })
}

/** Darkens a flower towards the foot of its petals, where v is 0. */
function deepened(geometry, depth) {
  const { uv, position } = geometry.attributes
  const colours = new Float32Array(position.count * 3)
  for (let i = 0; i < position.count; i++) {
    const shade = 1 - depth * (1 - Math.min(1, Math.max(0, uv.getY(i))) ** 1.3)
    colours.set([shade ** 0.8, shade, shade], i * 3)
  }
  geometry.setAttribute("color", new THREE.BufferAttribute(colours, 3))
  return geometry
}

let petalCloth
function petals() {
  if (petalCloth) return petalCloth
  petalCloth = mat.leaf("#ffffff", 0.22, 0.8).clone()
  petalCloth.defines = { ...mat.leaf("#ffffff", 0.22, 0.8).defines }
  petalCloth.vertexColors = true
  petalCloth.shadowSide = THREE.DoubleSide
  petalCloth.fog = false
  return petalCloth
}

/** A garden rose of radius 1 on the origin, facing +y; a coarser `grid` serves one seen from afar. */
export const rose = (grid = 5) =>
  once(`rose${grid}`, () => {
    const petals = []
    const rings = [
      [3, 0.52, 0.24, -0.25, 0.15],
      [4, 0.62, 0.34, -0.08, 0.2],
      [5, 0.7, 0.44, 0.1, 0.3],
      [6, 0.74, 0.52, 0.3, 0.45],
      [7, 0.76, 0.56, 0.55, 0.7],
    ]
    rings.forEach(([count, long, wide, lean, curl], k) => {
      for (let i = 0; i < count; i++) {
        const leaf = petal(long, wide, lean, 0.5, curl, grid)
        leaf
          .translate(0, 0, 0.06 + 0.085 * k)
          .rotateY(((i + k * 0.37) / count) * Math.PI * 2)
        petals.push(leaf.translate(0, -0.12 - 0.05 * k, 0))
      }
    })
    petals.push(new THREE.SphereGeometry(0.16, 8, 6).translate(0, 0.18, 0))
    return deepened(merged(petals), 0.5)
  })

/** A flat, open bloom of radius 1: cosmos, anemone or daisy. */
export const bloom = () =>
  once("bloom", () =>
    deepened(
      merged(
        Array.from({ length: 9 }, (_, i) =>
          petal(1, 0.3, 1.2, 0.25, 0.15)
            .rotateY((i / 9) * Math.PI * 2)
            .translate(0, 0.03 * (i % 2), 0)
        )
      ),
      0.35
    )
  )

/** A cloud of small florets of radius 1, as of hydrangea. */
export const puff = () =>
  once("puff", () => {
    const parts = []
    for (let i = 0; i < 110; i++) {
      const y = 1 - (1.6 * (i + 0.5)) / 110
      const r = Math.sqrt(1 - y * y)
      const a = i * 2.39996
      const floret = []
      for (let k = 0; k < 4; k++) {
        const f = new THREE.CircleGeometry(0.1, 5)
          .translate(0.085, 0, 0.03)
          .rotateZ((k * Math.PI) / 2)
        floret.push(f)
      }
      const one = merged(floret)
      const to = new THREE.Vector3(r * Math.cos(a), y, r * Math.sin(a))
      one.applyQuaternion(
        new THREE.Quaternion().setFromUnitVectors(new THREE.Vector3(0, 0, 1), to)
      )
      const k = 0.9 + 0.09 * Math.sin(i * 5.3)
      parts.push(one.translate(to.x * k, to.y * k, to.z * k))
    }
    parts.push(new THREE.SphereGeometry(0.76, 14, 10))
    return deepened(merged(parts), 0.22)
  })

/** A leaf of length 1 along +y, folded a little; `wide` is its half width. */
export const blade = (wide = 0.2, columns = 2, rows = 5) =>
  once(`blade${wide},${columns},${rows}`, () =>
    surface(columns, rows, (u, v) => {
      const s = u * 2 - 1
      return [
        s * wide * Math.sin(Math.PI * Math.min(1, 0.04 + v * 0.96)) ** 0.8,
        v,
        0.16 * v * v - Math.abs(s) * wide * 0.35,
      ]
    })
  )

/** A round eucalyptus leaf of length 1. */
const coin = () =>
  once("coin", () =>
    surface(3, 4, (u, v) => {
      const s = u * 2 - 1
      return [
        s * 0.42 * Math.sqrt(Math.max(0, 1 - (2 * v - 1) ** 2)),
        v,
        0.1 * v * v - 0.1 * s * s,
      ]
    })
  )

/** Colours of one family: a base and a spread around it. */
export function tints(hex, random, spread = 0.05) {
  const colour = new THREE.Color(hex)
  const hsl = colour.getHSL({}, THREE.SRGBColorSpace)
  return colour.setHSL(
    hsl.h + random.around(0, spread * 0.16),
    Math.min(1, hsl.s * random.around(1, spread * 2)),
    Math.min(0.97, hsl.l * random.around(1, spread * 1.6)),
    THREE.SRGBColorSpace
  )
}

const leaves = () => mat.leaf("#fffffe", 0.3, 0.55)

/** A matrix that stands a shape on `at` with its +y axis along `to`, turned by `spin`. */
export function facing(at, to, scale, spin = 0) {
  const q = new THREE.Quaternion().setFromUnitVectors(
    new THREE.Vector3(0, 1, 0),
    new THREE.Vector3(...to).normalize()
  )
  q.multiply(new THREE.Quaternion().setFromAxisAngle(new THREE.Vector3(0, 1, 0), spin))
  return new THREE.Matrix4().compose(
    new THREE.Vector3(...at),
    q,
    new THREE.Vector3(scale, scale, scale)
  )
}

export const GREENS = ["#7f937a", "#6d8468", "#93a48d", "#5f7a55", "#87986f"]
export const OLIVES = ["#7d8560", "#67724c", "#8f966f", "#586340"]

/** Collects flowers and leaves, then adds each kind to a kit as one mesh. */
export class Bouquet {
  /** @param {import("../random.js").Random} random; `far` makes lighter roses */
  constructor(random, { far = false } = {}) {
    this.random = random
    this.far = far
    this.kinds = new Map()
    this.stems = []
  }

  kind(name, shape, material) {
    if (!this.kinds.has(name))
      this.kinds.set(name, { shape, material, places: [], colours: [] })
    return this.kinds.get(name)
  }

  put(name, shape, material, matrix, colour) {
    const kind = this.kind(name, shape, material)
    kind.places.push(matrix)
    kind.colours.push(colour)
  }

  /** A rose of radius `r` that looks along `to`. */
  rose(at, to, r, hex) {
    this.put(
      "rose",
      () => rose(this.far ? 3 : 5),
      petals(),
      facing(at, to, r, this.random.next() * 6.28),
      tints(hex, this.random)
    )
  }

  /** An open flower with an eye. */
  bloom(at, to, r, hex, eye = "#c99a3f") {
    const m = facing(at, to, r, this.random.next() * 6.28)
    this.put("bloom", bloom, petals(), m, tints(hex, this.random))
    const [x, y, z] = new THREE.Vector3(0, 0.12, 0).applyMatrix4(m).toArray()
    this.put(
      "eye",
      () => new THREE.SphereGeometry(1, 10, 6),
      leaves(),
      facing([x, y, z], to, r * 0.24),
      new THREE.Color(eye)
    )
  }

  puff(at, to, r, hex) {
    this.put(
      "puff",
      puff,
      petals(),
      facing(at, to, r, this.random.next() * 6.28),
      tints(hex, this.random)
    )
  }

  berry(at, r, hex) {
    this.put(
      "berry",
      () => new THREE.SphereGeometry(1, 8, 6),
      leaves(),
      facing(at, [0, 1, 0], r),
      tints(hex, this.random)
    )
  }

  leaf(at, to, long, hex, round = false) {
    const { random } = this
    this.put(
      round ? "coin" : "blade",
      round ? coin : () => blade(0.17),
      leaves(),
      facing(at, to, long, random.next() * 6.28),
      tints(hex, random, 0.09)
    )
  }

  /** A stem through points. */
  stem(points, radius = 0.002) {
    this.stems.push(tube(points, radius, { sides: 5, segments: points.length * 4 }))
  }

  /** A spray of eucalyptus from a point along a direction; `droop` bends it down. */
  eucalyptus(
    at,
    to,
    long,
    { greens = GREENS, round = true, size = 0.045, droop = 0.35 } = {}
  ) {
    const { random } = this
    const way = new THREE.Vector3(...to).normalize()
    const side = new THREE.Vector3(
      random.around(0, 1),
      random.around(0, 0.4),
      random.around(0, 1)
    )
      .cross(way)
      .normalize()
    const point = (t) =>
      new THREE.Vector3(...at)
        .addScaledVector(way, long * t)
        .add(new THREE.Vector3(0, -droop * long * t * t, 0))
    this.stem([0, 0.33, 0.66, 1].map(point), 0.0016)
    const count = Math.max(5, Math.round(long / (size * 0.34)))
    for (let i = 1; i <= count; i++) {
      const t = i / count
      const p = point(t)
      const out = side
        .clone()
        .multiplyScalar(i % 2 ? 1 : -1)
        .applyAxisAngle(way, i * 0.8)
      const dir = out
        .addScaledVector(way, 0.55 + (i === count ? 3 : 0))
        .add(new THREE.Vector3(0, 0.15, 0))
      this.leaf(
        p.toArray(),
        dir.toArray(),
        size * (1.15 - 0.55 * t) * random.between(0.8, 1.15),
        random.pick(greens),
        round
      )
    }
  }

  /** A mound of flowers on part of a ball. */
  dome(
    centre,
    radius,
    { count = 40, low = 0, squash = 1, size = [0.7, 1.1], colours, flowers = ["rose"] }
  ) {
    const { random } = this
    for (let i = 0; i < count; i++) {
      const y = 1 - (1 - low) * ((i + 0.5) / count)
      const flat = Math.sqrt(Math.max(0, 1 - y * y))
      const a = i * 2.39996 + random.around(0, 0.15)
      const to = [flat * Math.cos(a), y, flat * Math.sin(a)]
      const r =
        (radius * 1.42 * random.between(...size)) / Math.sqrt(count / (1 - low + 0.3))
      const d = radius - r * 0.35
      const at = [
        centre[0] + to[0] * d,
        centre[1] + to[1] * d * squash,
        centre[2] + to[2] * d,
      ]
      this[random.pick(flowers)](at, to, r, random.pick(colours))
    }
  }

  /** A plume of dried pampas grass from a point along a direction. */
  plume(at, to, long, hex, { droop = 0.25, thick = 0.2 } = {}) {
    const { random } = this
    const way = new THREE.Vector3(...to).normalize()
    const point = (t) =>
      new THREE.Vector3(...at)
        .addScaledVector(way, long * t)
        .add(
          new THREE.Vector3(way.x * 0.2, -droop, way.z * 0.2).multiplyScalar(long * t * t)
        )
    this.stem([0, 0.5, 1].map(point), 0.0022)
    const count = Math.round(long * 1000)
    for (let i = 0; i < count; i++) {
      const t = 0.02 + 0.98 * random.next()
      const p = point(t)
      const wide = thick * Math.sin(Math.PI * (0.1 + 0.86 * t)) ** 0.8 * long
      const a = random.next() * Math.PI * 2
      const out = new THREE.Vector3(
        Math.cos(a),
        random.around(0.3, 0.3),
        Math.sin(a)
      ).normalize()
      const dir = out
        .multiplyScalar(0.6)
        .addScaledVector(way, 1.0)
        .add(new THREE.Vector3(0, -0.35 * t, 0))
      this.put(
        "tuft",
        () => blade(0.05, 1, 2),
        mat.leaf("#fffffd", 0.5, 0.95),
        facing(
          p.toArray(),
          dir.toArray(),
          wide * random.between(0.75, 1.5),
          random.next() * 6
        ),
        tints(hex, random, 0.06)
      )
    }
  }

  into(kit) {
    for (const { shape, material, places, colours } of this.kinds.values())
      kit.many(shape(), material, places, colours)
    if (this.stems.length) kit.add(merged(this.stems), mat.leaf("#6f7d56", 0.1))
    return kit.group
  }
}

/** A bouquet by itself. */
export function arranged(random, arrange) {
  const kit = new Kit()
  const flowers = new Bouquet(random)
  arrange(flowers, kit)
  return flowers.into(kit)
}
