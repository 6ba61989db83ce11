import * as THREE from "three"
import { Bouquet } from "../geometry/flowers.js"
import { Kit, place } from "../geometry/kit.js"
import { batten, box, merged, rod, tube, turned } from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { ironCandlestick, pillar } from "../models/candles.js"
import { steelChair } from "../models/chairs.js"
import { edisonPendantCluster, festoon, marqueeLetter, swag } from "../models/lighting.js"
import { chesterfieldSofa, drumCoffeeTable, vintageRug } from "../models/lounge.js"
import { chalkboardAFrame, neonBetterTogether } from "../models/signage.js"
import { crystalTumbler, goblet } from "../models/tableware.js"
import { piece } from "./garden-sets.js"
import {
  add,
  farLights,
  floor,
  greenLine,
  longTable,
  placeSetting,
  stand,
  warmth,
} from "./tablescape.js"

/** A brick loft: steel windows, filament light, tan leather, black iron, smoked glass and green leaves. */
const FERN = ["#5d6f4c", "#4c5f42", "#6f7f58", "#3f5239"]
const EMBERS = ["#9c4a2c", "#7c2f22", "#c58a5c", "#b06a45", "#e0c3a0"]

const DAY = {
  environment: "loft",
  environmentIntensity: 1.05,
  key: { azimuth: -64, elevation: 32, size: 7, power: 1.7, colour: "#eaf0ff" },
  sky: { power: 0.4, zenith: "#dfe3ea", horizon: "#d9c9b8" },
}
const NIGHT = {
  environment: "loft",
  environmentIntensity: 0.5,
  key: { azimuth: -40, elevation: 48, size: 16, power: 0.42, colour: "#ffc890" },
  sky: { power: 0.15, zenith: "#8d93a6", horizon: "#c99468" },
}
const FILM = {
  exposure: 1.32,
  contrast: 0.2,
  saturation: 0.9,
  vignette: 0.26,
  glow: 0.4,
  glowFrom: 1.1,
}
const FILM_NIGHT = {
  ...FILM,
  exposure: 1.3,
  glow: 0.65,
  glowFrom: 1,
  vignette: 0.36,
  warmth: 0.02,
}

/** A tall window of small panes in black steel, its foot at y = 0. */
function steelWindow(
  width = 2,
  height = 2.9,
  { columns = 4, rows = 6, sky = "#dfe8f4", power = 1.5 } = {}
) {
  const kit = new Kit()
  kit.add(
    new THREE.PlaneGeometry(width, height).translate(0, height / 2, 0),
    mat.glow(sky, power),
    [0, 0, -0.02]
  )
  const bars = []
  for (let i = 0; i <= columns; i++)
    bars.push(
      box(i % columns ? 0.022 : 0.06, height, 0.05).translate(
        (i / columns - 0.5) * width,
        height / 2,
        0
      )
    )
  for (let j = 0; j <= rows; j++)
    bars.push(
      box(width, j % rows ? 0.022 : 0.06, 0.05).translate(0, (j / rows) * height, 0)
    )
  kit.add(merged(bars), mat.iron("#1b1b1c"))
  kit.add(box(width + 0.24, 0.09, 0.2), mat.concrete("#8f8a84"), [0, -0.05, 0.04])
  return kit.group
}

