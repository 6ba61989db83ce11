import * as THREE from "three"
import { Bouquet } from "../geometry/flowers.js"
import { Kit, place } from "../geometry/kit.js"
import { box, merged, rod, surface, turned } from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { pampas, roseDome, urn } from "../models/florals.js"
import {
  copies,
  cups,
  festoon,
  flowerBand,
  layPlaces,
  meadow,
  piece,
  pillars,
  room,
  runner,
  sky,
  strewn,
  tableFlowers,
  tapers,
  treeline,
} from "./garden-sets.js"

/** Boho in terracotta: clay, dried grass, rust roses, warm low sun and candle light. */
const CLAY = "#c47f5a"
const RUSTS = ["#a84e2c", "#e0a07a", "#c46b41", "#edc4a2", "#8f3d25", "#f0dcc0"]
const DRIED = ["#f4dcae", "#ecc894", "#faeac8"]

const EVENING = {
  environment: "garden",
  environmentIntensity: 0.7,
  shadowMap: 1536,
  key: { azimuth: -62, elevation: 24, size: 5, power: 2.1, colour: "#ffc48a" },
  sky: { power: 0.5, zenith: "#b8c4dc", horizon: "#ffd9b4" },
}
const WINDOW = {
  environment: "studio",
  environmentIntensity: 0.75,
  shadowMap: 1536,
  key: { azimuth: -58, elevation: 34, size: 4, power: 1.9, colour: "#ffdcb4" },
  sky: { power: 0.42, zenith: "#fff1e2", horizon: "#f2d5bd" },
}
const CANDLELIT = {
  environment: "night",
  environmentIntensity: 1.1,
  shadowMap: 1536,
  key: { azimuth: -35, elevation: 48, size: 16, power: 0.62, colour: "#ffb878" },
  sky: { power: 0.24, zenith: "#b98d78", horizon: "#ffc490" },
}
const WARM = { exposure: 1.02, warmth: 0.03, contrast: 0.18, vignette: 0.22, glow: 0.3 }

function set(random) {
  const scene = new THREE.Scene()
  const kit = new Kit()
  scene.add(kit.group)
  return { scene, kit, random }
}

function shot(
  { scene },
  view,
  {
    light = EVENING,
    look = {},
    reach = 3.2,
    centre = [0, 0.8, 0],
    aperture = 0.006,
    frames = 9,
  } = {}
) {
  return {
    scene,
    view,
    light,
    look: { ...WARM, ...look },
    reach,
    centre: new THREE.Vector3(...centre),
    aperture,
    frames,
  }
}

/** A bundle of canes bent to a circle that stands on the ground. */
function gate(kit, radius = 1.05, z = 0) {
  const canes = []
  for (let k = 0; k < 7; k++) {
    const a = (k / 7) * Math.PI * 2
    canes.push(
      new THREE.TorusGeometry(radius + 0.032 * Math.cos(a), 0.014, 8, 120).translate(
        0,
        0,
        0.032 * Math.sin(a)
      )
    )
  }
  kit.add(merged(canes), mat.rattan("#b98449"), [0, radius + 0.06, z])
  kit.add(box(1.5, 0.09, 0.5), mat.wood("walnut"), [0, 0.045, z])
  return (t) => [radius * Math.cos(t), radius + 0.06 + radius * Math.sin(t), z]
}

function dryField(s, bare = [], trees = {}) {
  meadow(s.kit, s.random, {
    ground: "#b39a63",
    blades: ["#c9ad70", "#b89b5c", "#d8c088", "#9c8f55"],
    height: 0.16,
    count: 15000,
    size: [11, 9],
    near: [0, 0.5],
    bare,
  })
  treeline(s.kit, s.random, {
    z: -11,
    from: -10,
    to: 10,
    high: [1.6, 3.2],
    colours: ["#77784a", "#8d8a55", "#a0955f", "#6a6b42"],
    core: "#6a6844",
    ...trees,
  })
}

