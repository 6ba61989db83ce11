import * as THREE from "three"
import { Kit } from "../geometry/kit.js"
import { box, merged, ring, surface } from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { tone } from "../palette.js"
import { Random, ringNoise } from "../random.js"
import { farmTable } from "./tables.js"

const clamp = (x, low, high) => Math.min(high, Math.max(low, x))
const ease = (from, to, x) => {
  const t = clamp((x - from) / (to - from), 0, 1)
  return t * t * (3 - 2 * t)
}

/** A cloth from a function of (u, v) that gives where a point of it hangs and where it lies flat. */
function cloth(columns, rows, at) {
  const flat = []
  const geometry = surface(columns, rows, (u, v) => {
    const [x, y, z, a, b] = at(u, v)
    flat.push(a, b)
    return [x, y, z]
  })
  geometry.setAttribute("uv", new THREE.Float32BufferAttribute(flat, 2))
  return geometry
}

/**
 * A round cloth over a round table. The hem of a circle is longer than the table's edge, so the
 * surplus stands out in folds that deepen towards the floor; what is too long lies on the floor.
 */
export function roundCloth({
  table = 0.75,
  height = 0.76,
  reach = 1.52,
  folds = 15,
  depth = 0.17,
  random = new Random("round"),
}) {
  const warp = ringNoise(random, 11)
  const swell = ringNoise(random, folds)
  const drift = ringNoise(random, 9)
  const fine = ringNoise(random, 61)
  const edge = 0.018
  const drop = reach - table
  const geometry = cloth(420, 84, (u, v) => {
    const t = -u * Math.PI * 2
    const s =
      v < 0.14
        ? ((table - edge) * v) / 0.14
        : table - edge + (drop + edge) * ((v - 0.14) / 0.86)
    const bend = (s - (table - edge)) / edge
    let r = s
    let y = height
    if (bend > 0 && bend < Math.PI / 2) {
      r = table - edge + edge * Math.sin(bend)
      y = height - edge + edge * Math.cos(bend)
    } else if (bend >= Math.PI / 2) {
      const d = s - (table - edge) - (edge * Math.PI) / 2
      const down = d / drop
      const phase = folds * t + 1.5 * warp(u * 11) + 0.9 * drift(u * 9) * down
      const lobe = (0.5 + 0.5 * Math.cos(phase)) ** 0.8
      const out =
        depth *
        (0.78 + 0.3 * swell(u * folds)) *
        ease(-0.12, 1, down) *
        Math.min(1, down * 7) *
        lobe
      const off = 0.02 * down + out + 0.003 * fine(u * 61 + down * 3) * down
      r = table + off
      y = height - edge - Math.sqrt(Math.max(0, d * d - off * off))
      const lying = 0.006 - y
      if (lying > 0) {
        const ripple = 0.5 + 0.5 * Math.sin(phase * 1.5 + lying * 40)
        y = 0.006 + Math.min(lying, 0.028) * ripple * 0.9
        r += lying * (0.75 + 0.2 * drift(u * 9 + 3))
      }
    }
    return [r * Math.cos(t), y, r * Math.sin(t), s * Math.cos(t), s * Math.sin(t)]
  })
  weld(geometry, 420, 84)
  return geometry
}

function weld(geometry, columns, rows) {
  const normal = geometry.attributes.normal
  for (let j = 0; j <= rows; j++) {
    const a = j * (columns + 1)
    const b = a + columns
    const n = new THREE.Vector3()
      .fromBufferAttribute(normal, a)
      .add(new THREE.Vector3().fromBufferAttribute(normal, b))
      .normalize()
    normal.setXYZ(a, n.x, n.y, n.z)
    normal.setXYZ(b, n.x, n.y, n.z)
  }
}

/**
 * A long cloth over a rectangular table: straight sides that ripple, and at each corner the
 * square of cloth that nothing holds hangs in one point.
 */
