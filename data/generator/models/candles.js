import * as THREE from "three"
import { addGlass } from "../geometry/glassware.js"
import { Kit, place } from "../geometry/kit.js"
import {
  batten,
  box,
  merged,
  post,
  ring,
  rod,
  surface,
  tube,
  turned,
} from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { Random } from "../random.js"
import { glassOf } from "./tableware.js"

const WAX = {
  Ivory: "#f2e8d2",
  Terracotta: "#b8623e",
  "Dusty blue": "#8ba5bc",
  Sage: "#9dab8d",
  Blush: "#e3b3a8",
  Black: "#232224",
}

let fire
function fireMaterial() {
  if (fire) return fire
  fire = new THREE.MeshBasicMaterial({ vertexColors: true, side: THREE.DoubleSide })
  fire.fog = false
  fire.userData.shadow = 0
  return fire
}

let flameShape
/** A flame 3.6 cm high: blue-dark at the wick, white in the belly, amber at the tip. */
function flameGeometry() {
  if (flameShape) return flameShape.clone()
  const profile = [
    [0.0008, 0],
    [0.0036, 0.003],
    [0.0056, 0.009],
    [0.0052, 0.015],
    [0.0034, 0.023],
    [0.0015, 0.031],
    [0, 0.037],
  ]
  const geometry = turned(profile, { segments: 20, smooth: true, steps: 5 })
  const stops = [
    [0, [0.9, 0.42, 0.16]],
    [0.16, [2.6, 1.35, 0.5]],
    [0.45, [5.2, 3.9, 2.1]],
    [0.75, [4.4, 2.5, 0.85]],
    [1, [2.4, 0.95, 0.2]],
  ]
  const colours = []
  const { position } = geometry.attributes
  for (let i = 0; i < position.count; i++) {
    const t = position.getY(i) / 0.037
    const k = Math.max(
      1,
      stops.findIndex(([at]) => at >= t - 1e-6)
    )
    const [[a, from], [b, to]] = [stops[k - 1], stops[k] ?? stops[stops.length - 1]]
    const f = Math.min(1, Math.max(0, (t - a) / (b - a)))
    for (let c = 0; c < 3; c++) colours.push(from[c] + (to[c] - from[c]) * f)
  }
  geometry.setAttribute("color", new THREE.Float32BufferAttribute(colours, 3))
  flameShape = geometry
  return geometry.clone()
}

/** A wick and its flame. */
export function flame(kit, at, { scale = 1, lit = true, lean = 0 } = {}) {
  const [x, y, z] = at
  kit.add(
    tube(
      [
        [x, y - 0.003, z],
        [x, y + 0.004, z],
        [x + 0.001, y + 0.009, z + 0.0004],
      ],
      0.0007,
      { sides: 6 }
    ),
    mat.paint("#2b241f", 0.9)
  )
  if (!lit) return
  const mesh = kit.add(
    flameGeometry(),
    fireMaterial(),
    [x + 0.0005, y + 0.004, z],
    [0, 0, lean]
  )
  mesh.scale.setScalar(scale)
}

let halo
/** A soft light in the air about a flame, turned to the camera by being seen from all sides alike. */
function haloTexture() {
  if (halo) return halo
  const canvas = document.createElement("canvas")
  canvas.width = canvas.height = 128
  const pen = canvas.getContext("2d")
  const spot = pen.createRadialGradient(64, 64, 0, 64, 64, 64)
  spot.addColorStop(0, "rgba(255,206,130,0.5)")
  spot.addColorStop(0.3, "rgba(255,180,90,0.16)")
  spot.addColorStop(1, "rgba(255,160,70,0)")
  pen.fillStyle = spot
  pen.fillRect(0, 0, 128, 128)
  halo = new THREE.CanvasTexture(canvas)
  halo.colorSpace = THREE.SRGBColorSpace
  return halo
}