function ceremony({ random }) {
  const s = set(random)
  sky(s.scene, "#c9b8b8", "#f7d9b4", 0.55)
  dryField(s, [[-0.95, 0.95, -1.7, 1.3]])
  const on = gate(s.kit, 1.08, -1)
  flowerBand(s.kit, random, (t) => on(Math.PI * (0.55 + 0.72 * t)), {
    count: 74,
    thick: 0.17,
    colours: RUSTS,
    size: [0.055, 0.1],
    extra: DRIED,
    greens: 0.5,
  })
  flowerBand(s.kit, random, (t) => on(-Math.PI * (0.16 + 0.2 * (1 - t))), {
    count: 26,
    thick: 0.13,
    colours: RUSTS,
    size: [0.05, 0.085],
    extra: DRIED,
    greens: 0.5,
  })
  const rug = mat.rug("Terracotta", "#a8644a", "#7b4436", "#dcc7ab", [2, 3])
  s.kit.add(
    surface(
      40,
      60,
      (u, v) => [(u - 0.5) * 1.7, 0.06 + 0.008 * Math.sin(u * 9 + v * 7), -1.5 + v * 2.7],
      { size: [2, 3] }
    ),
    rug
  )
  for (const [x, z, k] of [
    [-1.55, -0.75, 1],
    [1.6, -0.9, 0.9],
    [1.25, -0.4, 0.62],
  ])
    s.kit.put(k > 0.8 ? pampas({ random }) : urn(), [x, 0, z], x, k)
  copies(s.kit, piece("ceremony-bench", { colour: "Natural" }), [
    place([-1.75, 0, 1.5], [0, Math.PI, 0]),
    place([1.75, 0, 1.5], [0, Math.PI, 0]),
  ])
  strewn(s.kit, random, 160, [-0.8, 0.8, -0.6, 3.4], RUSTS, 0.07)
  return shot(
    s,
    { from: [0.35, 1.5, 5.7], to: [0, 1.14, -1], lens: 38 },
    { reach: 4.4, aperture: 0.02, look: { exposure: 0.96 } }
  )
}

const SETTING = {
  charger: "#cf9f63",
  plate: null,
  napkin: "terracotta",
  glass: "amber",
  metal: "gold",
}
const setting = () => ({ ...SETTING, plate: mat.stoneware("#dccbae", 0.6) })

function longTable({ random }) {
  const s = set(random)
  sky(s.scene, "#cdbdb6", "#f6dcb8", 0.5)
  dryField(s)
  treeline(s.kit, random, {
    x: -13,
    from: -12,
    to: 10,
    high: [2, 3.8],
    colours: ["#77784a", "#8d8a55", "#a0955f", "#6a6b42"],
    core: "#6a6844",
  })
  copies(s.kit, piece("oak-farm-table", { size: "240 × 100 cm" }), [
    place([-1.2, 0, 0]),
    place([1.21, 0, 0]),
    place([-3.61, 0, 0]),
  ])
  runner(s.kit, random, { length: 7.2, width: 0.34, colour: "#bf6c47", drop: 0.55 })
  const xs = [-4.2, -3.6, -3, -2.4, -1.8, -1.2, -0.6, 0, 0.6, 1.2, 1.8]
  layPlaces(s.kit, random, { xs, width: 1, style: setting() })
  const seats = xs.flatMap((x) => [
    place([x, 0, 0.76], [0, Math.PI, 0]),
    place([x, 0, -0.76], [0, 0, 0]),
  ])
  copies(s.kit, piece("crossback-chair", { colour: "Walnut" }), seats)
  tableFlowers(
    s.kit,
    random,
    [
      [-3.3, 0.13],
      [-2, 0.15],
      [-0.75, 0.14],
      [0.55, 0.15],
      [1.6, 0.13],
    ],
    "Rust and peach",
    { bowl: mat.bareClay() }
  )
  tapers(
    s.kit,
    [-3.7, -2.7, -1.45, -1.3, -0.2, 0.05, 1.05, 1.2, 2.05].map((x, i) => [
      x,
      0.766,
      i % 2 ? 0.09 : -0.08,
      0.24 + 0.05 * (i % 3),
      i % 2 ? "#b9623d" : "#ead9bd",
    ])
  )
  for (const z of [-2.2, 1.6])
    festoon(s.kit, [-5, 3.1, z - 0.4], [4, 3, z], { count: 16, dip: 0.45, radius: 0.04 })
  return shot(
    s,
    { from: [3.55, 1.62, 1.75], to: [-0.6, 0.82, -0.1], lens: 36, focus: 2.9 },
    { reach: 4.6, centre: [0, 0.6, 0], aperture: 0.02 }
  )
}

