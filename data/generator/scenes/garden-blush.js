import * as THREE from "three"
import { Bouquet } from "../geometry/flowers.js"
import { addGlasses } from "../geometry/glassware.js"
import { Kit, place } from "../geometry/kit.js"
import {
  box,
  merged,
  plate,
  archShape,
  rod,
  surface,
  turned,
} from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { budVases, garland, roseDome } from "../models/florals.js"
import { longCloth } from "../models/linens.js"
import {
  copies,
  cups,
  festoon,
  flowerBand,
  foliage,
  gobletShape,
  layPlaces,
  meadow,
  piece,
  pillars,
  plateShape,
  room,
  runner,
  sky,
  strewn,
  tableFlowers,
  tapers,
  treeline,
} from "./garden-sets.js"

/** A garden in blush: roses, sage leaves, white wood and gold in a soft, bright afternoon. */
const ROSES = ["#ecc6bc", "#f4e0d7", "#dca7a0", "#f8ece4", "#e6b8ae", "#f7f1e8"]
const LAWN = {
  ground: "#6f8552",
  blades: ["#7f9a5c", "#93ab6c", "#6b874c", "#a4b87d"],
  height: 0.065,
}
const LEAVES = { colours: ["#64804f", "#7a9462", "#8da474", "#547044"], core: "#4f6640" }

const AFTERNOON = {
  environment: "garden",
  environmentIntensity: 0.85,
  shadowMap: 1536,
  key: { azimuth: -48, elevation: 44, size: 7, power: 1.65, colour: "#fff0d8" },
  sky: { power: 0.66, zenith: "#dfe9f6", horizon: "#fdf3ea" },
}
const INDOORS = {
  environment: "studio",
  environmentIntensity: 0.85,
  shadowMap: 1536,
  key: { azimuth: -60, elevation: 36, size: 9, power: 1.5, colour: "#fff4e6" },
  sky: { power: 0.6, zenith: "#fffaf4", horizon: "#f8e8e0" },
}
const BRIGHT = {
  exposure: 1.04,
  contrast: 0.1,
  vignette: 0.1,
  glow: 0.16,
  saturation: 0.98,
}

function set(random) {
  const scene = new THREE.Scene()
  const kit = new Kit()
  scene.add(kit.group)
  return { scene, kit, random }
}

function garden(s, { hedge = -4.2, near = [0, 1], size = [10, 9], bare = [] } = {}) {
  sky(s.scene, "#c8dcee", "#f6efe8", 0.5)
  meadow(s.kit, s.random, { ...LAWN, size, near, bare })
  treeline(s.kit, s.random, {
    z: hedge - 5,
    from: -9,
    to: 9,
    high: [3.2, 5.4],
    ...LEAVES,
  })
  const masses = []
  for (let x = -6; x < 6.2; x += 0.85)
    masses.push([x, 0.62, hedge + s.random.around(0, 0.12), 0.62, 0.78, 0.5])
  foliage(s.kit, s.random, masses, { count: 420, leaf: 0.11, ...LEAVES })
  const b = new Bouquet(s.random, { far: true })
  for (let i = 0; i < 110; i++)
    b.rose(
      [
        s.random.around(0, 5.6),
        s.random.between(0.25, 1.3),
        hedge + 0.5 + s.random.around(0, 0.06),
      ],
      [s.random.around(0, 0.6), 0.4, 1],
      s.random.between(0.05, 0.085),
      s.random.pick(ROSES)
    )
  b.into(s.kit)
}

function shot(
  { scene },
  view,
  {
    light = AFTERNOON,
    look = {},
    reach = 3.4,
    centre = [0, 0.8, 0],
    aperture = 0.008,
    frames = 9,
  } = {}
) {
  return {
    scene,
    view,
    light,
    look: { ...BRIGHT, ...look },
    reach,
    centre: new THREE.Vector3(...centre),
    aperture,
    frames,
  }
}