/** Adds a halo of `radius` metres about a flame. */
export function haloAt(kit, at, radius = 0.09, opacity = 0.6) {
  const material = new THREE.SpriteMaterial({
    map: haloTexture(),
    transparent: true,
    opacity,
    depthWrite: false,
    blending: THREE.AdditiveBlending,
  })
  material.fog = false
  const sprite = new THREE.Sprite(material)
  sprite.position.set(...at)
  sprite.scale.setScalar(radius * 2)
  sprite.renderOrder = 6
  kit.group.add(sprite)
}

/** A taper of standard 2.2 cm foot, standing on y = 0 of `at`. */
export function taper(
  kit,
  at,
  { height = 0.28, colour = "Ivory", lit = true, random = new Random("taper") } = {}
) {
  const [x, y, z] = at
  const wax = mat.wax(WAX[colour] ?? colour)
  const h = height
  const shape = [
    [0, 0],
    [0.0092, 0],
    [0.0108, 0.006],
    [0.0111, 0.03],
    [0.0098, h * 0.55],
    [0.0082, h * 0.85],
    [0.0072, h * 0.95],
    [0.0055, h * 0.983],
    [0.0022, h * 0.998],
    [0, h],
  ]
  kit.add(turned(shape, { segments: 28 }), wax, at)
  flame(kit, [x, y + h, z], {
    lit,
    scale: random.between(0.9, 1.15),
    lean: random.around(0, 0.06),
  })
  if (lit) haloAt(kit, [x, y + h + 0.02, z])
}

/** A pillar candle with a hollowed, glowing top when it burns. */
export function pillar(
  kit,
  at,
  {
    height = 0.15,
    radius = 0.035,
    colour = "Ivory",
    lit = true,
    random = new Random("pillar"),
  } = {}
) {
  const [x, y, z] = at
  const wax = mat.wax(WAX[colour] ?? colour)
  const h = height
  const r = radius
  const dip = Math.min(0.012, h * 0.1)
  const profile = [
    [0, 0],
    [r - 0.0006, 0],
    [r, 0.0008],
    [r, h - 0.006],
    [r - 0.001, h - 0.0015],
    [r - 0.004, h],
  ]
  kit.add(turned(profile, { segments: 56 }), wax, at)
  const bowl = turned(
    [
      [r - 0.004, h],
      [r - 0.008, h - 0.003],
      [r - 0.013, h - dip],
      [0, h - dip - 0.001],
    ],
    { segments: 48 }
  )
  if (!lit) {
    kit.add(bowl, wax, at)
    flame(kit, [x, y + h - dip + 0.004, z], { lit })
    return
  }
  kit.add(bowl, warmWax(colour), at)
  const glowBand = turned(
    [
      [r + 0.0002, h - Math.min(0.045, h * 0.5)],
      [r + 0.0002, h - 0.006],
      [r - 0.0008, h - 0.0014],
      [r - 0.004, h + 0.0002],
    ],
    { segments: 56 }
  )
  kit.add(fade(glowBand, h - Math.min(0.045, h * 0.5), h), glowSkin(), at)
  flame(kit, [x, y + h - dip + 0.004, z], {
    scale: random.between(1, 1.25),
    lean: random.around(0, 0.07),
  })
  haloAt(kit, [x, y + h + 0.02, z], 0.11)
}

const warmWax = (colour) => mat.paper(WAX[colour] ?? colour, 0.55)

function fade(geometry, low, high) {
  const { position } = geometry.attributes
  const colours = []
  for (let i = 0; i < position.count; i++) {
    const t = Math.max(0, (position.getY(i) - low) / (high - low)) ** 1.8
    colours.push(0.42 * t, 0.2 * t, 0.06 * t)
  }
  geometry.setAttribute("color", new THREE.Float32BufferAttribute(colours, 3))
  return geometry
}

let skin
function glowSkin() {
  if (skin) return skin
  skin = new THREE.MeshBasicMaterial({
    vertexColors: true,
    transparent: true,
    depthWrite: false,
    blending: THREE.AdditiveBlending,
  })
  skin.fog = false
  Object.assign(skin.userData, { shadow: 0, order: 1 })
  return skin
}

