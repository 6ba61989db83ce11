import * as THREE from "three"
import { Bouquet } from "../geometry/flowers.js"
import { Kit } from "../geometry/kit.js"
import { box, merged, rod, surface } from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { bars } from "../models/bars.js"
import { candelabra, hurricane, ironLantern, pillar } from "../models/candles.js"
import { ceremonyBench, chiavariChair, ghostChair } from "../models/chairs.js"
import { florals, ringVase, roseCentrepiece, trumpetVase } from "../models/florals.js"
import { sheepskin } from "../models/linens.js"
import { boucleArmchair, leatherPouf, vintageRug } from "../models/lounge.js"
import { plinth } from "../models/tables.js"
import { cakeStand, crystalTumbler, goblet } from "../models/tableware.js"
import { tents } from "../models/tents.js"
import { Random, ringNoise } from "../random.js"
import {
  add,
  cake,
  drape,
  farLights,
  floor,
  greenLine,
  lightCurtain,
  longTable,
  mound,
  panelledWall,
  placeSetting,
  roundTable,
  stand,
  warmth,
} from "./tablescape.js"

const FROST = "#f3f4f4"

const SNOWLIGHT = {
  environment: "sea",
  environmentIntensity: 0.78,
  key: { azimuth: -48, elevation: 36, size: 15, power: 1.02, colour: "#fff7ee" },
  sky: { power: 0.66, zenith: "#e9f1fb", horizon: "#f4f6f8" },
}
const BRIGHT = {
  exposure: 0.98,
  vignette: 0.06,
  warmth: -0.012,
  contrast: 0.16,
  saturation: 0.9,
  glow: 0.22,
  glowFrom: 1.2,
}
const BLUE_HOUR = {
  environment: "dusk",
  environmentIntensity: 0.7,
  key: { azimuth: -60, elevation: 30, size: 16, power: 0.3, colour: "#a9bde6" },
  sky: { power: 0.32, zenith: "#6f8cc4", horizon: "#b4bedb" },
}

const winterPlace = (random, detail) =>
  placeSetting({
    charger: ["metallic", "Silver"],
    plate: ["gold"],
    napkin: mat.satin("#f2f1ee"),
    cutlery: "Silver",
    glasses: ["goblet Clear", "tumbler"],
    detail,
    random,
  })

/** A field of snow with soft drifts, higher far away. */
function snow(scene, { colour = "#f4f6f9", rise = 0.5, size = 40 } = {}) {
  const wide = ringNoise(new Random("snow"), 97)
  const fine = ringNoise(new Random("snow2"), 211)
  const ground = surface(
    160,
    160,
    (u, v) => {
      const x = (u - 0.5) * size
      const z = (v - 0.62) * size
      const far = Math.max(0, Math.hypot(x, z) - 3.4)
      const y =
        Math.min(1, far / 9) * rise * (0.55 + 0.45 * wide(u * 31 + v * 17)) +
        0.022 * fine(u * 190 + v * 71) * Math.min(1, far)
      return [x, far > 0 ? Math.max(0, y) : 0, z]
    },
    { size: [size, size] }
  )
  add(scene, ground, mat.plaster(colour))
}

