import * as THREE from "three"
import { Kit, place } from "../geometry/kit.js"
import { merged, plate, ring, rod, surface, tube, turned } from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { Random, ringNoise } from "../random.js"
import { disc } from "./tables.js"

/** Texture coordinates as seen from above, in metres. */
function uvFromAbove(geometry) {
  const { position, uv } = geometry.attributes
  for (let i = 0; i < uv.count; i++) uv.setXY(i, position.getX(i), position.getZ(i))
  return geometry
}

/** Makes a turned thing a little unround, as a hand leaves it. */
function thrown(geometry, random, amount = 0.0012) {
  const wobble = ringNoise(random, 7)
  const { position } = geometry.attributes
  for (let i = 0; i < position.count; i++) {
    const [x, y, z] = [position.getX(i), position.getY(i), position.getZ(i)]
    const turn = (Math.atan2(z, x) / (Math.PI * 2) + 1) % 1
    const r = Math.hypot(x, z)
    const swell = 1 + (amount * wobble(turn * 7) * r) / 0.135 / 0.135
    position.setXYZ(
      i,
      x * swell,
      y + amount * wobble(turn * 7 + 3) * (r / 0.135) ** 2,
      z * swell
    )
  }
  geometry.computeVertexNormals()
  return geometry
}

const GLAZE = { Sand: "#d9c7a8", Slate: "#616b72", Terracotta: "#bb6a47" }
const BARE = { Sand: "#a98560", Slate: "#8a7460", Terracotta: "#7d4630" }

/** @param {{ colour?: string, random?: Random }} options */
export function stonewarePlate({ colour = "Sand", random = new Random("stoneware") }) {
  const kit = new Kit()
  const r = 0.135
  const seed = random.next()
  const shape = (profile) =>
    thrown(turned([...profile].reverse(), { segments: 80 }), new Random(`plate${seed}`))
  const inside = [[0, 0.006]]
  for (let i = 1; i <= 26; i++) {
    const t = i / 26
    inside.push([t * 0.094, 0.006 + 0.0004 * Math.sin(t * 62) + 0.0008 * t])
  }
  inside.push([0.1, 0.0076], [0.107, 0.0122], [0.115, 0.0158], [r - 0.0055, 0.0205])
  kit.add(uvFromAbove(shape(inside)), mat.stoneware(GLAZE[colour], 0.75))
  const rim = [
    [r - 0.0055, 0.0205],
    [r - 0.003, 0.0222],
    [r - 0.0005, 0.0222],
    [r, 0.0208],
    [r - 0.003, 0.0178],
  ]
  kit.add(uvFromAbove(shape(rim)), mat.bareClay(BARE[colour]))
  const under = [
    [r - 0.003, 0.0178],
    [0.115, 0.0118],
    [0.102, 0.006],
    [0.088, 0.003],
    [0.084, 0],
    [0.079, 0],
    [0.077, 0.003],
    [0, 0.003],
  ]
  kit.add(uvFromAbove(shape(under)), mat.stoneware(GLAZE[colour], 0.4))
  return kit.group
}

const CHINA = [
  [0, 0.0055],
  [0.05, 0.0055],
  [0.082, 0.006],
  [0.09, 0.0082],
  [0.097, 0.0125],
  [0.104, 0.0148],
  [0.12, 0.0168],
  [0.1335, 0.0188],
  [0.135, 0.0184],
  [0.1335, 0.0168],
  [0.12, 0.0138],
  [0.102, 0.0112],
  [0.092, 0.006],
  [0.082, 0.0024],
  [0.08, 0],
  [0.076, 0],
  [0.074, 0.0028],
  [0, 0.0028],
]

function band(from, to, lift = 0.00025) {
  const at = (r) => {
    const i = CHINA.findIndex(([x]) => x >= r)
    const [[x0, y0], [x1, y1]] = [CHINA[i - 1], CHINA[i]]
    return y0 + ((r - x0) / (x1 - x0)) * (y1 - y0) + lift
  }
  return turned(
    [
      [to, at(to)],
      [(from + to) / 2, at((from + to) / 2)],
      [from, at(from)],
    ],
    { segments: 128 }
  )
}