/** A turned brass candlestick for one taper; gives the height of its cup's floor. */
function brassProfile(h) {
  const k = h / 0.3
  return [
    [0, 0],
    [0.05, 0],
    [0.051, 0.004],
    [0.048, 0.009],
    [0.036, 0.014],
    [0.024, 0.022],
    [0.014, 0.032],
    [0.01, 0.04],
    [0.016, 0.047],
    [0.0165, 0.053],
    [0.009, 0.06],
    [0.007, 0.06 + 0.06 * k],
    [0.0105, 0.06 + 0.1 * k],
    [0.0068, 0.06 + 0.13 * k],
    [0.0062, h - 0.075],
    [0.0085, h - 0.068],
    [0.015, h - 0.06],
    [0.015, h - 0.055],
    [0.009, h - 0.048],
    [0.0105, h - 0.036],
    [0.0145, h - 0.012],
    [0.019, h - 0.004],
    [0.019, h],
    [0.0125, h],
    [0.0118, h - 0.012],
    [0, h - 0.014],
  ]
}

export function brassCandlestick(
  height,
  { colour = "Ivory", kind = "brass", candle = 0.25, lit = true, random } = {}
) {
  const kit = new Kit()
  kit.add(
    turned(brassProfile(height), { segments: 48 }),
    mat.metal(kind, kind === "brass" ? 0.24 : undefined)
  )
  taper(kit, [0, height - 0.014, 0], { height: candle, colour, lit, random })
  return kit.group
}

function brassTrio({ random }) {
  const kit = new Kit()
  kit.put(brassCandlestick(0.3, { random, candle: 0.25 }), [-0.035, 0, -0.06])
  kit.put(brassCandlestick(0.22, { random, candle: 0.25 }), [0.085, 0, -0.005])
  kit.put(brassCandlestick(0.15, { random, candle: 0.25 }), [-0.075, 0, 0.075])
  return kit.group
}

export function ironCandlestick(
  height,
  { colour = "Ivory", candle = 0.25, lit = true, random = new Random("iron") } = {}
) {
  const kit = new Kit()
  const black = mat.hammered("#232222")
  const h = height
  kit.add(
    turned(
      [
        [0, 0],
        [0.0445, 0],
        [0.0455, 0.0025],
        [0.044, 0.005],
        [0.008, 0.0068],
        [0.0062, 0.012],
        [0.0058, h * 0.5],
        [0.0056, h - 0.034],
        [0, h - 0.034],
      ],
      { segments: 48 }
    ),
    black
  )
  kit.add(
    turned(
      [
        [0, h - 0.036],
        [0.014, h - 0.034],
        [0.029, h - 0.029],
        [0.0325, h - 0.022],
        [0.0318, h - 0.0215],
        [0.028, h - 0.0265],
        [0.012, h - 0.031],
        [0, h - 0.031],
      ],
      { segments: 48 }
    ),
    black
  )
  kit.add(
    turned(
      [
        [0.0114, h - 0.032],
        [0.0135, h - 0.032],
        [0.0138, h],
        [0.0118, h],
        [0.0114, h - 0.03],
      ],
      { segments: 40 }
    ),
    black
  )
  kit.add(ring(0.0085, 0.0032, { segments: 32 }).translate(0, h * 0.62, 0), black)
  taper(kit, [0, h - 0.03, 0], { height: candle, colour, lit, random })
  return kit.group
}

function ironTrio({ random }) {
  const kit = new Kit()
  kit.put(ironCandlestick(0.28, { random }), [-0.03, 0, -0.055])
  kit.put(ironCandlestick(0.2, { random }), [0.085, 0, 0])
  kit.put(ironCandlestick(0.12, { random }), [-0.07, 0, 0.08])
  return kit.group
}