/** A wood of bare birches and firs under snow, behind the scene. */
function wood(
  scene,
  random,
  {
    count = 46,
    near = -5,
    far = -13,
    wide = 9,
    bark = "#d9dbdd",
    fir = "#5c6f6c",
    firs = 16,
    keep = 0,
  } = {}
) {
  const trunks = []
  for (let i = 0; i < count; i++) {
    const z = random.between(far, near)
    const x = random.around(0, wide)
    if (Math.abs(x) < keep) continue
    const lean = random.around(0, 0.25)
    const r = random.between(0.035, 0.1)
    trunks.push(rod([x, -0.2, z], [x + lean, random.between(5, 8), z], r, r * 0.35, 7))
    for (let k = 0; k < 7; k++) {
      const y = random.between(1.6, 5)
      const way = random.pick([-1, 1])
      trunks.push(
        rod(
          [x + (lean * y) / 6, y, z],
          [
            x + (lean * y) / 6 + way * random.between(0.4, 1.1),
            y + random.between(0.5, 1.1),
            z + random.around(0, 0.4),
          ],
          r * 0.3,
          0.006,
          5
        )
      )
    }
  }
  add(scene, merged(trunks), mat.paint(bark, 0.9))
  const needles = []
  for (let i = 0; i < firs; i++) {
    const z = random.between(far, near)
    const x = random.around(0, wide)
    if (Math.abs(x) < keep + 0.8) continue
    const tall = random.between(2, 4.4)
    for (let k = 0; k < 6; k++) {
      const t = k / 6
      const cone = new THREE.ConeGeometry((1 - t) * tall * 0.27 + 0.06, tall * 0.3, 14, 3)
      const { position } = cone.attributes
      for (let n = 0; n < position.count; n++) {
        const s = 1 + random.around(0, 0.14)
        position.setXYZ(n, position.getX(n) * s, position.getY(n), position.getZ(n) * s)
      }
      cone.computeVertexNormals()
      needles.push(cone.translate(x, tall * (0.2 + t * 0.72), z))
    }
  }
  if (needles.length) add(scene, merged(needles), mat.paint(fir, 1))
}

function falling(
  random,
  { count = 160, low = [-3, 0.1, -4], high = [3, 3.4, 2.4] } = {}
) {
  const kit = new Kit()
  const places = Array.from({ length: count }, () => {
    const s = random.between(0.006, 0.014)
    return new THREE.Matrix4().compose(
      new THREE.Vector3(...[0, 1, 2].map((k) => random.between(low[k], high[k]))),
      new THREE.Quaternion(),
      new THREE.Vector3(s, s, s)
    )
  })
  kit.many(new THREE.SphereGeometry(1, 6, 5), mat.glow("#ffffff", 0.9), places)
  return kit.group
}

function whiteRoom(
  scene,
  {
    back = -1.6,
    width = 8,
    colour = "#eef0f0",
    ground = mat.boards("#d9d6cf", 4, 0.6),
    height = 3.4,
    panels = 5,
  } = {}
) {
  scene.background = new THREE.Color("#f4f6f7")
  scene.add(floor(ground, 24))
  stand(
    scene,
    panelledWall(width, height, { material: mat.paint(colour, 0.8), panels }),
    [0, 0, back]
  )
}

const benchPath = (height, half) => (s) => {
  const edge = 0.035
  const flat = half - edge
  const q = Math.abs(s)
  const way = Math.sign(s)
  if (q < flat) return { y: height, z: s, ny: 1, nz: 0 }
  const bend = (q - flat) / edge
  if (bend < Math.PI / 2)
    return {
      y: height - edge + edge * Math.cos(bend),
      z: way * (flat + edge * Math.sin(bend)),
      ny: Math.cos(bend),
      nz: way * Math.sin(bend),
    }
  return {
    y: height - edge - (q - flat - (edge * Math.PI) / 2),
    z: way * (half + 0.01),
    ny: 0.15,
    nz: way,
  }
}