function ceremony({ random }) {
  const s = set(random)
  garden(s, { bare: [[-0.6, 0.6, -1.2, 4.6]] })
  const [wide, high] = [1.25, 2.35]
  const posts = [
    [-wide, 0],
    [wide, 0],
  ]
  const white = mat.paint("#f4f1ea", 0.5)
  for (const [x] of posts)
    for (const z of [-1.3, -0.85])
      s.kit.add(rod([x, 0, z], [x, high - 0.35, z], 0.028), white)
  const spine = (t) => {
    if (t < 0.3) return [-wide, 0.15 + (t / 0.3) * (high - 0.75), -0.9]
    if (t > 0.7) return [wide, 0.15 + ((1 - t) / 0.3) * (high - 0.75), -0.9]
    const k = (t - 0.3) / 0.4
    return [
      -wide * Math.cos(Math.PI * k),
      high - 0.6 + 0.62 * Math.sin(Math.PI * k),
      -0.9,
    ]
  }
  flowerBand(s.kit, random, spine, {
    from: 0.0,
    to: 1,
    count: 150,
    thick: 0.17,
    colours: ROSES,
    size: [0.055, 0.095],
    greens: 0.75,
  })
  const drape = (side) =>
    surface(
      50,
      60,
      (u, v) => {
        const gather = 0.35 + 0.65 * Math.abs(v - 0.35)
        return [
          side * (wide - 0.02 - 0.36 * u * gather),
          high - 0.5 - (high - 0.52) * v,
          -1.15 + 0.05 * Math.sin(u * 21) * gather + 0.02 * Math.sin(v * 7),
        ]
      },
      { size: [1, 2] }
    )
  for (const side of [-1, 1]) s.kit.add(drape(side), mat.gauze("#f7ece6", 0.9))
  copies(
    s.kit,
    piece("garden-folding-chair", { colour: "White" }),
    [-1.95, -1.4, 1.4, 1.95].flatMap((x) =>
      [0.9, 1.95].map((z) => place([x, 0, z], [0, Math.PI, 0]))
    )
  )
  s.kit.add(
    surface(
      10,
      80,
      (u, v) => [
        (u - 0.5) * 1.15,
        0.04 + 0.006 * Math.sin(u * 8 + v * 16),
        -1.1 + v * 5.6,
      ],
      { size: [1.15, 5.6] }
    ),
    mat.linen("#f3ece2")
  )
  strewn(s.kit, random, 420, [-0.75, 0.75, -0.8, 3.6], ROSES, 0.05)
  const b = new Bouquet(random)
  for (const x of [-0.95, 0.95])
    for (const z of [0.55, 1.6])
      roseDome(b, [x, 0.2, z], 0.15, "Blush", { count: 30, greens: 9 })
  b.into(s.kit)
  return shot(
    s,
    { from: [0.1, 1.5, 5.5], to: [0, 1.12, -0.9], lens: 34 },
    { reach: 4.4, centre: [0, 0.8, 0.4] }
  )
}

const SETTING = () => ({
  charger: "gold",
  plate: mat.porcelain("#f8f4ee"),
  rim: true,
  napkin: "blush",
  glass: "blush",
  second: "clear",
  metal: "gold",
})