function taperBundle({ colour = "Ivory", random }) {
  const kit = new Kit()
  const spots = [
    [0, 0.0],
    ...Array.from({ length: 9 }, (_, i) => {
      const t = (i / 9) * Math.PI * 2
      return [Math.cos(t) * 0.0345, Math.sin(t) * 0.0345]
    }),
  ]
  spots[0] = [0.003, 0.002]
  spots.forEach(([x, z], i) => {
    const one = new Kit()
    taper(one, [0, 0, 0], {
      colour,
      lit: false,
      random,
      height: 0.28 + random.around(0, 0.003),
    })
    const holder = kit.put(one.group, [x, 0, z])
    const splay = i ? 0.1 : 0.02
    holder.rotation.set((z / 0.0345) * splay, 0, (-x / 0.0345) * splay)
  })
  const twine = mat.rattan("#cdb389")
  const bands = []
  for (let i = 0; i < 5; i++)
    bands.push(
      ring(0.0555 + random.around(0, 0.0004), 0.0013, { sides: 8, segments: 72 })
        .rotateX(random.around(0, 0.035))
        .translate(0, 0.098 + i * 0.0026, 0)
    )
  const bow = (side) =>
    tube(
      [
        [0, 0.103, 0.0575],
        [side * 0.016, 0.112, 0.063],
        [side * 0.034, 0.108, 0.061],
        [side * 0.031, 0.1, 0.0625],
        [side * 0.012, 0.1005, 0.0605],
        [0, 0.103, 0.0585],
      ],
      0.0013,
      { sides: 8, segments: 60 }
    )
  const end = (side) =>
    tube(
      [
        [0, 0.103, 0.0585],
        [side * 0.009, 0.092, 0.0625],
        [side * 0.016, 0.076, 0.06],
        [side * 0.021, 0.064, 0.061],
      ],
      0.0012,
      { sides: 8, segments: 40 }
    )
  kit.add(
    merged([
      ...bands,
      bow(1),
      bow(-1),
      end(1),
      end(-1),
      new THREE.SphereGeometry(0.0035, 16, 12).translate(0, 0.103, 0.059),
    ]),
    twine
  )
  return kit.group
}

function pillarSet({ random }) {
  const kit = new Kit()
  const spots = [
    [0.25, -0.04, -0.075],
    [0.2, 0.062, -0.045],
    [0.16, -0.1, 0.012],
    [0.12, 0.012, 0.038],
    [0.08, 0.11, 0.05],
  ]
  for (const [height, x, z] of spots) pillar(kit, [x, 0, z], { height, random })
  return kit.group
}

/** An open glass cylinder with a pillar in it. */
export function hurricane(
  height,
  {
    radius = 0.055,
    candle = height * 0.5,
    lit = true,
    random = new Random("hurricane"),
  } = {}
) {
  const kit = new Kit()
  pillar(kit, [0, 0.008, 0], { height: candle, radius: 0.035, lit, random })
  const r = radius
  const wall = [
    [0, 0],
    [r - 0.002, 0],
    [r, 0.003],
    [r, height - 0.001],
    [r - 0.0014, height],
    [r - 0.0028, height - 0.001],
    [r - 0.0028, 0.007],
    [0, 0.007],
  ]
  addGlass(kit, turned(wall, { segments: 72 }))
  kit.add(
    ring(r - 0.0014, 0.0014, { sides: 8, segments: 72 }).translate(0, height, 0),
    mat.glassShine(0.05)
  )
  return kit.group
}

function hurricaneTrio({ random }) {
  const kit = new Kit()
  kit.put(hurricane(0.4, { radius: 0.06, candle: 0.2, random }), [-0.055, 0, -0.06])
  kit.put(hurricane(0.3, { radius: 0.057, candle: 0.15, random }), [0.085, 0, -0.015])
  kit.put(hurricane(0.2, { radius: 0.054, candle: 0.1, random }), [-0.035, 0, 0.09])
  return kit.group
}