/** Brick, concrete, beams and pipes. `windows` lists [x, options] on the back wall. */
function loft(
  scene,
  {
    back = -2.4,
    windows = [],
    lit = true,
    brickTone = "#b3a89c",
    ground,
    height = 4.6,
    width = 14,
    left,
  } = {}
) {
  scene.background = new THREE.Color("#161413")
  scene.add(floor(ground ?? mat.concrete("#87827c"), 30))
  const kit = new Kit()
  kit.add(box(width, height, 0.3, { round: 0 }), mat.brick(brickTone), [
    0,
    height / 2,
    back - 0.15,
  ])
  if (left !== undefined)
    kit.add(box(0.3, height, 12, { round: 0, grain: "z" }), mat.brick(brickTone), [
      left,
      height / 2,
      back + 6,
    ])
  for (const [x, options] of windows)
    kit.put(
      steelWindow(options?.width, options?.height, {
        power: lit ? 1.2 : 0.12,
        sky: lit ? "#e4ecf6" : "#4a5a80",
        ...options,
      }),
      [x, 0.85, back + 0.03]
    )
  const beams = []
  for (let i = -3; i <= 3; i++) {
    beams.push(
      box(0.16, 0.02, 9).translate(i * 1.9, height - 0.32, back + 4.4),
      box(0.16, 0.02, 9).translate(i * 1.9, height - 0.06, back + 4.4),
      box(0.02, 0.26, 9).translate(i * 1.9, height - 0.19, back + 4.4)
    )
  }
  kit.add(merged(beams), mat.iron("#1d1d1e"))
  kit.add(
    tube(
      [
        [-8, height - 0.62, back + 0.5],
        [8, height - 0.62, back + 0.5],
      ],
      0.14,
      { segments: 8, sides: 24 }
    ),
    mat.metal("steel", 0.45)
  )
  const bands = Array.from({ length: 12 }, (_, i) =>
    place([-6.6 + i * 1.2, height - 0.62, back + 0.5], [0, 0, Math.PI / 2])
  )
  kit.many(
    turned(
      [
        [0.14, -0.02],
        [0.148, -0.02],
        [0.148, 0.02],
        [0.14, 0.02],
      ],
      { segments: 30 }
    ),
    mat.metal("darkSteel"),
    bands
  )
  kit.add(
    tube(
      [
        [-5, 0, back + 0.1],
        [-5, height, back + 0.1],
      ],
      0.04,
      { segments: 4 }
    ),
    mat.rust()
  )
  scene.add(kit.group)
}

/** Ferns, seeded eucalyptus and rust roses. */
function wild(
  scene,
  random,
  at,
  spread,
  { roses = 9, greens = 22, size = 0.07, long = 0.42, colours = EMBERS } = {}
) {
  const b = new Bouquet(random)
  for (let i = 0; i < greens; i++) {
    const a = random.next() * Math.PI * 2
    const up = random.between(0.15, 1)
    b.eucalyptus(at, [Math.cos(a), up, Math.sin(a)], long * random.between(0.6, 1.1), {
      size: 0.045,
      greens: FERN,
    })
  }
  for (let i = 0; i < roses; i++) {
    const a = random.next() * Math.PI * 2
    const up = random.between(0.3, 1)
    const p = [
      at[0] + Math.cos(a) * spread * random.next(),
      at[1] + up * spread,
      at[2] + Math.sin(a) * spread * random.next(),
    ]
    b[i % 4 === 3 ? "puff" : "rose"](
      p,
      [Math.cos(a), up + 0.4, Math.sin(a) + 0.3],
      size * random.between(0.7, 1.1),
      random.pick(colours)
    )
  }
  scene.add(b.into(new Kit()))
}

const darkPlace = (random, detail) =>
  placeSetting({
    plate: ["stoneware", "Slate"],
    napkin: mat.linen("#7c4a33"),
    cutlery: "Matt black",
    glasses: ["goblet Smoke", "tumbler"],
    detail,
    random,
  })