export function longCloth({
  table = [2.42, 1.02],
  height = 0.765,
  size = [3.1, 1.7],
  random = new Random("long"),
  turned = false,
}) {
  const corner = 0.03
  const [a, b] = [table[0] / 2 - corner, table[1] / 2 - corner]
  const edge = 0.012
  const phases = Array.from({ length: 8 }, () => random.next() * 6.28)
  const sway = (q, k) =>
    Math.sin(q * 5.1 + phases[k]) * 0.5 +
    Math.sin(q * 9.3 + phases[k + 1]) * 0.35 +
    Math.sin(q * 17 + phases[k + 2]) * 0.2
  return cloth(280, 160, (u, v) => {
    const x = (u - 0.5) * size[0]
    const z = (v - 0.5) * size[1]
    const px = clamp(x, -a, a)
    const pz = clamp(z, -b, b)
    const [dx, dz] = [x - px, z - pz]
    const s = Math.hypot(dx, dz)
    const flat = turned ? [z, x] : [x, z]
    const bend = (s - (corner - edge)) / edge
    const wrinkle = 0.0007 * Math.sin(x * 31 + 2 * Math.sin(z * 9))
    if (bend <= 0) return [x, height + wrinkle, z, ...flat]
    const [nx, nz] = [dx / s, dz / s]
    let r
    let y
    if (bend < Math.PI / 2) {
      r = corner - edge + edge * Math.sin(bend)
      y = height - edge + edge * Math.cos(bend) + wrinkle * (1 - bend)
    } else {
      const d = s - (corner - edge) - (edge * Math.PI) / 2
      const diagonal = 2 * Math.abs(nx * nz)
      const along = Math.abs(dx) > Math.abs(dz) ? pz : px
      const wave =
        (0.62 +
          sway(along * 1.25 + (Math.abs(dx) > Math.abs(dz) ? 3 : 0), z > 0 ? 0 : 4)) *
        0.03 *
        ease(0, 0.34, d) *
        (1 - diagonal)
      const off = Math.max(0.002, wave + d * (0.03 + 0.36 * diagonal ** 1.6))
      r = corner + off
      y = height - edge - Math.sqrt(Math.max(0, d * d - off * off))
    }
    return [px + nx * r, y, pz + nz * r, ...flat]
  })
}

/** A scrunched runner along a table, falling off both ends onto the floor. */
export function gauzeRunner({
  length = 1.8,
  height = 0.764,
  total = 4,
  width = 0.2,
  random = new Random("runner"),
}) {
  const phase = Array.from({ length: 10 }, () => random.next() * 6.28)
  const half = length / 2
  const edge = 0.02
  const arc = (edge * Math.PI) / 2
  const fall = height - edge - 0.03
  return cloth(72, 420, (u, v) => {
    const s = (v - 0.5) * total
    const t = 1 - u * 2
    const side = Math.sign(s)
    const q = Math.abs(s)
    const onTop = half - edge
    let [x, y, nx, ny] = [q, height, 0, 1]
    if (q > onTop && q <= onTop + arc) {
      const bend = (q - onTop) / edge
      ;[x, y, nx, ny] = [
        onTop + edge * Math.sin(bend),
        height - edge + edge * Math.cos(bend),
        Math.sin(bend),
        Math.cos(bend),
      ]
    } else if (q > onTop + arc && q <= onTop + arc + fall) {
      const d = q - onTop - arc
      ;[x, y, nx, ny] = [half + 0.035 * ease(0, fall, d) ** 2, height - edge - d, 1, 0]
    } else if (q > onTop + arc + fall) {
      const d = q - onTop - arc - fall
      const turn = ease(0, 0.08, d)
      ;[x, y, nx, ny] = [
        half + 0.035 + d * 0.62,
        0.03 * (1 - turn) + 0.004,
        1 - turn,
        turn,
      ]
    }
    const lying = ease(onTop + arc + fall, onTop + arc + fall + 0.12, q)
    const squeeze =
      width *
      (1 +
        0.16 * Math.sin(s * 2.3 + phase[0]) +
        0.09 * Math.sin(s * 5.1 + phase[1]) +
        0.35 * lying)
    const centre =
      0.035 * Math.sin(s * 1.7 + phase[2]) +
      0.018 * Math.sin(s * 4.3 + phase[3]) +
      lying * 0.08 * Math.sin(s * 9 + phase[8])
    const k = t * 3.1
    const folds =
      0.5 +
      0.5 * Math.sin(k * 3.2 + 0.9 * Math.sin(s * 3.1 + phase[4]) + phase[5]) +
      0.35 *
        (0.5 + 0.5 * Math.sin(k * 6.3 + 1.4 * Math.sin(s * 4.7 + phase[6]) + phase[7]))
    const slub = 0.12 * Math.sin(s * 23 + t * 5 + phase[9])
    const lift =
      0.0015 +
      (0.016 + 0.022 * lying) *
        Math.max(0, folds + slub) *
        (0.55 + 0.45 * Math.sqrt(Math.max(0, 1 - t * t)))
    const tuck = 0.014 * Math.sin(k * 3.2 + phase[5] + 1.2)
    return [
      side * (x + nx * lift + lying * 0.03 * Math.sin(t * 4 + s * 14)),
      y + ny * lift,
      t * squeeze + centre + tuck,
      t * 0.3,
      s,
    ]
  })
}