const CUP = { Amber: "amber", Blue: "blue", Clear: "clear", Blush: "blush" }

function cupGeometry() {
  const n = 12
  const outer = surface(
    n * 12,
    36,
    (u, v) => {
      const t = u * Math.PI * 2
      const y = 0.07 * v
      const base =
        0.0265 + 0.0095 * Math.sin(v * 1.5) - 0.004 * (1 - Math.min(1, v / 0.06)) ** 2
      const held = Math.min(
        1,
        Math.max(0, (v - 0.06) / 0.05),
        Math.max(0, (0.88 - v) / 0.05)
      )
      const a = Math.abs(Math.sin((t * n) / 2 + v * 8))
      const b = Math.abs(Math.sin((t * n) / 2 - v * 8))
      const r = base + 0.0019 * held * Math.min(a, b)
      return [r * Math.cos(t), y, r * Math.sin(t)]
    },
    { closed: true }
  )
  const inner = turned(
    [
      [0, 0.007],
      [0.022, 0.0075],
      [0.0262, 0.012],
      [0.033, 0.045],
      [0.0345, 0.07],
    ],
    { segments: 48 }
  )
  const lip = ring(0.0352, 0.0011, { sides: 8, segments: 64 }).translate(0, 0.07, 0)
  return merged([outer, inner, lip])
}

/** The places of tealights become cups of coloured glass, each lit. */
export function tealights(kit, colour, spots, random) {
  const kind = CUP[colour]
  for (const [x, y, z] of spots) {
    kit.add(
      turned(
        [
          [0, 0.008],
          [0.019, 0.008],
          [0.0192, 0.022],
          [0.0185, 0.0225],
          [0.0183, 0.0205],
          [0, 0.0205],
        ],
        { segments: 32 }
      ),
      mat.metal("steel"),
      [x, y, z]
    )
    kit.add(
      turned(
        [
          [0, 0.0208],
          [0.0182, 0.0206],
        ],
        { segments: 32 }
      ),
      mat.paper("#ffe9c4", 0.9),
      [x, y, z]
    )
    flame(kit, [x, y + 0.022, z], {
      scale: random.between(0.75, 0.95),
      lean: random.around(0, 0.05),
    })
    haloAt(kit, [x, y + 0.035, z], 0.055, 0.7)
  }
  const places = spots.map((at) => place(at, [0, random.next() * 6, 0]))
  const inside = turned(
    [
      [0.024, 0.014],
      [0.031, 0.035],
      [0.0345, 0.066],
    ],
    { segments: 40, smooth: true, steps: 6 }
  )
  const [red, green, blue] = CUP_GLOW[kind]
  const { position } = inside.attributes
  const colours = []
  for (let i = 0; i < position.count; i++) {
    const t = Math.exp(-(((position.getY(i) - 0.032) / 0.018) ** 2))
    colours.push(red * t, green * t, blue * t)
  }
  inside.setAttribute("color", new THREE.Float32BufferAttribute(colours, 3))
  kit.many(cupGeometry(), glassOf(kind), places)
  kit.many(inside, shell(), places)
  kit.many(cupGeometry(), mat.glassShine(), places)
}

const CUP_GLOW = {
  amber: [0.62, 0.25, 0.04],
  blue: [0.16, 0.24, 0.4],
  clear: [0.34, 0.24, 0.12],
  blush: [0.5, 0.22, 0.15],
}

let lampshade
/** The glass of a cup, lit from inside; it lies over the tint. */
function shell() {
  if (!lampshade) {
    lampshade = glowSkin().clone()
    lampshade.fog = false
    lampshade.side = THREE.DoubleSide
    lampshade.userData = { shadow: 0, order: 4 }
  }
  return lampshade
}