function ceremony({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#e6ebf1")
  scene.fog = new THREE.Fog("#e6ebf1", 6, 16)
  snow(scene)
  wood(scene, random, { keep: 0.6 })
  for (const side of [-1, 1]) {
    stand(scene, plinth(0.75, FROST), [side * 0.95, 0, -1.5])
    stand(scene, plinth(0.5, FROST), [side * 1.4, 0, -1.25])
    stand(
      scene,
      florals["winter-branch-vase"].build({ random }),
      [side * 0.95, 0.75, -1.5],
      side
    )
    stand(
      scene,
      roseCentrepiece({ colour: "White", random }),
      [side * 1.4, 0.5, -1.25],
      0,
      1.2
    )
    for (let row = 0; row < 3; row++) {
      const z = 0.1 + row * 1.05
      const bench = ceremonyBench({ colour: "Whitewash", random })
      stand(scene, bench, [side * 1.25, 0, z], Math.PI)
      stand(
        scene,
        sheepskin(benchPath(0.46, 0.17), random, {
          locks: 3600,
          length: 0.85,
          width: 0.5,
        }),
        [side * (1.0 + row * 0.07), 0.004, z],
        random.around(0, 0.08)
      )
    }
    for (const z of [-0.55, 0.6, 1.65])
      stand(scene, ironLantern({ colour: "White", random }), [side * 0.46, 0, z], 0.3)
  }
  const aisle = []
  for (let i = 0; i < 260; i++) {
    aisle.push(
      new THREE.Matrix4().compose(
        new THREE.Vector3(random.around(0, 0.34), 0.006, random.between(-1.6, 2.6)),
        new THREE.Quaternion().setFromEuler(
          new THREE.Euler(random.around(0, 0.4), random.next() * 6, random.around(0, 0.4))
        ),
        new THREE.Vector3(1, 1, 1)
      )
    )
  }
  const kit = new Kit()
  kit.many(
    surface(4, 4, (u, v) => [
      (u - 0.5) * 0.03 * Math.sin(v * 3),
      0.006 * (u - 0.5) ** 2,
      (v - 0.5) * 0.034,
    ]),
    mat.leaf("#fbf7f0", 0.4),
    aisle
  )
  scene.add(kit.group, falling(random))
  return {
    scene,
    frames: 7,
    view: { from: [0.05, 1.45, 4.7], to: [0, 0.92, -1.5], lens: 36 },
    aperture: 0.01,
    light: SNOWLIGHT,
    look: BRIGHT,
    reach: 3.4,
    centre: new THREE.Vector3(0, 0.6, 0.2),
  }
}

function table({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#eef1f4")
  scene.add(floor(mat.boards("#e2dfd8", 4, 0.6), 24))
  add(
    scene,
    drape(12, 3.6, { depth: 0.05, pitch: 0.24, seed: "voile" }),
    mat.canvas("#f2f4f5", 0.35),
    [0, 0, -2.9]
  )
  const { group, top } = longTable({
    length: 4.8,
    seats: 7,
    cloth: mat.linen("#f3efe6"),
    drop: 0.5,
    chair: () => ghostChair(),
    place: winterPlace(random, 0.4),
    random,
  })
  stand(scene, group, [0, 0, 0], Math.PI / 2)
  greenLine(
    scene,
    (t) => [0.03 * Math.sin(t * 14), top + 0.005, -2.3 + 4.7 * t],
    4.7,
    random,
    { wide: 0.1, density: 26 }
  )
  for (const z of [-1.9, -0.9, 0.15, 1.15, 2.05])
    stand(
      scene,
      hurricane([0.3, 0.4, 0.2, 0.4, 0.3][Math.round(z + 2)] ?? 0.3, { random }),
      [0.05 * Math.sin(z * 5), top, z]
    )
  for (const z of [-1.4, -0.35, 0.65, 1.6])
    mound(scene, [0, top + 0.05, z], 0.1, "White", random, { count: 28, greens: 6 })
  stand(
    scene,
    lightCurtain(random, 8, 3.4, {
      strings: 50,
      step: 0.22,
      colour: "#ffe3b8",
      power: 4,
    }),
    [0, 0, -2.75]
  )
  return {
    scene,
    frames: 7,
    view: { from: [0.7, 1.58, 4.2], to: [0, 0.95, 0], lens: 36, focus: 3 },
    aperture: 0.016,
    light: { ...SNOWLIGHT, key: { ...SNOWLIGHT.key, azimuth: -66, elevation: 30 } },
    look: BRIGHT,
    reach: 3.2,
    centre: new THREE.Vector3(0, 0.6, 0.4),
  }
}

function guestPlace({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#eef0f1")
  const cloth = new THREE.PlaneGeometry(4, 4).rotateX(-Math.PI / 2)
  const { uv, position } = cloth.attributes
  for (let i = 0; i < uv.count; i++) uv.setXY(i, position.getX(i), position.getZ(i))
  add(scene, cloth, mat.linen("#f1ede4"))
  stand(scene, winterPlace(random, 1), [0, 0, 0.02])
  const far = winterPlace(random, 0.5)
  stand(scene, far.clone(), [0.02, 0, -1.04], Math.PI)
  stand(scene, far.clone(), [0.7, 0, 0.02])
  greenLine(
    scene,
    (t) => [-1.2 + 2.4 * t, 0.004, -0.5 + 0.03 * Math.sin(t * 16)],
    2.4,
    random,
    { wide: 0.09, density: 30 }
  )
  mound(scene, [-0.32, 0.04, -0.48], 0.09, "White", random, { count: 26, greens: 6 })
  const kit = new Kit()
  pillar(kit, [0.12, 0, -0.46], { height: 0.12, random })
  pillar(kit, [0.22, 0, -0.53], { height: 0.08, random })
  scene.add(kit.group)
  const b = new Bouquet(random)
  b.eucalyptus([0.02, 0.05, 0.07], [0.25, 0.12, -1], 0.15, { size: 0.03, droop: 0.1 })
  stand(scene, b.into(new Kit()))
  return {
    scene,
    frames: 7,
    view: { from: [-0.2, 0.72, 0.72], to: [0.0, 0.01, -0.1], lens: 34, focus: 0.96 },
    aperture: 0.009,
    light: { ...SNOWLIGHT, environment: "studio", environmentIntensity: 0.9 },
    look: BRIGHT,
    reach: 1.1,
  }
}

function candlesInSnow({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#5d729f")
  scene.fog = new THREE.Fog("#6c80aa", 3, 12)
  snow(scene, { colour: "#e9eef8" })
  wood(scene, random, { bark: "#8792ab", fir: "#3d4d66", count: 40 })
  for (const [x, z, t, s] of [
    [-0.3, 0.05, 0.4, 1.1],
    [0.34, -0.2, -0.3, 1],
    [0.12, 0.35, 0.2, 0.75],
  ])
    stand(scene, ironLantern({ colour: "White", random }), [x, 0, z], t, s)
  const kit = new Kit()
  for (const [x, z, h] of [
    [-0.02, -0.06, 0.25],
    [0.08, 0.04, 0.16],
    [-0.1, 0.32, 0.12],
    [-0.02, 0.42, 0.08],
    [-0.46, 0.42, 0.16],
    [0.4, 0.34, 0.12],
  ])
    pillar(kit, [x, 0, z], { height: h, random })
  scene.add(kit.group)
  greenLine(
    scene,
    (t) => [-0.6 + 1.2 * t, 0.005, 0.18 + 0.1 * Math.sin(t * 7)],
    1.2,
    random,
    { wide: 0.1, density: 26 }
  )
  scene.add(falling(random, { low: [-1.2, 0, -1.6], high: [1.2, 1.6, 1], count: 110 }))
  scene.add(
    farLights(random, {
      count: 40,
      low: [-3, 0.8, -6],
      high: [3, 2.6, -5],
      size: [0.06, 0.16],
      colour: "#ffd9a0",
    })
  )
  for (const [x, z] of [
    [-0.3, 0.05],
    [0.34, -0.2],
    [0, 0.4],
  ])
    warmth(scene, [x, 0.3, z + 0.16], 0.6, 1.6, "#ffb870")
  return {
    scene,
    frames: 7,
    view: { from: [0.1, 0.62, 2.15], to: [0, 0.26, 0], lens: 33 },
    aperture: 0.012,
    light: BLUE_HOUR,
    look: {
      exposure: 1.25,
      glow: 0.7,
      glowFrom: 0.95,
      vignette: 0.26,
      contrast: 0.18,
      saturation: 0.92,
    },
    reach: 1.4,
    centre: new THREE.Vector3(0, 0.3, 0.1),
  }
}

function lounge({ random }) {
  const scene = new THREE.Scene()
  whiteRoom(scene, { back: -1.1 })
  stand(
    scene,
    vintageRug({ colour: "Ivory", random, flat: true }),
    [0.1, 0.002, 0.25],
    0.05
  )
  stand(scene, boucleArmchair({ colour: "Ivory" }), [-0.62, 0, 0], 0.5)
  stand(scene, boucleArmchair({ colour: "Ivory" }), [0.86, 0, -0.12], -0.55)
  stand(scene, leatherPouf({ colour: "White" }), [0.1, 0, 0.88])
  stand(scene, plinth(0.5, "#e7e9ea"), [0.14, 0, -0.35])
  stand(scene, ringVase({ colour: "White", random }), [0.14, 0.5, -0.35], 0.2)
  stand(
    scene,
    florals["winter-branch-vase"].build({ random }),
    [-1.36, 0, -0.55],
    0,
    1.25
  )
  for (const [x, z, h] of [
    [1.5, 0.3, 0.4],
    [1.36, 0.52, 0.3],
    [1.58, 0.62, 0.2],
  ])
    stand(scene, hurricane(h, { random }), [x, 0, z])
  return {
    scene,
    frames: 7,
    view: { from: [0.5, 1.3, 4.1], to: [0.08, 0.66, 0], lens: 35 },
    aperture: 0.008,
    light: {
      ...SNOWLIGHT,
      environment: "studio",
      key: { ...SNOWLIGHT.key, power: 1.2, azimuth: -58 },
    },
    look: BRIGHT,
    reach: 2.6,
    centre: new THREE.Vector3(0, 0.6, 0),
  }
}

function silverTable({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#dfe4ea")
  scene.add(floor(mat.lacquer("#e9ebee", 0.2), 24))
  add(
    scene,
    drape(12, 3.8, { depth: 0.06, pitch: 0.3, seed: "ice" }),
    mat.satin("#e4e8ee"),
    [0, 0, -2.6]
  )
  const { group, top } = roundTable({
    cloth: mat.velvet("#c9ced6"),
    seats: 8,
    chair: () => chiavariChair({ colour: "White" }),
    place: winterPlace(random, 0.4),
    random,
  })
  scene.add(group)
  stand(scene, trumpetVase({ colour: "White", random }), [0, top, 0])
  for (const a of [0.6, 1.9, 3.2, 4.4, 5.5])
    stand(scene, hurricane(a > 3 ? 0.2 : 0.3, { random, radius: 0.048 }), [
      Math.sin(a) * 0.33,
      top,
      Math.cos(a) * 0.33,
    ])
  stand(
    scene,
    lightCurtain(random, 8, 3.6, { strings: 44, step: 0.2, colour: "#fff0d8", power: 4 }),
    [0, 0, -2.4]
  )
  return {
    scene,
    frames: 7,
    view: { from: [-1.2, 1.72, 3.9], to: [0, 0.94, 0], lens: 36 },
    aperture: 0.016,
    light: {
      ...SNOWLIGHT,
      environment: "studio",
      key: { ...SNOWLIGHT.key, azimuth: 50 },
    },
    look: BRIGHT,
    reach: 2.5,
    centre: new THREE.Vector3(0, 0.7, 0),
  }
}

function cakeCorner({ random }) {
  const scene = new THREE.Scene()
  whiteRoom(scene, { back: -0.95, colour: "#e6eaee", panels: 4 })
  stand(scene, plinth(1, FROST), [-0.05, 0, -0.15])
  stand(scene, plinth(0.75, FROST), [0.5, 0, 0])
  stand(scene, plinth(0.5, FROST), [-0.52, 0, 0.12])
  stand(scene, cakeStand(), [-0.05, 1, -0.15])
  stand(
    scene,
    cake(
      [
        [0.135, 0.12],
        [0.1, 0.11],
        [0.068, 0.1],
      ],
      mat.paint("#fbf9f4", 0.75),
      { trim: mat.metal("silver", 0.2) }
    ),
    [-0.05, 1.12, -0.15]
  )
  mound(scene, [-0.03, 1.465, -0.14], 0.06, "White", random, { count: 20, greens: 6 })
  mound(scene, [-0.15, 1.245, -0.04], 0.06, "White", random, { count: 20, greens: 6 })
  stand(scene, roseCentrepiece({ colour: "White", random }), [0.5, 0.75, 0], 0, 1.2)
  stand(scene, candelabra({ colour: "Silver", random }), [-0.52, 0.5, 0.12], 0.3, 0.82)
  for (const [x, z, h] of [
    [0.22, 0.4, 0.3],
    [0.34, 0.5, 0.2],
  ])
    stand(scene, hurricane(h, { random }), [x, 0, z])
  return {
    scene,
    frames: 7,
    view: { from: [-0.35, 1.35, 3.1], to: [0, 0.92, -0.1], lens: 33 },
    aperture: 0.007,
    light: { ...SNOWLIGHT, environment: "studio" },
    look: BRIGHT,
    reach: 1.8,
    centre: new THREE.Vector3(0, 0.8, 0),
  }
}

function warmDrinks({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#e9edf2")
  scene.fog = new THREE.Fog("#e9edf2", 5, 14)
  snow(scene)
  wood(scene, random, { near: -4 })
  stand(scene, bars["fluted-bar"].build({ colour: "White", random }), [0, 0, 0], 0.14)
  for (let i = 0; i < 5; i++)
    stand(scene, goblet({ colour: i % 2 ? "Clear" : "Smoke", detail: 0.6 }), [
      -0.62 + i * 0.1,
      1.1,
      0.12 - (i % 2) * 0.1,
    ])
  for (let i = 0; i < 3; i++)
    stand(scene, crystalTumbler({ drink: "#8a3d14", detail: 0.6 }), [
      0.02 + i * 0.11,
      1.1,
      0.14,
    ])
  stand(scene, hurricane(0.3, { random }), [0.52, 1.1, 0])
  stand(scene, hurricane(0.2, { random }), [0.38, 1.1, 0.06])
  stand(scene, roseCentrepiece({ colour: "White", random }), [0.74, 1.1, -0.02])
  greenLine(
    scene,
    (t) => [-0.85 + 1.7 * t, 1.1 - 0.0 * t, 0.26 - 0.24 * (t - 0.5)],
    1.7,
    random,
    { wide: 0.08, density: 30 }
  )
  stand(scene, ironLantern({ colour: "White", random }), [-1.1, 0, 0.5], 0.4)
  stand(scene, ironLantern({ colour: "White", random }), [-0.9, 0, 0.74], 0.1, 0.8)
  scene.add(falling(random, { low: [-2, 0, -3], high: [2, 2.6, 1.6] }))
  return {
    scene,
    frames: 7,
    view: { from: [0.75, 1.5, 3.5], to: [-0.02, 0.92, 0], lens: 34 },
    aperture: 0.009,
    light: SNOWLIGHT,
    look: BRIGHT,
    reach: 2.2,
    centre: new THREE.Vector3(0, 0.8, 0),
  }
}

function tentAtDusk({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#51669a")
  scene.fog = new THREE.Fog("#5f74a4", 14, 42)
  snow(scene, { colour: "#dfe6f4", rise: 1.2, size: 70 })
  wood(scene, random, {
    near: -9,
    far: -20,
    wide: 18,
    count: 60,
    firs: 40,
    bark: "#7482a0",
    fir: "#33445c",
  })
  stand(scene, tents["pagoda-tent"].build({ random }), [0, 0, -2], 0.35)
  warmth(scene, [0, 1.9, -2], 7, 6, "#ffc07a")
  for (let i = 0; i < 5; i++) {
    for (const side of [-1, 1]) {
      stand(
        scene,
        ironLantern({ colour: "White", random }),
        [side * (0.75 + i * 0.06) + 0.35 * (i / 5), 0.02, 1.2 + i * 1.1],
        0.3
      )
      if (i % 2) warmth(scene, [side * 0.8, 0.3, 1.4 + i * 1.1], 0.6, 1.4)
    }
  }
  const { group, top } = roundTable({
    cloth: mat.velvet("#d5dae2"),
    seats: 6,
    chair: () => chiavariChair({ colour: "White" }),
    random,
    radius: 0.75,
    reach: 1.5,
  })
  stand(scene, group, [0, 0, -2])
  stand(scene, candelabra({ colour: "Silver", random }), [0, top, -2])
  scene.add(falling(random, { count: 260, low: [-5, 0, -5], high: [5, 5, 5] }))
  return {
    scene,
    frames: 7,
    view: { from: [0.8, 1.55, 9.4], to: [0, 1.75, -1], lens: 36 },
    light: BLUE_HOUR,
    look: {
      exposure: 1.2,
      glow: 0.6,
      glowFrom: 0.95,
      vignette: 0.24,
      contrast: 0.16,
      saturation: 0.92,
    },
    reach: 7,
    centre: new THREE.Vector3(0, 1, 0),
  }
}

function branches({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#e3e8ee")
  add(scene, box(2.6, 0.05, 0.9, { round: 0.01 }), mat.marble(), [0, -0.025, 0])
  add(scene, new THREE.PlaneGeometry(6, 4), mat.plaster("#e4e8ec"), [0, 1, -0.62])
  add(
    scene,
    drape(0.9, 3, { depth: 0.035, pitch: 0.16, seed: "sheer" }),
    mat.canvas("#f4f5f6", 0.4),
    [-0.78, -0.9, -0.5]
  )
  stand(scene, florals["winter-branch-vase"].build({ random }), [0.02, 0, -0.06], 0.4)
  stand(scene, ringVase({ colour: "White", random }), [0.42, 0, 0.06], 0.5, 0.8)
  const kit = new Kit()
  pillar(kit, [-0.3, 0, 0.14], { height: 0.12, random })
  pillar(kit, [-0.22, 0, 0.24], { height: 0.08, random })
  pillar(kit, [-0.4, 0, 0.06], { height: 0.2, random })
  scene.add(kit.group)
  return {
    scene,
    frames: 7,
    view: { from: [0.16, 0.62, 2.35], to: [0.02, 0.46, 0], lens: 33 },
    aperture: 0.006,
    light: {
      ...SNOWLIGHT,
      environment: "studio",
      key: { ...SNOWLIGHT.key, azimuth: -64, elevation: 32, power: 1.25, size: 8 },
    },
    look: BRIGHT,
    reach: 1.3,
    centre: new THREE.Vector3(0, 0.4, 0),
  }
}

export const scenes = {
  "winter-ceremony": ceremony,
  "winter-table": table,
  "winter-place": guestPlace,
  "winter-candles": candlesInSnow,
  "winter-lounge": lounge,
  "winter-round-table": silverTable,
  "winter-cake": cakeCorner,
  "winter-drinks": warmDrinks,
  "winter-tent": tentAtDusk,
  "winter-branches": branches,
}

export const board = {
  title: "Winter white",
  description:
    "Snow light, silver and clear glass, white roses, sheepskins and lanterns at the blue hour.",
  themes: ["winter-white"],
  images: Object.keys(scenes).map((scene) => ({
    scene,
    theme: "winter-white",
    from: "winter-white.js",
    size: [768, 960],
  })),
}