function placeSetting({ random }) {
  const s = set(random)
  s.kit.put(piece("oak-farm-table", { size: "240 × 100 cm" }))
  runner(s.kit, random, { length: 2.4, width: 0.36, colour: "#bf6c47" })
  layPlaces(s.kit, random, {
    xs: [-0.62, 0, 0.62],
    width: 1,
    sides: [1],
    style: { ...setting(), small: mat.stoneware("#bb6a47", 0.5) },
  })
  const b = new Bouquet(random)
  b.eucalyptus([-0.05, 0.81, 0.36], [0.7, 0.3, -0.6], 0.2, { size: 0.036, droop: 0.35 })
  b.rose([-0.02, 0.825, 0.33], [0.1, 1, 0.4], 0.034, "#b55a36")
  b.bloom([0.028, 0.822, 0.36], [0.3, 1, 0.4], 0.026, "#f0dcc0")
  roseDome(b, [0.06, 0.87, -0.08], 0.15, "Rust and peach", { count: 38 })
  for (let i = 0; i < 5; i++)
    b.plume(
      [0.05, 0.9, -0.1],
      [random.around(0, 0.7), 0.8, random.around(-0.2, 0.4)],
      0.26,
      DRIED[i % 3]
    )
  b.into(s.kit)
  s.kit.add(
    turned(
      [
        [0, 0],
        [0.07, 0],
        [0.05, 0.03],
        [0.11, 0.09],
        [0.12, 0.12],
        [0, 0.11],
      ],
      { smooth: true }
    ),
    mat.bareClay(),
    [0.06, 0.764, -0.08]
  )
  tapers(
    s.kit,
    [
      [-0.36, 0.768, 0.0, 0.24, "#b9623d"],
      [-0.26, 0.768, -0.1, 0.3, "#ead9bd"],
      [0.42, 0.768, -0.02, 0.27, "#b9623d"],
    ],
    "brass",
    0.12
  )
  cups(s.kit, [
    [-0.16, 0.768, 0.06],
    [0.33, 0.768, 0.08],
    [-0.5, 0.768, -0.06],
  ])
  s.kit.add(
    new THREE.PlaneGeometry(12, 12).rotateX(-Math.PI / 2),
    mat.bareClay("#a58a62")
  )
  return shot(
    s,
    { from: [0.28, 1.46, 1.12], to: [0.03, 0.8, 0.16], lens: 34 },
    {
      light: WINDOW,
      reach: 1.5,
      centre: [0, 0.8, 0.1],
      aperture: 0.008,
      look: { contrast: 0.22 },
    }
  )
}