function ceremony({ random }) {
  const scene = new THREE.Scene()
  loft(scene, {
    windows: [
      [-2.6, {}],
      [2.6, {}],
    ],
  })
  const frame = new Kit()
  const bar = (a, b) => batten(a, b, 0.045)
  frame.add(
    merged([
      bar([-1.05, 0, 0], [-1.05, 2.35, 0]),
      bar([1.05, 0, 0], [1.05, 2.35, 0]),
      bar([-1.07, 2.35, 0], [1.07, 2.35, 0]),
      bar([-1.05, 0.02, -0.35], [-1.05, 0.02, 0.35]),
      bar([1.05, 0.02, -0.35], [1.05, 0.02, 0.35]),
    ]),
    mat.iron("#1c1c1d")
  )
  stand(scene, frame.group, [0, 0, -1.3])
  const spots = [
    [-1.0, 2.3, 0.13],
    [-0.7, 2.36, 0.12],
    [-0.35, 2.38, 0.1],
    [-1.06, 1.9, 0.13],
    [-1.06, 1.5, 0.11],
    [1.05, 0.35, 0.13],
    [1.05, 0.1, 0.16],
    [1.0, 0.7, 0.1],
  ]
  for (const [x, y, s] of spots)
    wild(scene, random, [x, y, -1.26], s, {
      roses: 15,
      greens: 20,
      long: 0.56,
      size: 0.1,
    })
  const chair = steelChair({ colour: "Gunmetal" })
  for (const row of [0, 1, 2])
    for (const x of [-1.75, -1.2, 1.2, 1.75])
      stand(
        scene,
        chair.clone(),
        [x, 0, -0.15 + row * 0.85],
        Math.PI + random.around(0, 0.05)
      )
  for (const [x, z] of [
    [-0.75, -0.2],
    [0.75, -0.2],
    [-0.75, 0.7],
    [0.75, 0.7],
  ])
    stand(scene, piece("iron-lantern", { colour: "Black" }), [x, 0, z], 0.3)
  warmth(scene, [0, 0.4, 0], 0.5, 3)
  return {
    scene,
    view: { from: [0.3, 1.55, 5.5], to: [0, 1.2, -1.2], lens: 38 },
    aperture: 0.01,
    light: DAY,
    look: FILM,
    reach: 3.4,
    centre: new THREE.Vector3(0, 1, 0),
  }
}

function dinner({ random }) {
  const scene = new THREE.Scene()
  loft(scene, {
    lit: false,
    windows: [
      [-2.4, {}],
      [0.2, {}],
      [2.8, {}],
    ],
    back: -3.3,
  })
  const { group, top } = longTable({
    length: 4.8,
    seats: 6,
    finish: "walnut",
    chair: () => steelChair({ colour: "Gunmetal" }),
    place: darkPlace(random, 0.35),
    random,
  })
  stand(scene, group, [0, 0, 0], Math.PI / 2)
  greenLine(
    scene,
    (t) => [0.05 * Math.sin(t * 9), top + 0.01, -2.3 + t * 4.6],
    4.6,
    random,
    { wide: 0.15, density: 44, greens: FERN }
  )
  for (let i = 0; i < 9; i++)
    stand(
      scene,
      ironCandlestick([0.3, 0.2, 0.26][i % 3], {
        colour: i % 2 ? "Black" : "Ivory",
        random,
      }),
      [random.around(0, 0.07), top, -2.1 + i * 0.52]
    )
  for (const z of [-1.5, 0, 1.4])
    stand(scene, edisonPendantCluster({ drop: 0.72 }), [0, 1.18, z], z)
  for (const z of [-1.4, 0, 1.4]) warmth(scene, [0, 1.65, z], 1.5, 3.4)
  return {
    scene,
    view: { from: [0.85, 1.62, 4.3], to: [0, 1.12, 0], lens: 38, focus: 3.6 },
    aperture: 0.014,
    light: NIGHT,
    look: FILM_NIGHT,
    reach: 3.2,
    centre: new THREE.Vector3(0, 0.7, 0.4),
  }
}