function tealightCups({ colour = "Amber", random }) {
  const kit = new Kit()
  const spots = []
  const rows = [
    [-0.16, 3, 0],
    [-0.055, 4, 0.0],
    [0.05, 3, 0.015],
    [0.145, 2, 0],
  ]
  for (const [z, n, shift] of rows) {
    for (let i = 0; i < n; i++)
      spots.push([
        (i - (n - 1) / 2) * 0.106 + shift + random.around(0, 0.01),
        0,
        z + random.around(0, 0.014),
      ])
  }
  tealights(kit, colour, spots, random)
  return kit.group
}

const ARMS = {
  Gold: () => mat.metal("gold", 0.2),
  Silver: () => mat.metal("silver", 0.16),
  Black: () => mat.paint("#1f1e1f", 0.4),
}

/** @param {{ colour?: string, candles?: string, random?: Random, lit?: boolean }} options */
export function candelabra({
  colour = "Gold",
  candles: wax = "Ivory",
  random = new Random("candelabra"),
  lit = true,
}) {
  const kit = new Kit()
  const metal = ARMS[colour]()
  const stem = [
    [0, 0],
    [0.088, 0],
    [0.09, 0.005],
    [0.084, 0.011],
    [0.064, 0.018],
    [0.042, 0.03],
    [0.024, 0.05],
    [0.016, 0.07],
    [0.022, 0.082],
    [0.022, 0.09],
    [0.012, 0.102],
    [0.0095, 0.18],
    [0.0135, 0.25],
    [0.0095, 0.3],
    [0.014, 0.326],
    [0.024, 0.34],
    [0.024, 0.35],
    [0.013, 0.364],
    [0.0095, 0.39],
    [0.009, 0.46],
    [0.012, 0.475],
    [0.009, 0.49],
    [0, 0.5],
  ]
  kit.add(turned(stem, { segments: 56 }), metal)
  const cup = (at) => {
    const part = turned(
      [
        [0, -0.004],
        [0.008, -0.002],
        [0.01, 0.004],
        [0.03, 0.011],
        [0.0335, 0.017],
        [0.031, 0.018],
        [0.014, 0.014],
        [0.013, 0.02],
        [0.0145, 0.045],
        [0.0165, 0.049],
        [0.0125, 0.049],
        [0.0118, 0.032],
        [0, 0.03],
      ],
      { segments: 40 }
    )
    kit.add(part, metal, at)
    taper(kit, [at[0], at[1] + 0.031, at[2]], { height: 0.22, colour: wax, lit, random })
  }
  cup([0, 0.498, 0])
  for (let i = 0; i < 4; i++) {
    const t = (i / 4) * Math.PI * 2 + 0.38
    const [c, s] = [Math.cos(t), Math.sin(t)]
    const arm = [
      [0.012, 0.345],
      [0.05, 0.305],
      [0.1, 0.287],
      [0.15, 0.305],
      [0.174, 0.35],
      [0.168, 0.395],
      [0.166, 0.425],
    ]
    kit.add(
      tube(
        arm.map(([r, y]) => [r * c, y, r * s]),
        0.0066,
        { segments: 60 }
      ),
      metal
    )
    const scroll = [
      [0.06, 0.3],
      [0.075, 0.335],
      [0.105, 0.345],
      [0.122, 0.325],
      [0.112, 0.308],
      [0.1, 0.315],
    ]
    kit.add(
      tube(
        scroll.map(([r, y]) => [r * c, y, r * s]),
        0.0036,
        { segments: 40 }
      ),
      metal
    )
    cup([0.166 * c, 0.428, 0.166 * s])
  }
  return kit.group
}

const CANE = { Natural: "#e3b981", Whitewash: "#fbf5ea" }