export function goldRimPlate() {
  const kit = new Kit()
  kit.add(turned([...CHINA].reverse(), { segments: 128 }), mat.porcelain("#f7f5f0"))
  const gold = mat.metal("gold", 0.18)
  kit.add(merged([band(0.1285, 0.1333), band(0.1225, 0.1232)]), gold)
  kit.add(
    ring(0.1342, 0.00115, { sides: 10, segments: 128 }).translate(0, 0.0182, 0),
    gold
  )
  return kit.group
}

let cobalt
function cobaltRim() {
  if (cobalt) return cobalt
  const canvas = document.createElement("canvas")
  canvas.width = canvas.height = 1024
  const pen = canvas.getContext("2d")
  const random = new Random("cobalt")
  pen.fillStyle = "#f6f6f3"
  pen.fillRect(0, 0, 1024, 1024)
  const [scale, n] = [512 / 0.13, 700]
  const edge = ringNoise(random, 17)
  const pool = ringNoise(random, 9)
  for (let i = 0; i < n; i++) {
    const t = (i / n) * Math.PI * 2
    const inner =
      0.1145 +
      0.0016 * edge((i / n) * 17) +
      (random.next() < 0.2 ? random.around(0, 0.001) : 0)
    const deep = 0.5 + 0.5 * pool((i / n) * 9)
    for (let k = 0; k < 9; k++) {
      const r0 = inner + ((0.1305 - inner) * k) / 9
      pen.strokeStyle = `rgba(${34 - deep * 12},${70 - deep * 20},${150 - deep * 24},${0.5 + 0.4 * random.next() + deep * 0.1})`
      pen.lineWidth = 0.0023 * scale
      pen.beginPath()
      pen.arc(512, 512, r0 * scale, t, t + (Math.PI * 2.8) / n)
      pen.stroke()
    }
  }
  pen.strokeStyle = "rgba(30,62,140,0.85)"
  pen.lineWidth = 5
  pen.beginPath()
  pen.arc(512, 512, 0.088 * scale, 0.2, Math.PI * 2 - 0.05)
  pen.stroke()
  cobalt = new THREE.CanvasTexture(canvas)
  cobalt.colorSpace = THREE.SRGBColorSpace
  cobalt.anisotropy = 4
  return cobalt
}

let painted
/** White porcelain with a brushed cobalt rim. */
export function blueRimPlate() {
  const kit = new Kit()
  const geometry = turned(CHINA.map(([x, y]) => [(x * 0.13) / 0.135, y]).reverse(), {
    segments: 128,
  })
  const { position, uv } = geometry.attributes
  for (let i = 0; i < uv.count; i++)
    uv.setXY(i, 0.5 + position.getX(i) / 0.26, 0.5 + position.getZ(i) / 0.26)
  if (!painted) {
    painted = new THREE.MeshPhysicalMaterial({
      map: cobaltRim(),
      roughness: 0.5,
      clearcoat: 0.9,
      clearcoatRoughness: 0.1,
      side: THREE.DoubleSide,
    })
    painted.fog = false
    painted.shadowSide = THREE.DoubleSide
  }
  kit.add(geometry, painted)
  return kit.group
}

const CANE = { Natural: "#cf9f63", Whitewash: "#ece4d6" }

/** @param {{ colour?: string }} options */
export function rattanCharger({ colour = "Natural" }) {
  const kit = new Kit()
  const cane = mat.paint(CANE[colour], 0.58)
  const dark = mat.paint(colour === "Natural" ? "#a8773f" : "#d3c8b6", 0.65)
  const spokes = 40
  const coils = []
  const rows = 19
  for (let k = 0; k < rows; k++) {
    const r = 0.018 + k * 0.0071
    const n = spokes
    const points = []
    for (let i = 0; i < n * 2; i++) {
      const t = (i / (n * 2)) * Math.PI * 2
      const over = i % 2 ? 0 : (i / 2 + k) % 2 ? 1 : -1
      points.push([
        r * Math.cos(t),
        0.0085 + over * 0.0024 + 0.006 * (k / rows) ** 4,
        r * Math.sin(t),
      ])
    }
    coils.push(tube(points, 0.0034, { closed: true, segments: n * 4, sides: 6 }))
  }
  kit.add(merged(coils), cane)
  const rods = []
  for (let i = 0; i < spokes; i++) {
    const t = (i / spokes) * Math.PI * 2
    const [c, s] = [Math.cos(t), Math.sin(t)]
    rods.push(
      rod(
        [c * 0.012, 0.0085, s * 0.012],
        [c * 0.152, 0.0125, s * 0.152],
        0.0022,
        0.0022,
        6
      )
    )
  }
  kit.add(merged(rods), dark)
  kit.add(disc(0.02, 0.008, 0.006, 0.003), cane)
  const braid = []
  for (const [start, radius] of [
    [0, 0.0046],
    [2.094, 0.0046],
    [4.189, 0.0046],
  ]) {
    const points = []
    for (let i = 0; i < 240; i++) {
      const t = (i / 240) * Math.PI * 2
      const w = t * 38 + start
      const r = 0.158 + 0.0048 * Math.cos(w)
      points.push([r * Math.cos(t), 0.015 + 0.0048 * Math.sin(w), r * Math.sin(t)])
    }
    braid.push(tube(points, radius, { closed: true, segments: 480, sides: 7 }))
  }
  kit.add(merged(braid), cane)
  return kit.group
}