/** A napkin folded in four: two nested turns of cloth, soft at the fold, open on the other side. */
export function foldedNapkin({
  width = 0.225,
  depth = 0.225,
  thick = 0.0026,
  layers = 2,
  random = new Random("napkin"),
}) {
  const parts = []
  for (let n = 0; n < layers; n++) {
    const base = n * thick * 2.25
    const [w, slip] = [width - random.between(0, 0.002), random.around(0, 0.0012)]
    const phase = random.next() * 6
    const gap = thick * 1.15
    parts.push(
      cloth(64, 36, (u, v) => {
        const turn = Math.PI * (gap / 2)
        const path = u * (2 * w + turn) - w
        const z = (v - 0.5) * depth
        let x
        let y
        if (path < 0) [x, y] = [-path - w / 2, 0]
        else if (path < turn) {
          const angle = (path / turn) * Math.PI
          ;[x, y] = [
            -w / 2 - (gap / 2) * Math.sin(angle),
            (gap / 2) * (1 - Math.cos(angle)),
          ]
        } else [x, y] = [path - turn - w / 2, gap]
        const soft =
          0.0009 * Math.sin(x * 38 + phase + z * 21) +
          0.0007 * Math.sin(z * 55 + phase * 2)
        const lip =
          0.0014 *
          ease(w * 0.25, w * 0.5, x) *
          (y > 0 ? 1 : 0.4) *
          (0.5 + 0.5 * Math.sin(z * 19 + phase))
        return [
          x + slip + 0.0012 * Math.sin(z * 30 + phase),
          base + thick * 0.5 + y + soft + lip,
          z + 0.0012 * Math.sin(x * 33 + phase),
          path,
          z,
        ]
      })
    )
  }
  return merged(parts)
}

/** A napkin drawn through a ring, its ends opening in a fan. */
export function gatheredNapkin({
  length = 0.42,
  spread = 0.12,
  neck = -0.03,
  random = new Random("gather"),
}) {
  const phase = Array.from({ length: 6 }, () => random.next() * 6.28)
  return cloth(150, 110, (u, v) => {
    const t = u * 2 - 1
    const z = (v - 0.5) * length
    const away = z - neck
    const open = 1 - Math.exp(-((away / 0.085) ** 2))
    const half =
      0.015 +
      (spread * (away > 0 ? 1 : 0.72) - 0.015) *
        open *
        (0.75 + 0.25 * ease(0, 0.2, Math.abs(away)))
    const amp =
      0.0135 * (1 - open) +
      (0.004 +
        0.009 * ease(0, 0.12, Math.abs(away)) * (1 - ease(0.1, 0.3, Math.abs(away)))) *
        open
    const k = t * 11 + 0.8 * Math.sin(away * 11 + phase[0])
    const wave =
      0.5 + 0.5 * Math.sin(k + phase[1]) + 0.3 * Math.sin(k * 0.53 + phase[2] + away * 6)
    const body = 0.006 + 0.011 * (1 - open)
    const arch = (1 - t * t) * 0.012 * (1 - open)
    const y = body + amp * wave * 1.15 + arch - 0.004 * open
    const hem = 0.006 * Math.sin(t * 7 + phase[3]) * ease(0.1, 0.21, Math.abs(away))
    return [
      t * half + 0.35 * amp * Math.cos(k + phase[1]),
      Math.max(0.0015, y),
      z + hem - (away > 0 ? 1 : -1) * t * t * 0.03 * open,
      t * spread,
      z,
    ]
  })
}