function longTable({ random }) {
  const s = set(random)
  garden(s, { hedge: -3.4 })
  treeline(s.kit, random, { x: -13, from: -10, to: 12, high: [3.4, 5.6], ...LEAVES })
  const tables = [-2.45, 0, 2.45]
  copies(
    s.kit,
    piece("oak-farm-table", { size: "240 × 100 cm" }),
    tables.map((x) => place([x, 0, 0]))
  )
  s.kit.add(
    longCloth({ table: [7.3, 1], size: [8.1, 1.75], random }),
    mat.linen("#f5efe6")
  )
  const xs = [-3.3, -2.7, -2.1, -1.5, -0.9, -0.3, 0.3, 0.9, 1.5, 2.1, 2.7, 3.3]
  runner(s.kit, random, {
    length: 7.3,
    y: 0.768,
    width: 0.3,
    colour: "#ecc9be",
    drop: 0.4,
  })
  layPlaces(s.kit, random, { xs, width: 1, y: 0.766, style: SETTING() })
  copies(
    s.kit,
    piece("chiavari-chair", { colour: "White" }),
    xs.flatMap((x) => [place([x, 0, 0.82], [0, Math.PI, 0]), place([x, 0, -0.82])])
  )
  tableFlowers(
    s.kit,
    random,
    [
      [-2.4, 0.14],
      [-1.2, 0.16],
      [0.0, 0.14],
      [1.2, 0.16],
      [2.4, 0.14],
    ],
    "Blush",
    { y: 0.766, bowl: mat.metal("gold", 0.25) }
  )
  tapers(
    s.kit,
    [-3, -1.8, -1.65, -0.6, 0.55, 0.7, 1.8, 1.95, 3].map((x, i) => [
      x,
      0.77,
      i % 2 ? 0.09 : -0.08,
      0.24 + 0.04 * (i % 3),
      i % 2 ? "#e6b9ae" : "#f6f0e6",
    ])
  )
  cups(
    s.kit,
    [-2.1, -0.9, 0.35, 1.5, 2.7].map((x, i) => [x, 0.77, i % 2 ? -0.11 : 0.11]),
    "blush"
  )
  for (const z of [-1.2, 1.1])
    festoon(s.kit, [-5, 3.2, z], [5, 3.3, z + 0.2], {
      count: 18,
      dip: 0.4,
      radius: 0.035,
      power: 3,
    })
  return shot(
    s,
    { from: [4.35, 1.72, 2.0], to: [-0.3, 0.8, -0.1], lens: 36, focus: 3.4 },
    { reach: 4.9, centre: [0, 0.6, 0], aperture: 0.02 }
  )
}

function placeSetting({ random }) {
  const s = set(random)
  s.kit.add(
    longCloth({ table: [2.4, 1], size: [3.1, 1.7], random }),
    mat.linen("#f6f0e8")
  )
  layPlaces(s.kit, random, {
    xs: [-0.62, 0, 0.62],
    width: 1,
    y: 0.766,
    sides: [1],
    style: { ...SETTING(), small: mat.porcelain("#f3d9d0") },
  })
  const b = new Bouquet(random)
  garland(b, (t) => [-1.1 + 2.2 * t, 0.775, -0.13 + 0.03 * Math.sin(t * 9)], 1.5, {
    wide: 0.12,
    density: 46,
  })
  for (let i = 0; i < 15; i++)
    b.rose(
      [
        random.around(0, 0.8),
        0.83 + random.around(0, 0.02),
        -0.12 + random.around(0, 0.07),
      ],
      [random.around(0, 0.4), 1, 0.5],
      random.between(0.036, 0.056),
      random.pick(ROSES)
    )
  b.rose([0.012, 0.815, 0.32], [0.1, 1, 0.3], 0.033, "#e6b8ae")
  b.eucalyptus([-0.03, 0.808, 0.36], [0.6, 0.25, -0.6], 0.15, { size: 0.03 })
  b.into(s.kit)
  tapers(
    s.kit,
    [
      [-0.4, 0.766, -0.03, 0.28, "#e6b9ae"],
      [-0.3, 0.766, -0.2, 0.32, "#f6f0e6"],
      [0.4, 0.766, -0.18, 0.3, "#e6b9ae"],
    ],
    "brass",
    0.13
  )
  s.kit.add(
    plate(
      [
        [-0.05, -0.035],
        [0.05, -0.035],
        [0.05, 0.035],
        [-0.05, 0.035],
      ],
      0.0015,
      { round: 0.0005 }
    ),
    mat.paint("#fbf7f1", 0.8),
    [-0.29, 0.79, 0.12],
    [-0.9, 0.2, 0]
  )
  s.kit.add(
    new THREE.PlaneGeometry(12, 12).rotateX(-Math.PI / 2),
    mat.bareClay("#8b9a6c")
  )
  return shot(
    s,
    { from: [-0.3, 1.5, 1.08], to: [0.02, 0.79, 0.14], lens: 34 },
    { light: INDOORS, reach: 1.5, centre: [0, 0.8, 0.1], look: { exposure: 1.0 } }
  )
}