/** @param {{ colour?: string }} options */
export function metallicCharger({ colour = "Gold", detail = 1 }) {
  const kit = new Kit()
  const kind = colour.toLowerCase()
  kit.add(
    turned(
      [
        [0.113, 0.0062],
        [0.108, 0.0042],
        [0, 0.004],
      ],
      { segments: 96 }
    ),
    mat.metal(kind, 0.3)
  )
  const random = new Random("hammer")
  const dents = Array.from({ length: 420 }, () => [
    random.next(),
    random.next(),
    random.between(0.5, 1),
  ])
  const rim = surface(
    Math.round(360 * detail),
    Math.round(22 * detail),
    (u, v) => {
      const t = -u * Math.PI * 2
      const r = 0.113 + 0.049 * v
      let y = 0.0062 + 0.0075 * Math.sin((v * Math.PI) / 2) + 0.0015 * v
      for (const [a, b, k] of dents) {
        let du = Math.abs(a - u)
        if (du > 0.5) du = 1 - du
        const far = ((du * 0.86) / 0.0068) ** 2 + (((v - b) * 0.049) / 0.0068) ** 2
        if (far < 4) y -= 0.0009 * k * Math.exp(-far)
      }
      return [r * Math.cos(t), y, r * Math.sin(t)]
    },
    { closed: true }
  )
  kit.add(rim, mat.metal(kind, 0.22))
  kit.add(
    turned(
      [
        [0, 0],
        [0.108, 0],
        [0.113, 0.0035],
        [0.1645, 0.013],
        [0.165, 0.0148],
        [0.162, 0.0152],
      ],
      { segments: 96 }
    ),
    mat.metal(kind, 0.26)
  )
  kit.add(
    ring(0.113, 0.0011, { sides: 8, segments: 120 }).translate(0, 0.0066, 0),
    mat.metal(kind, 0.18)
  )
  return kit.group
}

const STEEL = {
  Gold: () => mat.metal("gold", 0.16),
  Silver: () => mat.metal("silver", 0.13),
  "Matt black": () => mat.paint("#232224", 0.5),
}

function bend(geometry, height) {
  const { position } = geometry.attributes
  for (let i = 0; i < position.count; i++)
    position.setY(i, position.getY(i) + height(position.getZ(i)))
  geometry.computeVertexNormals()
  return geometry
}

function handle(from, to, radius) {
  const long = to - from
  const profile = [
    [0, 0],
    [radius * 0.75, 0.001],
    [radius, 0.006],
    [radius * 0.95, long * 0.4],
    [radius * 0.72, long * 0.8],
    [radius * 0.6, long],
  ]
  return turned(profile, { segments: 18, smooth: true, steps: 4 })
    .rotateX(-Math.PI / 2)
    .translate(0, radius, to)
}