function lounge({ random }) {
  const s = set(random)
  room(s.kit, { wall: "#d79a76", floor: mat.concrete("#d2b89c"), z: -1.3 })
  s.kit.put(piece("vintage-rug", { colour: "Terracotta" }), [0.1, 0.002, 0.15], 0.35)
  s.kit.put(
    piece("rattan-peacock-chair", { colour: "Natural" }),
    [-0.5, 0.01, -0.5],
    0.35
  )
  s.kit.put(piece("leather-pouf", { colour: "Rust" }), [0.55, 0.012, 0.42], 0)
  s.kit.put(piece("leather-pouf", { colour: "Tan" }), [-0.6, 0.012, 0.9], 1)
  s.kit.put(pampas({ random }), [-1.45, 0, -0.85], 0, 1.25)
  s.kit.put(urn(), [1.3, 0, -0.75], 0.3, 1.25)
  s.kit.put(piece("oak-coffee-table", { colour: "Oak" }), [0.95, 0.01, -0.25], 0, 0.8)
  const b = new Bouquet(random)
  for (let i = 0; i < 7; i++)
    b.eucalyptus(
      [1.3, 0.56, -0.75],
      [random.around(0, 0.6), 1, random.around(0, 0.5)],
      random.between(0.5, 0.9),
      { round: false, size: 0.08, droop: 0.3, greens: ["#8a8455", "#a39a68", "#77704a"] }
    )
  b.into(s.kit)
  s.kit.put(piece("rattan-pendant", { colour: "Natural" }), [0.75, 1.75, -0.6])
  pillars(s.kit, [
    [0.88, 0.33, -0.2, 0.035, 0.14, "#e9d7b8"],
    [1.02, 0.33, -0.28, 0.03, 0.09, "#b9623d"],
  ])
  return shot(
    s,
    { from: [1.15, 1.35, 4.3], to: [0.02, 0.9, -0.4], lens: 35 },
    { light: WINDOW, reach: 2.8, centre: [0, 0.7, -0.3] }
  )
}

function candles({ random }) {
  const s = set(random)
  room(s.kit, { wall: "#a4593a", floor: mat.boards("#7b5236", 4), z: -0.55 })
  const clay = mat.bareClay()
  for (const [x, z, r, h] of [
    [-0.3, -0.2, 0.17, 0.5],
    [0.08, 0.02, 0.19, 0.3],
    [0.42, -0.22, 0.15, 0.66],
  ])
    s.kit.add(
      turned(
        [
          [0, 0],
          [r, 0],
          [r, h - 0.01],
          [r - 0.01, h],
          [0, h],
        ],
        { segments: 72 }
      ),
      mat.plaster(x > 0.3 ? "#e2bd9b" : x < 0 ? CLAY : "#b9623d"),
      [x, 0, z]
    )
  pillars(s.kit, [
    [-0.36, 0.5, -0.2, 0.04, 0.16, "#ead8b8"],
    [-0.25, 0.5, -0.14, 0.03, 0.1, "#c0683f"],
    [0.05, 0.3, 0.05, 0.045, 0.2, "#ead8b8"],
    [0.17, 0.3, 0.0, 0.035, 0.13, "#b9623d"],
    [-0.02, 0.3, -0.08, 0.032, 0.24, "#d79a6c"],
    [0.42, 0.66, -0.2, 0.04, 0.14, "#f0e2c8"],
  ])
  tapers(
    s.kit,
    [
      [-0.62, 0, 0.05, 0.3, "#b9623d"],
      [-0.5, 0, 0.2, 0.24, "#ead8b8"],
      [0.66, 0, 0.02, 0.32, "#b9623d"],
      [0.58, 0, 0.2, 0.22, "#d79a6c"],
      [0.46, 0.66, -0.28, 0.22, "#b9623d"],
    ],
    "brass",
    0.2
  )
  cups(s.kit, [
    [-0.22, 0, 0.34],
    [-0.08, 0, 0.42],
    [0.12, 0, 0.36],
    [0.3, 0, 0.3],
    [-0.38, 0, 0.42],
    [0.44, 0, 0.42],
  ])
  const b = new Bouquet(random)
  for (let i = 0; i < 6; i++)
    b.plume(
      [-0.72 + random.around(0, 0.03), 0.42, -0.3],
      [random.around(-0.1, 0.3), 1, random.around(0, 0.2)],
      random.between(0.4, 0.56),
      DRIED[i % 3]
    )
  for (let i = 0; i < 5; i++)
    b.rose(
      [-0.45 + i * 0.06, 0.04, 0.3 + random.around(0, 0.04)],
      [0.2, 1, 0.6],
      0.04,
      RUSTS[i]
    )
  b.into(s.kit)
  s.kit.add(
    turned(
      [
        [0, 0],
        [0.09, 0],
        [0.13, 0.12],
        [0.11, 0.3],
        [0.05, 0.4],
        [0.06, 0.44],
      ],
      { smooth: true }
    ),
    clay,
    [-0.72, 0, -0.3]
  )
  return shot(
    s,
    { from: [0.1, 0.82, 2.15], to: [0.0, 0.46, -0.1], lens: 34 },
    {
      light: CANDLELIT,
      reach: 1.8,
      centre: [0, 0.4, 0],
      look: { glow: 0.8, exposure: 1.25, vignette: 0.35 },
    }
  )
}