function guestPlace({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#1a1715")
  for (let i = 0; i < 9; i++)
    add(
      scene,
      box(4, 0.03, 0.175, { offset: [i * 0.37, i * 0.2] }),
      mat.wood(i % 2 ? "#67442b" : "#5c3b26", 0.6),
      [0, -0.0152, -1.2 + i * 0.18]
    )
  stand(scene, darkPlace(random, 1), [0, 0, 0.02])
  const far = darkPlace(random, 0.5)
  stand(scene, far.clone(), [0.05, 0, -0.98], Math.PI)
  stand(scene, far.clone(), [0.66, 0, 0.02])
  greenLine(
    scene,
    (t) => [-0.9 + t * 1.8, 0.008, -0.45 + 0.04 * Math.sin(t * 9)],
    1.8,
    random,
    { wide: 0.13, density: 52, greens: FERN }
  )
  wild(scene, random, [-0.12, 0.02, -0.44], 0.075, {
    roses: 8,
    greens: 6,
    long: 0.18,
    size: 0.042,
  })
  stand(
    scene,
    ironCandlestick(0.2, { colour: "Black", random, candle: 0.2 }),
    [-0.32, 0, -0.4]
  )
  stand(
    scene,
    ironCandlestick(0.13, { colour: "Ivory", random, candle: 0.2 }),
    [-0.23, 0, -0.52]
  )
  scene.add(
    farLights(random, {
      count: 26,
      low: [-1.6, 0.3, -2.6],
      high: [1.6, 1.4, -2.2],
      size: [0.06, 0.13],
      colour: "#ffb45c",
    })
  )
  return {
    scene,
    view: { from: [0.14, 0.66, 0.76], to: [0, 0.02, -0.12], lens: 34, focus: 0.92 },
    aperture: 0.008,
    light: { ...DAY, key: { ...DAY.key, elevation: 38, power: 1.6 } },
    look: FILM,
    reach: 1.1,
  }
}

function lounge({ random }) {
  const scene = new THREE.Scene()
  loft(scene, { back: -1.05, windows: [[-1.55, { width: 2.2 }]], left: -3.4 })
  stand(
    scene,
    vintageRug({ colour: "Terracotta", random, flat: true }),
    [0.15, 0, 0.75],
    Math.PI / 2
  )
  stand(
    scene,
    chesterfieldSofa({ colour: "Tan leather", random }),
    [0.2, 0, -0.25],
    -0.05
  )
  stand(scene, drumCoffeeTable({ colour: "Black" }), [0.25, 0, 1.0])
  stand(scene, crystalTumbler({ drink: "#a9560c" }), [0.12, 0.35, 1.06])
  stand(scene, crystalTumbler({ drink: "#a9560c" }), [0.02, 0.35, 0.9])
  const kit = new Kit()
  pillar(kit, [0.42, 0.35, 0.98], { height: 0.13, random })
  pillar(kit, [0.5, 0.35, 1.08], { height: 0.08, random })
  scene.add(kit.group)
  stand(scene, piece("potted-olive-tree"), [-1.35, 0, -0.35])
  stand(scene, edisonPendantCluster(), [1.25, 0.75, -0.2])
  warmth(scene, [1.25, 1.6, 0.1], 1.3, 3)
  return {
    scene,
    view: { from: [-0.7, 1.45, 5.2], to: [0.12, 0.95, -0.2], lens: 36 },
    aperture: 0.012,
    light: DAY,
    look: FILM,
    reach: 2.9,
    centre: new THREE.Vector3(0, 0.6, 0.2),
  }
}

function candles({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#0f0d0c")
  add(scene, box(3, 1.8, 0.1, { round: 0 }), mat.brick("#857a70"), [0, 0.6, -0.5])
  add(
    scene,
    box(2.2, 0.07, 0.7, { round: 0.006 }),
    mat.concrete("#6d6965"),
    [0, -0.035, 0]
  )
  const list = [
    [0.34, -0.34, -0.1],
    [0.24, -0.2, 0.0],
    [0.42, -0.06, -0.16],
    [0.18, 0.05, 0.08],
    [0.3, 0.18, -0.08],
    [0.22, 0.34, 0.03],
    [0.14, -0.38, 0.13],
  ]
  list.forEach(([h, x, z], i) =>
    stand(
      scene,
      ironCandlestick(h, {
        colour: i % 3 === 1 ? "Black" : "Ivory",
        random,
        candle: random.between(0.16, 0.26),
      }),
      [x, 0, z]
    )
  )
  const low = new Kit()
  for (const [h, x, z] of [
    [0.09, 0.2, 0.16],
    [0.06, 0.28, 0.2],
    [0.11, -0.1, 0.17],
  ])
    pillar(low, [x, 0, z], { height: h, random })
  scene.add(low.group)
  greenLine(
    scene,
    (t) => [-0.62 + t * 1.3, 0.006, 0.13 - 0.08 * Math.sin(t * 3)],
    1.2,
    random,
    { wide: 0.1, density: 40, greens: FERN }
  )
  for (const x of [-0.25, 0.2]) warmth(scene, [x, 0.5, 0.05], 0.5, 1.8)
  return {
    scene,
    view: { from: [-0.18, 0.42, 1.95], to: [0, 0.3, -0.05], lens: 31, focus: 1.9 },
    aperture: 0.006,
    light: { ...NIGHT, key: { ...NIGHT.key, power: 0.34 } },
    look: FILM_NIGHT,
    reach: 0.95,
    centre: new THREE.Vector3(0, 0.25, 0),
  }
}

function bar({ random }) {
  const scene = new THREE.Scene()
  loft(scene, { back: -1.5, windows: [[2.2, {}]] })
  stand(scene, piece("pipe-and-plank-bar"), [0, 0, -0.2], 0.06)
  for (const x of [-0.55, 0.25])
    stand(scene, piece("oak-bar-stool"), [x, 0, 0.5], random.around(0, 0.6))
  stand(scene, chalkboardAFrame(), [1.42, 0, 0.35], -0.3)
  const shelf = new Kit()
  for (const y of [1.45, 1.85]) {
    shelf.add(box(1.9, 0.04, 0.24), mat.wood("#6a4429", 0.7), [0, y, 0])
    for (const x of [-0.8, 0.8])
      shelf.add(rod([x, y - 0.02, 0], [x, y - 0.22, -0.1], 0.014), mat.iron())
  }
  stand(scene, shelf.group, [0, 0, -1.35])
  for (let i = 0; i < 9; i++)
    stand(
      scene,
      i % 2
        ? goblet({ colour: "Amber", detail: 0.4 })
        : goblet({ colour: "Smoke", detail: 0.4 }),
      [-0.8 + i * 0.2, 1.47, -1.34]
    )
  for (let i = 0; i < 8; i++)
    stand(scene, crystalTumbler({ detail: 0.4 }), [-0.74 + i * 0.2, 1.87, -1.34])
  for (const x of [-0.7, 0.7])
    stand(scene, edisonPendantCluster({ drop: 0.6 }), [x, 1.3, -0.2], x)
  for (const x of [-0.7, 0.7]) warmth(scene, [x, 1.9, 0.2], 1.1, 3)
  return {
    scene,
    view: { from: [1.0, 1.55, 4.9], to: [0.28, 1.15, -0.3], lens: 37 },
    aperture: 0.01,
    light: { ...DAY, key: { ...DAY.key, power: 1.1 } },
    look: { ...FILM, glow: 0.5 },
    reach: 2.6,
    centre: new THREE.Vector3(0, 0.9, 0),
  }
}

function marquee() {
  const scene = new THREE.Scene()
  loft(scene, {
    lit: false,
    back: -1.9,
    ground: mat.concrete("#55504b"),
    brickTone: "#9c9084",
    windows: [
      [-3.2, {}],
      [3.2, {}],
    ],
  })
  let x = -1.35
  for (const letter of "LOVE") {
    stand(scene, marqueeLetter(letter), [x, 0, -0.9], 0, 0.78)
    x += { L: 0.56, O: 0.79, V: 0.77, E: 0.6 }[letter]
  }
  const kit = new Kit()
  festoon(
    kit,
    [-1, 0, 1].map((k) =>
      swag([-3.5, 3.4 + k * 0.1, -1.5 + k], [3.5, 3.3 - k * 0.1, -1.2 + k], 0.85)
    ),
    0.36
  )
  scene.add(kit.group)
  for (const [px, z] of [
    [-1.7, -0.5],
    [1.75, -0.5],
    [-1.95, -0.1],
  ])
    stand(scene, piece("iron-lantern", { colour: "Black" }), [px, 0, z], 0.4)
  for (const px of [-1, 0, 1]) warmth(scene, [px, 0.6, -0.5], 1.1, 3)
  warmth(scene, [0, 2.6, -0.3], 1.4, 5)
  return {
    scene,
    view: { from: [-0.6, 1.3, 5.0], to: [0.02, 1.15, -0.9], lens: 38 },
    aperture: 0.008,
    light: { ...NIGHT, key: { ...NIGHT.key, power: 0.3 } },
    look: FILM_NIGHT,
    reach: 2.6,
    centre: new THREE.Vector3(0, 0.9, -0.6),
  }
}

function neon({ random }) {
  const scene = new THREE.Scene()
  loft(scene, { lit: false, back: -0.55, brickTone: "#948a80" })
  stand(scene, neonBetterTogether({ alone: true }), [0, 0.35, -0.42])
  stand(scene, piece("oak-coffee-table", { colour: "Black" }), [0.55, 0, 0.1])
  const table = new Kit()
  table.add(box(1.3, 0.05, 0.45), mat.wood("#6a4429", 0.6), [0, 0.86, 0])
  for (const x of [-0.58, 0.58])
    for (const z of [-0.17, 0.17])
      table.add(rod([x, 0, z], [x, 0.84, z], 0.014), mat.iron())
  stand(scene, table.group, [0, 0, -0.18])
  wild(scene, random, [-0.34, 1.02, -0.16], 0.15, { roses: 14, greens: 26, long: 0.4 })
  stand(scene, piece("ring-vase", { colour: "Black" }), [0.44, 0.885, -0.16], 0.3, 0.7)
  for (const [x, z, tint] of [
    [0.02, -0.08, "Smoke"],
    [0.14, -0.16, "Amber"],
    [0.2, -0.02, "Smoke"],
  ])
    stand(scene, goblet({ colour: tint }), [x, 0.885, z])
  stand(scene, ironCandlestick(0.2, { random }), [-0.02, 0.885, -0.26])
  for (const x of [-0.3, 0.3]) warmth(scene, [x, 1.7, -0.1], 0.7, 2.4)
  return {
    scene,
    view: { from: [0.25, 1.42, 2.6], to: [0, 1.3, -0.3], lens: 37 },
    aperture: 0.006,
    light: { ...NIGHT, key: { ...NIGHT.key, power: 0.5 } },
    look: FILM_NIGHT,
    reach: 1.6,
    centre: new THREE.Vector3(0, 1, -0.2),
  }
}

function vases({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#1c1917")
  add(scene, box(3, 2, 0.1, { round: 0 }), mat.brick("#b0a79c"), [0, 0.7, -0.6])
  for (let i = 0; i < 5; i++)
    add(
      scene,
      box(2.4, 0.04, 0.16, { offset: [i * 0.31, i * 0.13] }),
      mat.wood(i % 2 ? "#6a4429" : "#7a5233", 0.65),
      [0, -0.02, -0.34 + i * 0.164]
    )
  stand(scene, piece("bud-vase-set", { colour: "Amber" }), [0.02, 0, 0.08])
  const pot = turned(
    [
      [0, 0],
      [0.07, 0],
      [0.085, 0.02],
      [0.098, 0.12],
      [0.08, 0.2],
      [0.05, 0.23],
      [0.056, 0.25],
      [0.048, 0.25],
      [0.04, 0.22],
      [0, 0.2],
    ],
    { segments: 60 }
  )
  add(scene, pot, mat.iron("#242323"), [-0.3, 0, -0.12])
  wild(scene, random, [-0.3, 0.26, -0.12], 0.13, {
    roses: 16,
    greens: 26,
    long: 0.36,
    size: 0.052,
  })
  stand(scene, ironCandlestick(0.22, { random }), [0.34, 0, -0.16])
  stand(scene, ironCandlestick(0.14, { colour: "Black", random }), [0.44, 0, -0.06])
  return {
    scene,
    view: { from: [0.12, 0.42, 1.75], to: [-0.01, 0.24, -0.1], lens: 31, focus: 1.7 },
    aperture: 0.007,
    light: DAY,
    look: FILM,
    reach: 1,
    centre: new THREE.Vector3(0, 0.2, 0),
  }
}

export const scenes = {
  "loft-dinner": dinner,
  "loft-ceremony": ceremony,
  "loft-lounge": lounge,
  "loft-place": guestPlace,
  "loft-candles": candles,
  "loft-bar": bar,
  "loft-marquee": marquee,
  "loft-neon": neon,
  "loft-vases": vases,
}

const from = "industrial-loft.js"
const theme = "industrial-loft"

export const board = {
  title: "Industrial loft",
  description:
    "Brick, black steel and filament light; tan leather, smoked glass and green leaves.",
  themes: [theme],
  images: Object.keys(scenes).map((scene) => ({ scene, theme, from })),
}
export const images = board.images