/** Each piece lies along z, its handle towards +z; `long` metres. */
export function fork(long = 0.205) {
  const k = long / 0.205
  const [w, tines] = [0.0122 * k, 0.046 * k]
  const head = new THREE.Shape()
  head.moveTo(-0.0028 * k, 0)
  head.bezierCurveTo(-0.003 * k, 0.012 * k, -w, 0.012 * k, -w, 0.026 * k)
  for (let i = 0; i < 4; i++) {
    const left = -w + (i * (2 * w - 0.0042 * k)) / 3
    const right = left + 0.0042 * k
    head.lineTo(left, 0.026 * k + tines * 0.7)
    head.lineTo(left + 0.0016 * k, 0.026 * k + tines)
    head.lineTo(right - 0.0016 * k, 0.026 * k + tines)
    head.lineTo(right, 0.026 * k + tines * 0.7)
    if (i < 3) {
      head.lineTo(right, 0.034 * k)
      head.lineTo(-w + ((i + 1) * (2 * w - 0.0042 * k)) / 3, 0.034 * k)
    }
  }
  head.lineTo(w, 0.026 * k)
  head.bezierCurveTo(w, 0.012 * k, 0.003 * k, 0.012 * k, 0.0028 * k, 0)
  const flat = plate(head, 0.0021, { round: 0.0007, curveSegments: 14 }).rotateX(
    -Math.PI / 2
  )
  const start = -long / 2 + 0.072 * k
  const bent = bend(flat.translate(0, 0.0035, start), (z) => {
    const t = (start - z) / (0.072 * k)
    return (
      0.006 * k * (Math.cos(t * 5.2) * 0.5 - 0.5) * -1 * (1 - t) +
      0.009 * k * Math.max(0, t - 0.25) ** 1.6
    )
  })
  return merged([bent, handle(start - 0.002, long / 2, 0.0042 * k)])
}

export function spoon(long = 0.2, wide = 0.021, bowl = 0.062) {
  const start = -long / 2 + bowl
  const bowlAt = (lift) => (u, v) => {
    const t = -u * Math.PI * 2
    const egg = 1 - 0.16 * Math.sin(t)
    const x = Math.cos(t) * wide * v * egg
    const z = Math.sin(t) * (bowl / 2) * v
    return [
      x,
      0.0022 + 0.0085 * v ** 2 - 0.001 + lift * (1 - v ** 8),
      start - bowl / 2 + z,
    ]
  }
  const neck = tube(
    [
      [0, 0.0085, start - 0.004],
      [0, 0.0098, start + 0.008],
      [0, 0.0058, start + 0.024],
      [0, 0.0042, start + 0.034],
    ],
    0.0026,
    { sides: 10 }
  )
  return merged([
    surface(48, 14, bowlAt(0.0012), { closed: true }),
    surface(48, 14, bowlAt(0), { closed: true }),
    neck,
    handle(start + 0.03, long / 2, 0.0042),
  ])
}

export function knife(long = 0.235) {
  const blade = new THREE.Shape()
  const b = 0.112
  blade.moveTo(-0.0045, 0)
  blade.bezierCurveTo(-0.009, 0.012, -0.0105, 0.02, -0.0105, 0.05)
  blade.bezierCurveTo(-0.0105, 0.085, -0.006, 0.104, 0.0065, b)
  blade.bezierCurveTo(0.0078, b - 0.004, 0.0082, 0.07, 0.0075, 0.03)
  blade.lineTo(0.0045, 0)
  const start = -long / 2 + b
  const flat = plate(blade, 0.0018, { round: 0.0007, curveSegments: 20 })
    .rotateX(-Math.PI / 2)
    .translate(0, 0.0042, start)
  return merged([flat, handle(start - 0.004, long / 2, 0.0048)])
}

/** The material of a cutlery colour. @param {string} colour */
export const cutleryMetal = (colour) => STEEL[colour]()

function cutlerySetting({ colour = "Gold" }) {
  const kit = new Kit()
  const metal = cutleryMetal(colour)
  kit.add(fork(0.178), metal, [-0.082, 0, 0.016])
  kit.add(fork(0.206), metal, [-0.041, 0, 0.002])
  kit.add(knife(), metal, [0.002, 0, -0.012])
  kit.add(spoon(0.19, 0.0205, 0.06), metal, [0.046, 0, 0.01])
  kit.add(spoon(0.142, 0.0155, 0.046), metal, [0.087, 0, 0.034])
  return kit.group
}

const GOBLET = [
  [0.0375, 0],
  [0.037, 0.003],
  [0.02, 0.007],
  [0.0085, 0.0125],
  [0.0068, 0.025],
  [0.0078, 0.04],
  [0.013, 0.05],
  [0.026, 0.058],
  [0.0355, 0.07],
  [0.0405, 0.088],
  [0.0425, 0.11],
  [0.0425, 0.135],
  [0.0412, 0.16],
]