function overRound(material, options) {
  return ({ random }) => {
    const kit = new Kit()
    kit.add(roundCloth({ random, ...options }), material)
    return kit.group
  }
}

function linenTablecloth({ colour = "Ivory", size = "Round 300 cm", random }) {
  const linen = mat.linen(tone(colour))
  if (size.startsWith("Round")) return overRound(linen, {})({ random })
  return overLong(linen, random)
}

function overLong(material, random, options = {}) {
  const kit = new Kit()
  kit.put(farmTable({ size: "240" }))
  kit.add(longCloth({ random, ...options }), material)
  return kit.group
}

function velvetTablecloth({ colour = "Emerald", random }) {
  return overRound(mat.velvet(tone(colour)), { reach: 1.66, folds: 13, depth: 0.19 })({
    random,
  })
}

function sequinTablecloth({ colour = "Gold", random }) {
  return overRound(spangles(colour.toLowerCase()), {
    reach: 1.6,
    folds: 16,
    depth: 0.15,
  })({ random })
}

const STRIPE = { Blue: "#3f689c", Sand: "#cdb088" }

function stripedTablecloth({ colour = "Blue and white", random }) {
  const cotton = mat.striped("#f3f0ea", STRIPE[colour.split(" ")[0]], 0.085, 0.42)
  return overLong(cotton, random, { turned: true })
}

function tableRunner({ colour = "Ivory", random }) {
  const kit = new Kit()
  kit.put(farmTable({ size: "180" }))
  kit.add(gauzeRunner({ random }), mat.gauze(tone(colour), 0.985))
  return kit.group
}

function linenNapkins({ colour = "Ivory", random }) {
  const kit = new Kit()
  const linen = mat.linen(tone(colour))
  for (let i = 0; i < 4; i++) {
    const napkin = foldedNapkin({ random, thick: 0.003 })
    kit.add(
      napkin,
      linen,
      [random.around(0, 0.004), i * 0.0135, random.around(0, 0.004)],
      [0, 0.5 + random.around(0, 0.05), 0]
    )
  }
  kit.add(
    gatheredNapkin({ random, length: 0.36, spread: 0.1 }),
    linen,
    [0.005, 4 * 0.0135 + 0.003, 0.01],
    [0, -0.35, 0]
  )
  const twine = merged(
    [-0.004, 0, 0.004].map((z) =>
      ring(0.0185, 0.0022, { sides: 8, segments: 48 })
        .rotateX(Math.PI / 2)
        .translate(0, 0.0165, z - 0.03)
    )
  )
  kit.add(twine, mat.rattan("#c9a878"), [0.005, 4 * 0.0135 + 0.003, 0.01], [0, -0.35, 0])
  return kit.group
}

const glossy = new Map()
/** Heavy satin: its long floats shine like a soft metal. */
function gloss(hex) {
  if (!glossy.has(hex)) {
    const material = new THREE.MeshPhysicalMaterial({
      color: hex,
      roughness: 0.36,
      metalness: 0.35,
      specularIntensity: 1,
      sheen: 0.5,
      sheenRoughness: 0.3,
      sheenColor: new THREE.Color(hex),
      side: THREE.DoubleSide,
    })
    material.fog = false
    material.shadowSide = THREE.DoubleSide
    glossy.set(hex, material)
  }
  return glossy.get(hex)
}