function bar({ random }) {
  const s = set(random)
  room(s.kit, { wall: "#e0b596", floor: mat.boards("#b58a5c", 4), z: -1.3 })
  s.kit.put(piece("rattan-bar"), [0, 0, 0], 0.12)
  s.kit.put(pampas({ random }), [-0.62, 1.11, -0.12], 0, 0.62)
  tableFlowers(s.kit, random, [[0.34, 0.1]], "Rust and peach", {
    y: 1.11,
    z: 0.12,
    bowl: mat.bareClay(),
  })
  cups(s.kit, [
    [0.62, 1.112, -0.05],
    [0.14, 1.112, 0.17],
    [0.7, 1.112, -0.16],
  ])
  copies(s.kit, piece("oak-bar-stool"), [
    place([-0.5, 0, 0.92], [0, 0.3, 0]),
    place([0.35, 0, 1.02], [0, -0.2, 0]),
  ])
  for (const [x, y] of [
    [-0.55, 2.05],
    [0.3, 2.2],
  ])
    s.kit.put(piece("rattan-pendant", { colour: "Natural" }), [x, y - 0.1, -0.1], x)
  s.kit.put(urn(), [1.35, 0, -0.5], 0, 1.35)
  const shelf = mat.wood("walnut")
  s.kit.add(box(1.9, 0.04, 0.22), shelf, [0.1, 1.72, -1.18])
  for (let i = 0; i < 9; i++)
    s.kit.add(
      turned(
        [
          [0, 0],
          [0.036, 0],
          [0.038, 0.17],
          [0.015, 0.23],
          [0.015, 0.31],
          [0, 0.31],
        ],
        { segments: 28 }
      ),
      mat.lacquer(["#6a3208", "#24361f", "#c98278", "#8f3d25"][i % 4], 0.08),
      [-0.72 + i * 0.2, 1.74, -1.18]
    )
  return shot(
    s,
    { from: [-0.9, 1.55, 4.5], to: [0.08, 1.22, -0.2], lens: 34 },
    { light: WINDOW, reach: 2.8, centre: [0, 0.9, 0] }
  )
}