/** @param {{ colour?: string, random?: Random }} options */
export function rattanLantern({
  colour = "Natural",
  random = new Random("rattanLantern"),
}) {
  const kit = new Kit()
  const cane = mat.rattan(CANE[colour])
  const radius = (v) => 0.09 + 0.07 * Math.sin(Math.PI * (0.16 + 0.72 * v)) ** 0.9
  const height = 0.52
  const n = 20
  const strands = []
  for (const way of [-1, 1]) {
    for (let i = 0; i < n; i++) {
      const points = []
      for (let k = 0; k <= 12; k++) {
        const v = k / 12
        const t = (i / n) * Math.PI * 2 + way * v * 1.5
        const r = radius(v) + way * 0.0022
        points.push([r * Math.cos(t), 0.016 + v * height, r * Math.sin(t)])
      }
      strands.push(tube(points, 0.0036, { segments: 36, sides: 6 }))
    }
  }
  for (const v of [0.0, 0.02, 0.98, 1])
    strands.push(
      ring(radius(v) + 0.002, 0.008, { sides: 10, segments: 72 }).translate(
        0,
        0.016 + v * height,
        0
      )
    )
  for (const v of [0.3, 0.66])
    strands.push(
      ring(radius(v), 0.0042, { sides: 8, segments: 80 }).translate(
        0,
        0.016 + v * height,
        0
      )
    )
  kit.add(merged(strands), cane)
  kit.add(
    turned(
      [
        [0, 0.004],
        [radius(0), 0.004],
        [radius(0), 0.016],
        [0, 0.016],
      ],
      { segments: 56 }
    ),
    mat.cane(CANE[colour])
  )
  const r = radius(1)
  kit.add(
    tube(
      [
        [-r, 0.53, 0],
        [-r * 0.96, 0.575, 0],
        [-r * 0.5, 0.618, 0],
        [0, 0.63, 0],
        [r * 0.5, 0.618, 0],
        [r * 0.96, 0.575, 0],
        [r, 0.53, 0],
      ],
      0.0065,
      { segments: 60 }
    ),
    cane
  )
  const inside = hurricane(0.34, { radius: 0.06, candle: 0.16, random })
  kit.put(inside, [0, 0.017, 0])
  haloAt(kit, [0, 0.2, 0], 0.2, 0.7)
  return kit.group
}

/** @param {{ colour?: string, random?: Random, lit?: boolean }} options */
export function ironLantern({
  colour = "Black",
  random = new Random("ironLantern"),
  lit = true,
}) {
  const kit = new Kit()
  const paint = colour === "White" ? mat.paint("#f1efea", 0.5) : mat.paint("#232222", 0.5)
  const [w, h] = [0.095, 0.33]
  const parts = [
    box(0.2, 0.014, 0.2, { round: 0.003 }).translate(0, 0.012, 0),
    box(0.2, 0.012, 0.2, { round: 0.003 }).translate(0, h + 0.012, 0),
  ]
  for (const sx of [-1, 1]) {
    for (const sz of [-1, 1]) {
      parts.push(
        box(0.011, h, 0.011, { round: 0.0015, grain: "y" }).translate(
          sx * (w - 0.008),
          h / 2 + 0.012,
          sz * (w - 0.008)
        )
      )
      parts.push(
        new THREE.SphereGeometry(0.009, 16, 12).translate(sx * 0.085, 0.004, sz * 0.085)
      )
    }
  }
  for (const y of [0.03, h - 0.004]) {
    for (const s of [-1, 1]) {
      parts.push(
        box(w * 2 - 0.03, 0.009, 0.007, { round: 0.001 }).translate(0, y, s * (w - 0.008))
      )
      parts.push(
        box(0.007, 0.009, w * 2 - 0.03, { round: 0.001 }).translate(s * (w - 0.008), y, 0)
      )
    }
  }
  for (const s of [-1, 1]) {
    parts.push(
      rod([s * (w - 0.006), 0.026, w - 0.008], [s * (w - 0.006), 0.33, w - 0.008], 0.0025)
    )
    parts.push(batten([0, 0.03, s * (w - 0.008)], [0, h, s * (w - 0.008)], 0.005, 0.005))
    parts.push(batten([s * (w - 0.008), 0.03, 0], [s * (w - 0.008), h, 0], 0.005, 0.005))
  }
  for (const y of [0.09, 0.26])
    parts.push(post(0.0055, 0.0055, 0.03, 16).translate(w - 0.002, y, w - 0.004))
  parts.push(
    tube(
      [
        [-w + 0.022, 0.175, w - 0.003],
        [-w + 0.02, 0.178, w + 0.008],
        [-w + 0.02, 0.196, w + 0.01],
        [-w + 0.022, 0.2, w - 0.003],
      ],
      0.0026,
      { sides: 8 }
    )
  )
  const roof = new THREE.CylinderGeometry(0.042, 0.14, 0.062, 4, 1)
    .rotateY(Math.PI / 4)
    .translate(0, h + 0.049, 0)
  const cap = new THREE.CylinderGeometry(0.036, 0.036, 0.03, 4, 1)
    .rotateY(Math.PI / 4)
    .translate(0, h + 0.093, 0)
  const top = new THREE.CylinderGeometry(0.004, 0.052, 0.022, 4, 1)
    .rotateY(Math.PI / 4)
    .translate(0, h + 0.118, 0)
  for (const geometry of [roof, cap, top]) parts.push(flat(geometry))
  parts.push(
    new THREE.TorusGeometry(0.032, 0.0036, 10, 48).rotateY(0.5).translate(0, h + 0.158, 0)
  )
  kit.add(merged(parts), paint)
  pillar(kit, [0, 0.019, 0], { height: 0.15, radius: 0.036, lit, random })
  const panes = []
  for (const s of [-1, 1]) {
    panes.push(
      new THREE.PlaneGeometry(w * 2 - 0.03, h - 0.03).translate(
        0,
        h / 2 + 0.012,
        s * (w - 0.01)
      )
    )
    panes.push(
      new THREE.PlaneGeometry(w * 2 - 0.03, h - 0.03)
        .rotateY(Math.PI / 2)
        .translate(s * (w - 0.01), h / 2 + 0.012, 0)
    )
  }
  addGlass(kit, merged(panes))
  if (lit) haloAt(kit, [0, 0.19, 0], 0.16, 0.7)
  return kit.group
}