function spun(profile, columns, rows, ribs, depth) {
  const curve = new THREE.SplineCurve(profile.map(([x, y]) => new THREE.Vector2(x, y)))
  return surface(
    columns,
    rows,
    (u, v) => {
      const { x, y } = curve.getPoint(v)
      const t = u * Math.PI * 2
      const r = x + depth(y) * (Math.abs(Math.cos((ribs * t) / 2)) - 0.5)
      return [r * Math.cos(t), y, r * Math.sin(t)]
    },
    { closed: true }
  )
}

const TINT = {
  clear: ["#98a7a8", 0.17],
  amber: ["#cf7d1a", 0.56],
  blue: ["#4677b3", 0.5],
  smoke: ["#6d665f", 0.6],
  blush: ["#e2a096", 0.5],
}

const tinted = new Map()
/** Tableware glass: its walls are thicker than a vase's, so its edges draw a darker line. */
export function glassOf(kind) {
  if (!tinted.has(kind)) {
    const material = mat.glassTint("clear").clone()
    const [hex, depth] = TINT[kind]
    material.uniforms.tint.value = new THREE.Color(hex)
    material.uniforms.depth.value = depth
    material.userData = { order: 3, shadow: kind === "clear" ? 0.2 : 0.4 }
    tinted.set(kind, material)
  }
  return tinted.get(kind)
}

/** Adds a glass part: what it tints, then what it reflects. */
export function addGlassware(kit, geometry, kind = "clear", rough = 0.03) {
  kit.add(geometry, glassOf(kind))
  kit.add(geometry, mat.glassShine(rough))
}

/** @param {number} detail share of the close-up's fineness */
const gobletParts = (detail = 1) => {
  const ribbed = (y) =>
    y > 0.056 && y < 0.152
      ? 0.0019 * Math.min(1, (y - 0.056) / 0.01, (0.152 - y) / 0.006)
      : 0
  const outer = spun(GOBLET, detail < 1 ? 108 : 288, Math.round(60 * detail), 36, ribbed)
  const inner = turned(
    [
      [0, 0.058],
      [0.02, 0.06],
      [0.032, 0.071],
      [0.0375, 0.089],
      [0.0395, 0.11],
      [0.0396, 0.135],
      [0.0392, 0.16],
    ],
    { segments: 64, smooth: true, steps: 3 }
  )
  const lip = ring(0.0402, 0.001, { sides: 8, segments: 72 }).translate(0, 0.16, 0)
  return merged([outer, inner, lip])
}

const GLASS_KIND = {
  Clear: "clear",
  Amber: "amber",
  Blue: "blue",
  Smoke: "smoke",
  Blush: "blush",
}

/** The light that coloured glass throws on what it stands on. */
function castTint(kit, kind, at, radius, stretch = 1.9) {
  if (kind === "clear") return
  const canvas = document.createElement("canvas")
  canvas.width = canvas.height = 128
  const pen = canvas.getContext("2d")
  const spot = pen.createRadialGradient(64, 64, 4, 64, 64, 64)
  const hex = {
    amber: "226,150,60",
    blue: "110,155,215",
    smoke: "150,140,132",
    blush: "232,170,160",
  }[kind]
  spot.addColorStop(0, `rgba(${hex},0.55)`)
  spot.addColorStop(0.5, `rgba(${hex},0.28)`)
  spot.addColorStop(1, `rgba(${hex},0)`)
  pen.fillStyle = spot
  pen.fillRect(0, 0, 128, 128)
  const map = new THREE.CanvasTexture(canvas)
  map.colorSpace = THREE.SRGBColorSpace
  const material = new THREE.MeshLambertMaterial({
    map,
    transparent: true,
    depthWrite: false,
  })
  material.userData.shadow = 0
  const mesh = kit.add(
    new THREE.PlaneGeometry(radius * 2 * stretch, radius * 2).rotateX(-Math.PI / 2),
    material,
    [at[0] + radius * 1.1, 0.0012, at[2] - radius * 0.75],
    [0, 0.6, 0]
  )
  mesh.userData.unframed = true
}

/** @param {{ colour?: string }} options */
export function goblet({ colour = "Clear", detail = 1 }) {
  const kit = new Kit()
  addGlassware(kit, gobletParts(detail), GLASS_KIND[colour])
  return kit.group
}