function dusk({ random }) {
  const s = set(random)
  sky(s.scene, "#3b4566", "#e79a6a", 0.52)
  meadow(s.kit, random, {
    ground: "#6d5b3d",
    blades: ["#8a7446", "#776339", "#9d8650"],
    height: 0.17,
    count: 15000,
    size: [12, 10],
    near: [0, 1],
  })
  treeline(s.kit, random, {
    z: -10,
    high: [1.8, 3.4],
    colours: ["#3f3f38", "#4a463a", "#353832"],
    core: "#2b2b28",
  })
  s.kit.put(piece("bell-tent"), [0.4, 0, -2.1], -0.15)
  s.kit.add(
    new THREE.SphereGeometry(0.16, 20, 14),
    mat.glow("#ffb865", 6),
    [0.45, 1.5, -1.0]
  )
  festoon(s.kit, [-4.2, 3.1, 0.4], [0.4, 3.3, -2.1], {
    count: 12,
    dip: 0.4,
    radius: 0.045,
  })
  festoon(s.kit, [4.4, 3.0, 0.6], [0.4, 3.3, -2.1], {
    count: 12,
    dip: 0.4,
    radius: 0.045,
  })
  const lantern = [
    [-0.75, 0.9],
    [-0.95, 1.35],
    [1.15, 0.95],
    [1.4, 1.5],
    [-1.35, 0.6],
  ]
  pillars(
    s.kit,
    lantern.map(([x, z], i) => [x, 0, z, 0.06, 0.22 + 0.08 * (i % 3), "#f0dfbf"])
  )
  s.kit.put(piece("leather-pouf", { colour: "Tan" }), [-1.75, 0, 1.1])
  s.kit.put(piece("leather-pouf", { colour: "Rust" }), [1.95, 0, 0.75], 1)
  for (const [x, z] of [
    [-1.6, 0.1],
    [2.1, -0.1],
  ])
    s.kit.put(pampas({ random }), [x, 0, z], 0, 1.05)
  return shot(
    s,
    { from: [-0.7, 1.35, 6.0], to: [0.25, 1.35, -1.2], lens: 38 },
    {
      light: {
        ...CANDLELIT,
        environment: "dusk",
        environmentIntensity: 1,
        key: { azimuth: 128, elevation: 14, size: 6, power: 1.1, colour: "#ff9a5c" },
        sky: { power: 0.42, zenith: "#7386b8", horizon: "#ffb58a" },
      },
      reach: 4.6,
      centre: [0, 1, -0.5],
      look: { glow: 0.9, vignette: 0.35, exposure: 1.08 },
    }
  )
}

function vases({ random }) {
  const s = set(random)
  room(s.kit, { wall: "#c9805b", floor: mat.concrete("#d9b898"), z: -0.5 })
  s.kit.add(
    box(1.5, 0.34, 0.5, { round: 0.01 }),
    mat.plaster("#d99e7b"),
    [-0.1, 0.17, -0.2]
  )
  s.kit.put(urn(), [-0.32, 0.34, -0.2], 0.5, 0.9)
  s.kit.put(piece("ring-vase", { colour: "Terracotta" }), [0.12, 0.34, -0.1], 0.35)
  s.kit.put(piece("ring-vase", { colour: "White" }), [0.4, 0.34, -0.22], -0.5, 0.86)
  const b = new Bouquet(random)
  for (let i = 0; i < 7; i++)
    b.plume(
      [-0.32, 0.84, -0.2],
      [random.around(0, 0.45), 1, random.around(0, 0.3)],
      random.between(0.36, 0.5),
      DRIED[i % 3]
    )
  for (let i = 0; i < 6; i++)
    b.rose(
      [
        -0.32 + random.around(0, 0.1),
        0.82 + random.around(0, 0.04),
        -0.12 + random.around(0, 0.05),
      ],
      [random.around(0, 0.5), 0.7, 0.8],
      random.between(0.045, 0.06),
      RUSTS[i]
    )
  for (let i = 0; i < 6; i++)
    b.eucalyptus(
      [-0.32, 0.82, -0.16],
      [random.around(0, 1), 0.5, 0.7],
      random.between(0.2, 0.32),
      { greens: ["#8a8455", "#a39a68", "#77704a"], size: 0.05 }
    )
  b.into(s.kit)
  const slats = Array.from({ length: 7 }, (_, i) =>
    box(0.05, 3, 0.05).translate(-2.2 + i * 0.02, 1.4, 0.6 + i * 0.24)
  )
  s.kit.add(merged(slats), mat.paint("#5b3b2a"))
  return shot(
    s,
    { from: [0.25, 0.92, 2.0], to: [0.0, 0.68, -0.2], lens: 34 },
    {
      light: {
        ...WINDOW,
        key: { ...WINDOW.key, azimuth: -66, elevation: 26, size: 1.2, power: 2.2 },
      },
      reach: 3,
      centre: [-0.4, 0.6, 0],
      look: { contrast: 0.26 },
    }
  )
}