const spangled = new Map()
/** Small matt sequins, brighter than polished ones because each throws light all ways. */
function spangles(kind) {
  if (!spangled.has(kind)) {
    const material = mat.sequins(kind).clone()
    material.color.set(kind === "silver" ? "#ffffff" : "#ffd78c")
    material.metalness = 0.3
    material.roughness = 0.42
    material.emissive.set(kind === "silver" ? "#b9b8b6" : "#c08a36")
    material.emissiveMap = material.map
    material.emissiveIntensity = 0.5
    material.fog = false
    spangled.set(kind, material)
  }
  return spangled.get(kind)
}

function satinNapkin({ colour = "Champagne", random }) {
  const kit = new Kit()
  const hex = {
    Champagne: "#dcc08f",
    Black: "#17161a",
    Emerald: "#0f5e47",
    White: "#f1efea",
  }[colour]
  kit.add(gatheredNapkin({ random }), gloss(hex), [0, 0, 0])
  kit.add(napkinRing(), mat.metal("gold", 0.22), [0, 0.0195, -0.03])
  return kit.group
}

/** A plain ring, lying on its side along z. */
export function napkinRing() {
  return merged(
    [-0.009, -0.0045, 0, 0.0045, 0.009].map((z) =>
      ring(0.0205, 0.0025, { sides: 10, segments: 48 })
        .rotateX(Math.PI / 2)
        .translate(0, 0, z)
    )
  )
}

function lock() {
  const geometry = surface(2, 4, (u, v) => {
    const taper = 0.0075 * (1 - v * 0.86)
    return [
      (u - 0.5) * 2 * taper,
      0.04 * v * (1 - 0.35 * v),
      0.042 * v * v + 0.004 * Math.sin(u * 3.14) * (1 - v),
    ]
  })
  const { normal, position } = geometry.attributes
  for (let i = 0; i < normal.count; i++) {
    const n = new THREE.Vector3(position.getX(i) * 40, 1, 0.25).normalize()
    normal.setXYZ(i, n.x, n.y, n.z)
  }
  return geometry
}

/**
 * A sheepskin lying along a path over something: `path` gives a point and a normal in the yz plane
 * for a length from the middle.
 */
export function sheepskin(path, random, { length = 1, width = 0.6, locks = 9000 } = {}) {
  const kit = new Kit()
  const outline = (t) => {
    const neck = 1 - 0.35 * ease(0.72, 1, t) - 0.12 * ease(-0.72, -1, t)
    const legs =
      0.1 * Math.exp(-(((t - 0.62) / 0.12) ** 2)) +
      0.12 * Math.exp(-(((t + 0.7) / 0.13) ** 2))
    const round = Math.sqrt(Math.max(0, 1 - Math.abs(t) ** 7))
    return (width / 2) * (0.86 * neck + legs) * round
  }
  const skin = surface(24, 80, (u, v) => {
    const t = v * 2 - 1
    const { y, z } = path((t * length) / 2)
    return [(u * 2 - 1) * outline(t) * 0.96, y + 0.004, z]
  })
  kit.add(skin, mat.paint("#e9dcc5", 1))
  const places = []
  const colours = []
  const shades = ["#f4ecdd", "#efe4d0", "#f8f2e6", "#e9dcc5"].map(
    (c) => new THREE.Color(c)
  )
  const up = new THREE.Vector3(0, 1, 0)
  for (let i = 0; i < locks; i++) {
    const t = random.around(0, 1)
    const s = (t * length) / 2
    const half = outline(t)
    const x = random.around(0, 1) * half
    if (random.next() > 0.25 + (0.75 * half) / (width / 2)) continue
    const { y, z, ny, nz } = path(s)
    const tilt = new THREE.Quaternion().setFromUnitVectors(
      up,
      new THREE.Vector3((x / width) * 0.75, ny, nz).normalize()
    )
    const swirl = Math.sin(x * 13 + 1.3 * Math.sin(s * 9)) * 0.9 + random.around(0, 0.7)
    tilt.multiply(new THREE.Quaternion().setFromAxisAngle(up, swirl))
    const size = random.between(0.75, 1.25)
    places.push(
      new THREE.Matrix4().compose(
        new THREE.Vector3(x, y + 0.002 * ny, z + 0.002 * nz),
        tilt,
        new THREE.Vector3(size, size * random.between(0.8, 1.15), size)
      )
    )
    colours.push(random.pick(shades))
  }
  kit.many(lock(), mat.leaf("#ffffff", 0.95, 1), places, colours)
  return kit.group
}