function goblets({ colour = "Clear" }) {
  const kit = new Kit()
  const kind = GLASS_KIND[colour]
  const spots = [
    [0, 0, 0.035],
    [0.074, 0, -0.1],
  ]
  const places = spots.map((at, i) => place(at, [0, i, 0]))
  kit.many(gobletParts(), glassOf(kind), places)
  kit.many(gobletParts(), mat.glassShine(), places)
  for (const at of spots) castTint(kit, kind, at, 0.06)
  return kit.group
}

/** A coupe; `filled` pours champagne to below the lip. */
export function coupe({ filled = true } = {}) {
  const kit = new Kit()
  const outer = [
    [0.034, 0],
    [0.0335, 0.0016],
    [0.012, 0.0045],
    [0.0042, 0.012],
    [0.0032, 0.03],
    [0.0032, 0.08],
    [0.0045, 0.093],
    [0.013, 0.1],
    [0.03, 0.1075],
    [0.043, 0.121],
    [0.0485, 0.138],
    [0.0495, 0.15],
  ]
  const inner = [
    [0, 0.0985],
    [0.013, 0.1015],
    [0.0295, 0.109],
    [0.042, 0.122],
    [0.0473, 0.138],
    [0.0485, 0.15],
  ]
  addGlassware(
    kit,
    merged([
      turned(outer, { smooth: true, segments: 72, steps: 5 }),
      turned(inner, { smooth: true, segments: 72, steps: 4 }),
    ])
  )
  kit.add(
    ring(0.049, 0.00095, { sides: 8, segments: 96 }).translate(0, 0.15, 0),
    mat.metal("gold", 0.18)
  )
  if (filled) {
    const wine = new THREE.MeshPhysicalMaterial({
      color: "#e9bd66",
      roughness: 0.12,
      transparent: true,
      opacity: 0.62,
      side: THREE.DoubleSide,
      depthWrite: false,
    })
    wine.fog = false
    wine.userData = { order: 2, shadow: 0.3 }
    kit.add(
      turned(
        [
          [0, 0.1],
          [0.013, 0.1025],
          [0.029, 0.1098],
          [0.0412, 0.122],
          [0.0458, 0.1345],
          [0.0452, 0.135],
          [0, 0.135],
        ],
        { segments: 64 }
      ),
      wine
    )
  }
  return kit.group
}

function coupes() {
  const kit = new Kit()
  kit.put(coupe(), [0, 0, 0.03])
  kit.put(coupe(), [0.092, 0, -0.13])
  return kit.group
}

/** @param {{ drink?: string }} options */
export function crystalTumbler({ drink, detail = 1 } = {}) {
  const kit = new Kit()
  const n = 14
  const outer = surface(
    Math.round(n * 24 * detail),
    Math.round(60 * detail),
    (u, v) => {
      const t = u * Math.PI * 2
      const y = 0.095 * v
      const round = Math.min(1, v / 0.05)
      let r = 0.0335 + 0.0065 * v - 0.004 * (1 - round) ** 2
      const cutting = Math.min(
        1,
        Math.max(0, (v - 0.07) / 0.03),
        Math.max(0, (0.7 - v) / 0.03)
      )
      const a = (t * n) / 2 + v * 16
      const b = (t * n) / 2 - v * 16
      const groove = (x) =>
        Math.max(0, 1 - Math.abs(((((x / Math.PI) % 1) + 1) % 1) - 0.5) * 2) ** 1
      const facet = Math.max(groove(a) ** 3, groove(b) ** 3)
      r -= 0.0031 * facet * cutting
      return [r * Math.cos(t), y, r * Math.sin(t)]
    },
    { closed: true }
  )
  const flat = outer.toNonIndexed()
  flat.computeVertexNormals()
  const inner = turned(
    [
      [0, 0.013],
      [0.0275, 0.0135],
      [0.031, 0.0175],
      [0.0381, 0.095],
    ],
    { segments: 64 }
  )
  const base = turned(
    [
      [0, 0.0008],
      [0.03, 0.0008],
    ],
    { segments: 48 }
  )
  const lip = ring(0.0389, 0.001, { sides: 8, segments: 72 }).translate(0, 0.095, 0)
  addGlassware(kit, merged([flat, inner, base, lip]), "clear", 0.02)
  if (drink) {
    const amber = new THREE.MeshPhysicalMaterial({
      color: drink,
      roughness: 0.1,
      transparent: true,
      opacity: 0.9,
      side: THREE.DoubleSide,
      depthWrite: false,
    })
    amber.fog = false
    amber.userData = { order: 2, shadow: 0.4 }
    kit.add(
      turned(
        [
          [0, 0.0136],
          [0.0272, 0.014],
          [0.0306, 0.018],
          [0.0328, 0.043],
          [0, 0.043],
        ],
        { segments: 56 }
      ),
      amber
    )
  }
  return kit.group
}