function lounge({ random }) {
  const s = set(random)
  garden(s, { hedge: -2.6, bare: [[-1.5, 1.5, -1.3, 1.4]] })
  s.kit.put(piece("vintage-rug", { colour: "Ivory", flat: true }), [0, 0.05, 0.3], 1.45)
  s.kit.put(piece("linen-slipcover-sofa", { colour: "Ivory" }), [0, 0.05, -0.75])
  s.kit.put(piece("cushion-set", { colour: "Blush mix" }), [1.5, 0.05, 0.05], -0.5)
  s.kit.put(piece("boucle-armchair", { colour: "Sage" }), [-1.35, 0.05, 0.5], 0.85)
  s.kit.put(piece("gold-side-table", { colour: "Gold" }), [0.35, 0.05, 0.5], 0, 1)
  const top =
    0.05 +
    new THREE.Box3().setFromObject(piece("gold-side-table", { colour: "Gold" })).max.y
  tableFlowers(s.kit, random, [[0.35, 0.12]], "Blush", {
    y: top,
    z: 0.5,
    bowl: mat.porcelain(),
  })
  s.kit.put(
    piece("paper-lantern-cluster", { colour: "Blush mix" }),
    [-0.5, 1.75, -1.1],
    0,
    0.8
  )
  strewn(s.kit, random, 60, [-2, 2, 0.4, 2.4], ROSES, 0.05)
  return shot(
    s,
    { from: [0.7, 1.45, 5.1], to: [-0.08, 0.98, -0.5], lens: 40 },
    { reach: 3.6, centre: [0, 0.8, 0] }
  )
}

function candles({ random }) {
  const s = set(random)
  room(s.kit, { wall: "#ecd2c8", floor: mat.linen("#f3e9e0"), z: -0.6 })
  s.kit.add(box(2.4, 0.04, 0.9, { round: 0.01 }), mat.marble(), [0, 0.02, -0.1])
  tapers(
    s.kit,
    [
      [-0.5, 0.04, -0.1, 0.32, "#e6b9ae"],
      [-0.38, 0.04, 0.04, 0.26, "#f6f0e6"],
      [-0.24, 0.04, -0.16, 0.36, "#dca7a0"],
      [0.3, 0.04, -0.14, 0.34, "#f6f0e6"],
      [0.44, 0.04, 0.02, 0.25, "#e6b9ae"],
      [0.58, 0.04, -0.12, 0.3, "#c98a86"],
    ],
    "brass",
    0.19
  )
  pillars(s.kit, [
    [-0.06, 0.04, -0.12, 0.045, 0.22, "#f6f0e6"],
    [0.08, 0.04, -0.04, 0.04, 0.14, "#efd3c9"],
    [0.0, 0.04, 0.12, 0.038, 0.09, "#f6f0e6"],
  ])
  cups(
    s.kit,
    [
      [-0.2, 0.04, 0.18],
      [0.2, 0.04, 0.16],
      [0.36, 0.04, 0.22],
      [-0.46, 0.04, 0.24],
      [0.62, 0.04, 0.16],
    ],
    "blush"
  )
  const b = new Bouquet(random)
  for (let i = 0; i < 26; i++)
    b.rose(
      [random.around(0, 0.75), 0.08 + random.next() * 0.04, random.between(-0.34, -0.2)],
      [random.around(0, 0.4), 0.8, 0.8],
      random.between(0.045, 0.075),
      random.pick(ROSES)
    )
  garland(b, (t) => [-0.9 + 1.8 * t, 0.06, -0.26 + 0.05 * Math.sin(t * 8)], 1.6, {
    wide: 0.15,
    density: 36,
  })
  for (let i = 0; i < 5; i++)
    b.rose(
      [-0.32 + i * 0.16 + random.around(0, 0.03), 0.065, 0.26 + random.around(0, 0.03)],
      [random.around(0, 0.5), 1, 0.6],
      0.036,
      ROSES[i]
    )
  b.into(s.kit)
  const light = {
    ...INDOORS,
    environmentIntensity: 0.6,
    key: { ...INDOORS.key, power: 0.95, colour: "#ffdcc0" },
    sky: { power: 0.42, zenith: "#f4e0da", horizon: "#ffdcc6" },
  }
  return shot(
    s,
    { from: [0.15, 0.72, 2.0], to: [0.02, 0.3, -0.1], lens: 33 },
    {
      light,
      reach: 1.8,
      centre: [0, 0.3, 0],
      look: { glow: 0.6, vignette: 0.2, exposure: 1.02 },
    }
  )
}