function sheepskinThrow({ random }) {
  const kit = new Kit()
  const oak = mat.wood("oak", 0.55)
  const [w, h, d] = [1.05, 0.45, 0.36]
  const bench = [box(w, 0.04, d, { round: 0.006 }).translate(0, h - 0.02, 0)]
  for (const sx of [-1, 1]) {
    bench.push(
      box(0.045, h - 0.04, d - 0.03, { grain: "y", offset: [sx, 0.2] }).translate(
        sx * (w / 2 - 0.08),
        (h - 0.04) / 2,
        0
      )
    )
  }
  bench.push(box(w - 0.2, 0.07, 0.028, { offset: [0.3, 0.7] }).translate(0, h - 0.085, 0))
  kit.add(merged(bench), oak)
  const edge = 0.035
  const path = (s) => {
    const from = s + 0.16
    const flat = d / 2 - edge
    if (from < flat)
      return {
        y: h,
        z: Math.max(from, -0.2) - Math.max(0, -0.2 - from) * 0.4,
        ny: 1,
        nz: 0,
        ...(from < -0.2 ? fallBack(from) : {}),
      }
    const bend = (from - flat) / edge
    if (bend < Math.PI / 2)
      return {
        y: h - edge + edge * Math.cos(bend),
        z: flat + edge * Math.sin(bend),
        ny: Math.cos(bend),
        nz: Math.sin(bend),
      }
    return {
      y: h - edge - (from - flat - (edge * Math.PI) / 2),
      z: d / 2 + 0.012,
      ny: 0.15,
      nz: 1,
    }
  }
  const fallBack = (from) => ({ y: h - (-0.2 - from), z: -0.205, ny: 0.1, nz: -1 })
  kit.put(sheepskin(path, random))
  return kit.group
}

const CLOTH = { look: { saturation: 0.82 }, frames: 8 }

export const linens = {
  "linen-tablecloth": {
    view: { azimuth: 20, elevation: 16, fill: 0.88 },
    build: linenTablecloth,
    ...CLOTH,
  },
  "velvet-tablecloth": {
    view: { azimuth: 20, elevation: 16, fill: 0.9 },
    build: velvetTablecloth,
    frames: 8,
  },
  "sequin-tablecloth": {
    view: { azimuth: 20, elevation: 16, fill: 0.88 },
    build: sequinTablecloth,
    frames: 8,
  },
  "striped-tablecloth": {
    view: { azimuth: 40, elevation: 22, fill: 0.9 },
    build: stripedTablecloth,
    ...CLOTH,
  },
  "gauze-table-runner": {
    view: { azimuth: -56, elevation: 22, fill: 0.88 },
    build: tableRunner,
    ...CLOTH,
  },
  "linen-napkin": {
    view: { azimuth: 8, elevation: 34, fill: 0.8 },
    build: linenNapkins,
    ...CLOTH,
  },
  "satin-napkin": {
    view: { azimuth: 30, elevation: 46, fill: 0.82 },
    build: satinNapkin,
    frames: 8,
  },
  "sheepskin-throw": {
    view: { azimuth: -26, elevation: 20, fill: 0.84 },
    build: sheepskinThrow,
    frames: 8,
  },
}