function tumblers() {
  const kit = new Kit()
  kit.put(crystalTumbler(), [0, 0, 0.02])
  kit.put(crystalTumbler({ drink: "#b5650f" }), [0.07, 0, -0.1], 0.2)
  return kit.group
}

export function cakeStand() {
  const kit = new Kit()
  const marble = mat.marble()
  kit.add(disc(0.15, 0.018, 0.102, 0.005), marble)
  kit.add(
    turned(
      [
        [0, 0],
        [0.066, 0],
        [0.07, 0.004],
        [0.068, 0.01],
        [0.05, 0.016],
        [0.026, 0.028],
        [0.019, 0.042],
        [0.024, 0.05],
        [0.024, 0.055],
        [0.018, 0.062],
        [0.02, 0.08],
        [0.04, 0.096],
        [0.062, 0.102],
        [0, 0.102],
      ],
      { segments: 72 }
    ),
    marble
  )
  return kit.group
}

/** A pile of a plate, and one that leans on it to show its face. */
function displayed(one, { count = 3, step = 0.0085, r = 0.135 } = {}) {
  return (options) => {
    const kit = new Kit()
    for (let i = 0; i < count; i++) kit.put(one(options), [0, i * step, 0], i * 0.7)
    const tilt = 0.86
    const face = one(options)
    const holder = new THREE.Group()
    face.rotation.set(tilt, 0, 0)
    holder.add(face)
    kit.put(holder, [r * 0.22, r * Math.sin(tilt) + 0.002, r + 0.062], 0.12)
    return kit.group
  }
}

export const tableware = {
  "stoneware-dinner-plate": {
    frames: 8,
    view: { azimuth: 14, elevation: 26, fill: 0.8 },
    build: displayed(stonewarePlate, { step: 0.011 }),
  },
  "gold-rim-dinner-plate": {
    frames: 8,
    view: { azimuth: 14, elevation: 26, fill: 0.8 },
    build: displayed(goldRimPlate),
  },
  "blue-rim-dinner-plate": {
    frames: 8,
    view: { azimuth: 14, elevation: 26, fill: 0.8 },
    build: displayed(blueRimPlate, { r: 0.13 }),
  },
  "rattan-charger": {
    frames: 8,
    view: { azimuth: 14, elevation: 28, fill: 0.8 },
    build: displayed(rattanCharger, { count: 2, step: 0.018, r: 0.163 }),
  },
  "metallic-charger": {
    frames: 8,
    view: { azimuth: 14, elevation: 28, fill: 0.8 },
    build: displayed(metallicCharger, { count: 3, step: 0.007, r: 0.165 }),
  },
  "cutlery-setting": {
    frames: 8,
    view: { azimuth: 16, elevation: 56, fill: 0.8 },
    build: cutlerySetting,
  },
  "ribbed-goblet": {
    frames: 8,
    view: { azimuth: 4, elevation: 15, fill: 0.8 },
    build: goblets,
    backdrop: { floor: "#d3cabe", wall: "#dad2c7" },
  },
  "gold-rim-coupe": {
    frames: 8,
    view: { azimuth: 4, elevation: 15, fill: 0.8 },
    build: coupes,
    backdrop: { floor: "#cbc2b6", wall: "#d4ccc1" },
  },
  "cut-crystal-tumbler": {
    frames: 8,
    view: { azimuth: 4, elevation: 17, fill: 0.8 },
    build: tumblers,
    backdrop: { floor: "#cbc2b6", wall: "#d4ccc1" },
  },
  "marble-cake-stand": {
    frames: 8,
    view: { azimuth: 16, elevation: 16, fill: 0.78 },
    build: cakeStand,
  },
}