function drinks({ random }) {
  const s = set(random)
  garden(s, { hedge: -2.2 })
  s.kit.put(piece("trestle-table"), [0, 0, 0])
  const size = new THREE.Box3().setFromObject(piece("trestle-table"))
  const y = size.max.y + 0.004
  s.kit.add(
    longCloth({
      table: [size.max.x - size.min.x + 0.02, size.max.z - size.min.z + 0.02],
      height: y,
      size: [size.max.x - size.min.x + 1.1, size.max.z - size.min.z + 1.1],
      random,
    }),
    mat.linen("#f3e3da")
  )
  s.kit.put(piece("drinks-dispenser"), [-0.42, y, -0.04], 0.1)
  s.kit.put(piece("drinks-dispenser"), [0.0, y, -0.12], -0.1, 0.92)
  addGlasses(
    s.kit,
    gobletShape(),
    "blush",
    [
      [0.24, 0.12],
      [0.34, 0.04],
      [0.36, 0.19],
      [0.46, 0.11],
    ].map(([x, z]) => place([x, y, z]))
  )
  s.kit.put(piece("marble-cake-stand"), [0.68, y, -0.08])
  tableFlowers(s.kit, random, [[-0.78, 0.15]], "Blush", { y, bowl: mat.porcelain() })
  const b = new Bouquet(random)
  garland(
    b,
    (t) => [-0.9 + 1.8 * t, y - 0.12 - 0.16 * Math.sin(t * Math.PI * 2) ** 2, 0.45],
    2,
    { wide: 0.13, density: 46 }
  )
  for (let i = 0; i < 22; i++)
    b.rose(
      [random.around(0, 0.88), y - 0.16 + random.around(0, 0.06), 0.5],
      [random.around(0, 0.4), 0.3, 1],
      random.between(0.04, 0.06),
      random.pick(ROSES)
    )
  b.into(s.kit)
  s.kit.put(piece("market-parasol", { colour: "Ivory" }), [0.15, 0, -0.95])
  return shot(
    s,
    { from: [-0.85, 1.5, 3.7], to: [0.02, 1.12, -0.1], lens: 32 },
    { reach: 3, centre: [0, 1, -0.2] }
  )
}

function tent({ random }) {
  const s = set(random)
  sky(s.scene, "#8da3cf", "#f7cfc0", 0.52)
  meadow(s.kit, random, {
    ...LAWN,
    ground: "#5f7350",
    blades: ["#6f8858", "#819a66", "#5f7a4c"],
    size: [18, 13],
    near: [0, 6.5],
    height: 0.11,
  })
  treeline(s.kit, random, {
    z: -15,
    from: -16,
    to: 16,
    high: [3.4, 5.6],
    colours: ["#5c7056", "#6c8064", "#4d6049"],
    core: "#3d4c3a",
  })
  s.kit.put(piece("sailcloth-tent"), [0.6, 0, -3], -0.32)
  festoon(s.kit, [-8, 3.4, 5], [-1.6, 3.2, 5.4], {
    count: 16,
    dip: 0.4,
    radius: 0.05,
    power: 4,
  })
  festoon(s.kit, [8, 3.6, 4.6], [1.8, 3.2, 5.4], {
    count: 16,
    dip: 0.4,
    radius: 0.05,
    power: 4,
  })
  const b = new Bouquet(random)
  for (const x of [-1.7, 1.7]) {
    s.kit.add(
      turned(
        [
          [0, 0],
          [0.16, 0],
          [0.13, 0.06],
          [0.09, 0.3],
          [0.22, 0.6],
          [0.25, 0.7],
          [0, 0.66],
        ],
        { smooth: true }
      ),
      mat.plaster("#f0e8dc"),
      [x, 0, 6]
    )
    roseDome(b, [x, 0.92, 6], 0.34, "Blush", { count: 50, greens: 16 })
  }
  b.into(s.kit)
  pillars(
    s.kit,
    [-1.25, 1.25].flatMap((x) =>
      [6.6, 7.5].map((z, i) => [x * (1 + 0.12 * i), 0, z, 0.07, 0.26, "#f6efe2"])
    )
  )
  strewn(s.kit, random, 260, [-0.9, 0.9, 5.4, 9.4], ROSES, 0.1)
  const light = {
    environment: "dusk",
    environmentIntensity: 0.95,
    shadowMap: 1536,
    key: { azimuth: -105, elevation: 20, size: 8, power: 1.0, colour: "#ffc9a4" },
    sky: { power: 0.62, zenith: "#a8b8e0", horizon: "#ffd2c2" },
  }
  return shot(
    s,
    { from: [0.9, 1.75, 13.2], to: [0.2, 2.3, 0], lens: 44 },
    {
      light,
      reach: 11,
      centre: [0, 2, 0],
      aperture: 0.01,
      look: { glow: 0.7, vignette: 0.2 },
    }
  )
}