function picnic({ random }) {
  const s = set(random)
  sky(s.scene, "#c9bcb4", "#f6dab6", 0.5)
  dryField(s, [[-1.75, 1.75, -1.5, 1.9]])
  const rug = piece("vintage-rug", { colour: "Terracotta", flat: true })
  s.kit.put(rug, [0, 0.07, 0.2], 0.5)
  s.kit.put(piece("low-picnic-table", { colour: "Natural" }), [0, 0.06, 0])
  const high =
    0.06 +
    new THREE.Box3().setFromObject(piece("low-picnic-table", { colour: "Natural" })).max.y
  layPlaces(s.kit, random, {
    xs: [-0.5, 0, 0.5],
    width: 0.86,
    y: high + 0.003,
    style: setting(),
  })
  tableFlowers(
    s.kit,
    random,
    [
      [-0.28, 0.1],
      [0.3, 0.11],
    ],
    "Rust and peach",
    { y: high, bowl: mat.bareClay() }
  )
  tapers(s.kit, [
    [0, high, 0.03, 0.26, "#b9623d"],
    [0.06, high, -0.05, 0.2, "#ead8b8"],
    [-0.68, high, 0, 0.24, "#b9623d"],
  ])
  s.kit.put(piece("cushion-set", { colour: "Terracotta mix" }), [-0.75, 0.07, 0.95], 0.4)
  s.kit.put(piece("leather-pouf", { colour: "Rust" }), [0.75, 0.06, 0.85])
  s.kit.put(piece("leather-pouf", { colour: "Tan" }), [0.1, 0.06, -0.95])
  s.kit.put(pampas({ random }), [-1.5, 0, -0.9], 0, 1.15)
  const cloth = surface(
    60,
    60,
    (u, v) => {
      const [x, z] = [(u - 0.5) * 4, (v - 0.5) * 3]
      return [
        x,
        2.15 +
          0.35 * (u * 2 - 1) ** 2 -
          0.35 * Math.sin(Math.PI * v) +
          0.03 * Math.sin(x * 6),
        z - 0.3,
      ]
    },
    { size: [4, 3] }
  )
  s.kit.add(cloth, mat.canvas("#dcb08c", 0.45))
  for (const [x, z] of [
    [-1.95, 1.15],
    [1.95, 1.15],
    [-1.95, -1.75],
    [1.95, -1.75],
  ])
    s.kit.add(rod([x, 0, z], [x, 2.55, z], 0.03), mat.wood("walnut"))
  return shot(
    s,
    { from: [2.5, 1.5, 3.7], to: [-0.05, 0.68, 0], lens: 34 },
    { reach: 3.6, centre: [0, 0.8, 0] }
  )
}

export const scenes = {
  "boho-ceremony": ceremony,
  "boho-long-table": longTable,
  "boho-place-setting": placeSetting,
  "boho-lounge": lounge,
  "boho-candles": candles,
  "boho-bar": bar,
  "boho-dusk": dusk,
  "boho-vases": vases,
  "boho-picnic": picnic,
}

const from = "boho-terracotta.js"
const theme = "boho-terracotta"

/** The board as the registry wants it. */
export const board = {
  title: "Boho terracotta",
  description:
    "Clay and rust, dried grass, cane and candle light at the end of a warm day.",
  themes: [theme],
  images: Object.keys(scenes).map((scene) => ({ scene, theme, from, size: [832, 1040] })),
}
export const images = board.images