function flat(geometry) {
  const bare = geometry.toNonIndexed()
  bare.computeVertexNormals()
  return bare
}

const WARM = {
  backdrop: { floor: "#d9cfc2", wall: "#dfd6ca" },
  look: { glow: 0.42, glowFrom: 1.25, exposure: 0.94 },
}

export const candles = {
  "brass-candlestick-trio": {
    frames: 8,
    view: { azimuth: 12, elevation: 9, fill: 0.82 },
    build: brassTrio,
    ...WARM,
  },
  "matt-black-candlestick-trio": {
    frames: 8,
    view: { azimuth: 12, elevation: 9, fill: 0.82 },
    build: ironTrio,
    ...WARM,
  },
  "taper-candles-ten": {
    frames: 8,
    view: { azimuth: 0, elevation: 14, fill: 0.8 },
    build: taperBundle,
  },
  "pillar-candle-set": {
    frames: 8,
    view: { azimuth: 12, elevation: 13, fill: 0.8 },
    build: pillarSet,
    ...WARM,
  },
  "glass-hurricane-trio": {
    frames: 8,
    view: { azimuth: 12, elevation: 10, fill: 0.8 },
    build: hurricaneTrio,
    ...WARM,
  },
  "tealight-cups": {
    frames: 8,
    view: { azimuth: 14, elevation: 30, fill: 0.88 },
    build: tealightCups,
    ...WARM,
  },
  "five-arm-candelabra": {
    frames: 8,
    view: { azimuth: 8, elevation: 7, fill: 0.84 },
    build: candelabra,
    ...WARM,
  },
  "rattan-lantern": {
    frames: 8,
    view: { azimuth: 20, elevation: 9, fill: 0.82 },
    build: rattanLantern,
    ...WARM,
  },
  "iron-lantern": {
    frames: 8,
    view: { azimuth: 28, elevation: 11, fill: 0.82 },
    build: ironLantern,
    ...WARM,
  },
}