function vases({ random }) {
  const s = set(random)
  room(s.kit, { wall: "#f1e4da", floor: mat.boards("#d9c3a6", 4), z: -0.5 })
  s.kit.add(
    box(1.6, 0.05, 0.56, { round: 0.012 }),
    mat.wood("whitewash"),
    [0, 0.025, -0.1]
  )
  s.kit.put(budVases({ colour: "Blush", random }), [-0.12, 0.05, 0.02], 0.06, 1.15)
  const b = new Bouquet(random)
  s.kit.add(
    turned(
      [
        [0, 0],
        [0.07, 0],
        [0.1, 0.06],
        [0.105, 0.13],
        [0.07, 0.19],
        [0.066, 0.22],
        [0.078, 0.24],
        [0, 0.22],
      ],
      { smooth: true }
    ),
    mat.bisque("#f4eee6"),
    [0.34, 0.05, -0.14]
  )
  roseDome(b, [0.34, 0.4, -0.14], 0.15, "Blush", { count: 40, greens: 14 })
  for (let i = 0; i < 9; i++)
    b.eucalyptus(
      [0.34, 0.34, -0.14],
      [random.around(0, 1), random.between(0.1, 0.8), random.around(0.1, 0.6)],
      random.between(0.25, 0.36),
      { size: 0.05, droop: 0.5 }
    )
  b.rose([-0.05, 0.075, 0.16], [0.3, 1, 0.8], 0.04, "#e6b8ae")
  b.rose([0.06, 0.07, 0.19], [0.6, 0.7, 0.8], 0.032, "#f4e0d7")
  b.into(s.kit)
  s.kit.add(plateShape(0.1), mat.porcelain("#f6e6de"), [0.02, 0.05, 0.17])
  const frame = [-0.62, -0.2, 0.22].map((x) =>
    box(0.05, 2.4, 0.05).translate(x - 1.6, 1.3, 0.9)
  )
  const bars = [0.7, 1.3, 1.9].map((y) => box(1.4, 0.04, 0.05).translate(-1.85, y, 0.9))
  s.kit.add(merged([...frame, ...bars]), mat.paint("#f0eae2"))
  return shot(
    s,
    { from: [0.12, 0.62, 1.85], to: [0.03, 0.3, -0.05], lens: 35 },
    {
      light: { ...INDOORS, key: { ...INDOORS.key, size: 2, power: 1.75 } },
      reach: 2.6,
      centre: [-0.3, 0.5, 0.2],
    }
  )
}

function cake({ random }) {
  const s = set(random)
  room(s.kit, { wall: "#f4e9e1", floor: mat.concrete("#e3d6ca"), z: -1.5 })
  for (const [x, z, w, h, hex] of [
    [-0.55, -0.95, 0.95, 2.1, "#dfa9a0"],
    [0.5, -1.05, 1.0, 1.75, "#ecc9be"],
    [0.02, -0.7, 0.8, 1.35, "#a9b598"],
  ])
    s.kit.add(plate(archShape(w, h), 0.035), mat.paint(hex, 0.8), [x, 0, z])
  s.kit.add(
    turned(
      [
        [0, 0],
        [0.26, 0],
        [0.26, 0.79],
        [0.25, 0.8],
        [0, 0.8],
      ],
      { segments: 90 }
    ),
    mat.plaster("#f5efe8"),
    [0.02, 0, 0]
  )
  const tiers = [
    [0.16, 0.13],
    [0.12, 0.12],
    [0.08, 0.11],
  ]
  let y = 0.8
  s.kit.add(
    turned(
      [
        [0, 0],
        [0.19, 0],
        [0.19, 0.014],
        [0, 0.014],
      ],
      { segments: 80 }
    ),
    mat.metal("gold", 0.25),
    [0.02, y, 0]
  )
  y += 0.014
  const b = new Bouquet(random)
  tiers.forEach(([r, h], k) => {
    s.kit.add(
      turned(
        [
          [0, 0],
          [r, 0],
          [r, h - 0.012],
          [r - 0.01, h],
          [0, h],
        ],
        { segments: 80, smooth: false }
      ),
      mat.plaster(["#f8efe9", "#f4dcd2", "#f8efe9"][k]),
      [0.02, y, 0]
    )
    for (let i = 0; i < 7; i++) {
      const a = 0.5 + k * 1.9 + i * 0.16
      b.rose(
        [
          0.02 + Math.sin(a) * (r + 0.008),
          y + 0.03 + 0.02 * (i % 2),
          Math.cos(a) * (r + 0.008),
        ],
        [Math.sin(a), 0.35, Math.cos(a)],
        random.between(0.024, 0.038),
        random.pick(ROSES)
      )
      if (i % 2)
        b.leaf(
          [0.02 + Math.sin(a) * r, y + 0.03, Math.cos(a) * r],
          [Math.sin(a + 0.7), 0.5, Math.cos(a + 0.7)],
          0.06,
          "#7f937a",
          true
        )
    }
    y += h
  })
  roseDome(b, [0.02, y + 0.01, 0], 0.055, "Blush", { count: 14, low: 0, greens: 5 })
  for (const [x, z, r] of [
    [-0.62, -0.3, 0.26],
    [-0.35, -0.12, 0.17],
    [0.66, -0.35, 0.24],
    [0.42, -0.1, 0.14],
  ])
    roseDome(b, [x, r * 0.75, z], r, "Blush", { count: 44, greens: 16 })
  for (let i = 0; i < 24; i++)
    b.eucalyptus(
      [random.pick([-0.6, 0.62]), 0.3, -0.4],
      [random.around(0, 0.7), random.between(0.5, 1.2), random.around(0.1, 0.4)],
      random.between(0.3, 0.6),
      { size: 0.06 }
    )
  b.into(s.kit)
  strewn(s.kit, random, 60, [-0.9, 0.9, 0.1, 0.9], ROSES, 0.005)
  return shot(
    s,
    { from: [-0.35, 1.3, 3.6], to: [0.0, 0.92, -0.3], lens: 33 },
    { light: INDOORS, reach: 2.4, centre: [0, 0.8, 0] }
  )
}

export const scenes = {
  "blush-ceremony": ceremony,
  "blush-long-table": longTable,
  "blush-place-setting": placeSetting,
  "blush-lounge": lounge,
  "blush-candles": candles,
  "blush-drinks": drinks,
  "blush-tent": tent,
  "blush-vases": vases,
  "blush-cake": cake,
}

const from = "garden-blush.js"
const theme = "garden-blush"

/** The board as the registry wants it. */
export const board = {
  title: "Garden blush",
  description: "Roses and sage leaves, white wood and gold on a lawn in the afternoon.",
  themes: [theme],
  images: Object.keys(scenes).map((scene) => ({ scene, theme, from, size: [832, 1040] })),
}
export const images = board.images
