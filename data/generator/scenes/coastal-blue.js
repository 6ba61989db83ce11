import * as THREE from "three"
import { Bouquet } from "../geometry/flowers.js"
import { Kit, place } from "../geometry/kit.js"
import { box, merged, rod, surface } from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { hurricane, rattanLantern } from "../models/candles.js"
import { crossbackChair, foldingChair } from "../models/chairs.js"
import { gingerJar } from "../models/florals.js"
import { festoon, paperLantern, rattanPendant, swag } from "../models/lighting.js"
import {
  cushionSet,
  linenSlipcoverSofa,
  rattanLoungeChair,
  vintageRug,
} from "../models/lounge.js"
import { welcomeEasel } from "../models/signage.js"
import { piece, sky } from "./garden-sets.js"
import { add, longTable, placeSetting, stand, tiedDrape, warmth } from "./tablescape.js"

/** The edge of the sea: white linen, washed blues, cane, bleached boards and clear light. */
const BLUES = ["#7f9cc0", "#a9bfd8", "#5f80ab", "#c7d5e4", "#8fa9cb"]
const WHITES = ["#f6f3ec", "#efeadf", "#f3efe8"]
const SALT = ["#8fa08f", "#a5b3a2", "#7c9080", "#b2bfae"]

const NOON = {
  environment: "sea",
  environmentIntensity: 0.8,
  key: { azimuth: -46, elevation: 46, size: 6, power: 1.75, colour: "#fff4e0" },
  sky: { power: 0.62, zenith: "#cfe2f7", horizon: "#f4f6f5" },
}
const DUSK = {
  environment: "dusk",
  environmentIntensity: 0.9,
  key: { azimuth: -60, elevation: 16, size: 8, power: 0.85, colour: "#ffb98a" },
  sky: { power: 0.42, zenith: "#8fa6d2", horizon: "#f0c9bd" },
}
const CLEAR = {
  exposure: 0.98,
  contrast: 0.1,
  saturation: 0.92,
  vignette: 0.1,
  glow: 0.15,
  glowFrom: 1.4,
}
const BLUE_HOUR = {
  exposure: 1.22,
  contrast: 0.14,
  saturation: 0.94,
  vignette: 0.24,
  glow: 0.55,
  glowFrom: 1.1,
}

const paintSea = (colour, roughness) => {
  const material = new THREE.MeshPhysicalMaterial({
    color: colour,
    roughness,
    specularIntensity: 0.8,
    side: THREE.DoubleSide,
  })
  material.fog = false
  return material
}

/**
 * Sand in front, the sea from `shore` to the horizon, and the sky.
 *
 * @param {THREE.Scene} scene
 */
function beach(scene, random, { shore = -6, dusk = false, horizon = 0.5 } = {}) {
  if (dusk) sky(scene, "#5f76ad", "#efbfae", horizon)
  else sky(scene, "#8fbbe2", "#e4eff3", horizon)
  const kit = new Kit()
  const dunes = surface(
    120,
    100,
    (u, v) => {
      const [x, z] = [(u - 0.5) * 26, shore - 0.6 + v * 17]
      const far = Math.min(1, Math.max(0, (z - shore) / 2.5))
      return [
        x,
        -0.09 +
          0.09 * far +
          far *
            (0.018 * Math.sin(x * 2.1 + z) * Math.sin(z * 1.7 + 1) +
              0.012 * Math.sin(x * 5 + 2 * Math.sin(z * 2)) -
              0.012),
        z,
      ]
    },
    { size: [26, 17] }
  )
  kit.add(dunes, mat.sand(dusk ? "#cdb199" : "#e3d0ac"))
  const water = surface(
    160,
    140,
    (u, v) => {
      const z = shore + 0.5 - 120 * v ** 2.2
      const x = (u - 0.5) * (22 + 220 * v ** 1.6)
      const calm = 1 / (1 + (shore - z) * 0.06)
      return [
        x,
        -0.06 +
          calm *
            (0.03 * Math.sin(z * 2.3 + 0.6 * Math.sin(x * 0.7)) +
              0.014 * Math.sin(x * 3.1 + z * 4.1)),
        z,
      ]
    },
    { size: [40, 40] }
  )
  kit.add(water, paintSea(dusk ? "#56719f" : "#5b9bb4", 0.28)).castShadow = false
  const foam = []
  for (const [off, thick, seed] of [
    [0.42, 0.16, 1],
    [-0.5, 0.1, 2.2],
    [-1.7, 0.13, 4],
    [-3.6, 0.12, 5.5],
  ]) {
    foam.push(
      surface(120, 2, (u, v) => {
        const x = (u - 0.5) * 26
        const line =
          shore +
          off +
          0.22 * Math.sin(x * 0.9 + seed) +
          0.08 * Math.sin(x * 2.7 + seed * 2)
        const wide = thick * (0.5 + 0.5 * Math.sin(x * 1.7 + seed) ** 2)
        return [
          x,
          off > 0 ? -0.012 : 0.012 + 0.02 * Math.sin(v * Math.PI),
          line + (v - 0.5) * wide,
        ]
      })
    )
  }
  kit.add(merged(foam), mat.paint(dusk ? "#e8d5d2" : "#fbfbf8", 0.9)).castShadow = false
  scene.add(kit.group)
}

/** Bleached boards underfoot. */
function deck(scene, { size = [9, 8], at = [0, 0, 0], tone = "#d9d0c2" } = {}) {
  const kit = new Kit()
  const n = Math.round(size[0] / 0.15)
  for (let i = 0; i < n; i++)
    kit.add(
      box(0.142, 0.04, size[1], { grain: "z", offset: [i * 0.53, i * 0.21] }),
      mat.wood(i % 3 ? tone : "#cfc5b6", 0.75),
      [at[0] + (i - (n - 1) / 2) * 0.15, at[1] - 0.02, at[2]]
    )
  scene.add(kit.group)
}

/** Whitewashed boards standing as a wall. */
function boardWall(scene, z, { width = 7, height = 3.4, tone = "#e9e5dc" } = {}) {
  const kit = new Kit()
  const n = Math.round(height / 0.16)
  for (let j = 0; j < n; j++)
    kit.add(
      box(width, 0.154, 0.03, { offset: [j * 0.7, j * 0.2] }),
      mat.wood(tone, 0.8),
      [0, 0.08 + j * 0.16, z]
    )
  scene.add(kit.group)
}

/** Hydrangeas, white roses and salt-grey leaves in a cloud. */
function cloud(
  scene,
  random,
  at,
  spread,
  {
    heads = 10,
    greens = 14,
    size = 0.075,
    long = 0.3,
    colours = [...BLUES, ...WHITES, ...WHITES],
  } = {}
) {
  const b = new Bouquet(random)
  for (let i = 0; i < greens; i++) {
    const a = random.next() * Math.PI * 2
    b.eucalyptus(
      at,
      [Math.cos(a), random.between(0.1, 0.9), Math.sin(a)],
      long * random.between(0.7, 1.1),
      { size: 0.042, greens: SALT }
    )
  }
  for (let i = 0; i < heads; i++) {
    const a = i * 2.4
    const up = 1 - (i + 0.5) / heads
    const flat = Math.sqrt(1 - up * up)
    const to = [Math.cos(a) * flat, up, Math.sin(a) * flat]
    b[i % 3 === 0 ? "puff" : "rose"](
      at.map((v, k) => v + to[k] * spread),
      [to[0], to[1] + 0.25, to[2] + 0.1],
      size * random.between(0.8, 1.15),
      random.pick(colours)
    )
  }
  scene.add(b.into(new Kit()))
}

const bluePlace = (random, detail) =>
  placeSetting({
    charger: ["rattan", "Natural"],
    plate: ["blue"],
    napkin: mat.linen("#8ca5bd"),
    cutlery: "Silver",
    glasses: ["goblet Blue", "goblet Clear"],
    detail,
    random,
  })

const driftwood = () => mat.wood("#cdbfae", 0.8)

function ceremony({ random }) {
  const scene = new THREE.Scene()
  beach(scene, random)
  const arch = new Kit()
  const poles = [
    rod([-1.15, 0, 0], [-1.12, 2.5, 0], 0.042, 0.034),
    rod([1.15, 0, 0], [1.12, 2.46, 0], 0.042, 0.034),
    rod([-1.15, 0, -0.9], [-1.12, 2.5, -0.9], 0.04, 0.034),
    rod([1.15, 0, -0.9], [1.12, 2.46, -0.9], 0.04, 0.034),
  ]
  for (const z of [0, -0.9]) poles.push(rod([-1.4, 2.42, z], [1.4, 2.4, z], 0.034))
  for (const x of [-1.12, 1.12]) poles.push(rod([x, 2.4, 0.2], [x, 2.4, -1.1], 0.032))
  arch.add(merged(poles), driftwood())
  const veil = surface(
    60,
    50,
    (u, v) => {
      const x = (u - 0.5) * 2.3
      return [
        x,
        2.46 - 0.24 * Math.sin(Math.PI * v) - 0.03 * Math.sin(x * 9),
        -0.92 + 0.95 * v,
      ]
    },
    { size: [2.3, 1.6] }
  )
  arch.add(veil, mat.canvas("#faf7f1", 0.5))
  for (const side of [-1, 1])
    arch.add(
      tiedDrape(0.95, 2.42, { side: -side, tie: 0.45, seed: `beach${side}` }),
      mat.canvas("#faf7f1", 0.5),
      [side * 1.14, 0, 0.04]
    )
  stand(scene, arch.group, [0, 0, -1.8])
  cloud(scene, random, [-0.95, 2.42, -1.7], 0.26, {
    heads: 26,
    greens: 22,
    size: 0.1,
    long: 0.5,
  })
  cloud(scene, random, [-1.08, 1.98, -1.7], 0.16, { heads: 12, greens: 10, size: 0.085 })
  cloud(scene, random, [1.14, 1.1, -1.7], 0.18, { heads: 16, greens: 14, size: 0.09 })
  const chair = foldingChair({ colour: "White" })
  for (const row of [0, 1, 2])
    for (const x of [-2, -1.42, 1.42, 2])
      stand(
        scene,
        chair.clone(),
        [x, 0, -0.2 + row * 0.95],
        Math.PI + random.around(0, 0.05)
      )
  for (const [x, z] of [
    [-0.85, -0.1],
    [0.85, -0.1],
    [-0.85, 0.85],
    [0.85, 0.85],
  ]) {
    stand(scene, rattanLantern({ colour: "Whitewash" }), [x, 0, z], 0.4)
  }
  return {
    scene,
    view: { from: [0.3, 1.6, 5.6], to: [0, 1.3, -1.8], lens: 37 },
    aperture: 0.008,
    light: NOON,
    look: CLEAR,
    reach: 3.6,
    centre: new THREE.Vector3(0, 1, -0.4),
  }
}

function dinner({ random }) {
  const scene = new THREE.Scene()
  beach(scene, random, { shore: -7 })
  deck(scene, { size: [7, 9], at: [0, 0.03, -0.5] })
  const { group, top } = longTable({
    length: 4.8,
    seats: 6,
    cloth: mat.striped("#f4f1ea", "#88a3bf", 0.11, 0.46),
    drop: 0.32,
    chair: () => crossbackChair({ colour: "Whitewash" }),
    place: bluePlace(random, 0.3),
    random,
  })
  stand(scene, group, [0, 0.03, 0], Math.PI / 2)
  const y = top + 0.03
  for (const z of [-1.6, -0.1, 1.45]) {
    stand(scene, gingerJar({ open: true }), [0, y, z], z, 0.72)
    cloud(scene, random, [0, y + 0.27, z], 0.13, {
      heads: 20,
      greens: 10,
      size: 0.065,
      long: 0.22,
    })
  }
  for (const z of [-0.85, 0.7, 2.05])
    stand(scene, hurricane(0.24, { random }), [0.03, y, z])
  const shade = new Kit()
  for (const x of [-1.9, 1.9])
    for (const z of [-2.8, 1.9])
      shade.add(rod([x, 0, z], [x, 2.95, z], 0.045), driftwood())
  for (let i = 0; i <= 9; i++)
    shade.add(
      rod([-2.2, 3.0, -2.9 + i * 0.54], [2.2, 3.0, -2.9 + i * 0.54], 0.026),
      driftwood()
    )
  for (const x of [-1.9, 1.9])
    shade.add(rod([x, 2.94, -3.1], [x, 2.94, 2.2], 0.036), driftwood())
  scene.add(shade.group)
  for (const z of [-1.7, -0.2, 1.2])
    stand(scene, rattanPendant({ colour: "Natural" }), [0, 1.38, z], 0, 0.9)
  return {
    scene,
    view: { from: [0.95, 1.72, 4.9], to: [0, 1.25, 0], lens: 38, focus: 3.7 },
    aperture: 0.01,
    light: NOON,
    look: CLEAR,
    reach: 3.6,
    centre: new THREE.Vector3(0, 1, 0),
  }
}

function guestPlace({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#dfe8ec")
  add(scene, new THREE.PlaneGeometry(4, 3).rotateX(-Math.PI / 2), mat.linen("#f3efe6"))
  add(
    scene,
    box(0.34, 0.002, 3, { round: 0.001 }),
    mat.striped("#f4f1ea", "#7d9cbd", 0.045, 0.4),
    [0, 0.0012, -1.1],
    [0, Math.PI / 2, 0]
  )
  stand(scene, bluePlace(random, 1), [0, 0, 0.1])
  const far = bluePlace(random, 0.5)
  stand(scene, far.clone(), [0.04, 0, -1.02], Math.PI)
  stand(scene, far.clone(), [-0.72, 0, 0.1])
  stand(scene, gingerJar({ open: true }), [-0.22, 0, -0.5], 0.4, 0.62)
  cloud(scene, random, [-0.22, 0.24, -0.5], 0.115, {
    heads: 22,
    greens: 9,
    size: 0.055,
    long: 0.18,
  })
  cloud(scene, random, [0.08, 0.02, -0.46], 0.05, {
    heads: 5,
    greens: 8,
    size: 0.04,
    long: 0.16,
  })
  return {
    scene,
    view: { from: [0.2, 0.72, 0.92], to: [-0.02, 0.04, -0.1], lens: 35, focus: 1.05 },
    aperture: 0.009,
    light: { ...NOON, key: { ...NOON.key, size: 4 } },
    look: { ...CLEAR, exposure: 0.93 },
    reach: 1.2,
  }
}

function lounge({ random }) {
  const scene = new THREE.Scene()
  beach(scene, random, { shore: -6.5 })
  stand(
    scene,
    vintageRug({ colour: "Faded blue", random, flat: true }),
    [0, 0.03, 0.55],
    Math.PI / 2
  )
  stand(scene, linenSlipcoverSofa({ colour: "Ivory", random }), [-0.1, 0, -0.35], 0.08)
  stand(scene, rattanLoungeChair({ random }), [1.28, 0, 0.72], -0.95)
  stand(scene, piece("oak-coffee-table", { colour: "Oak" }), [-0.12, 0.01, 0.85], 0, 0.86)
  stand(scene, gingerJar({ open: true }), [-0.2, 0.31, 0.83], 0.6, 0.5)
  cloud(scene, random, [-0.2, 0.49, 0.83], 0.1, {
    heads: 16,
    greens: 8,
    size: 0.05,
    long: 0.16,
  })
  stand(scene, hurricane(0.2, { random }), [0.05, 0.31, 0.92])
  const frame = new Kit()
  for (const x of [-1.6, 1.7])
    for (const z of [-1.05, 1.5])
      if (z < 0 || x < 0) frame.add(rod([x, 0, z], [x, 2.55, z], 0.042), driftwood())
  frame.add(rod([-1.85, 2.52, -1.05], [1.95, 2.52, -1.05], 0.036), driftwood())
  frame.add(rod([-1.6, 2.52, -1.3], [-1.6, 2.52, 1.8], 0.036), driftwood())
  scene.add(frame.group)
  add(
    scene,
    tiedDrape(1.1, 2.5, { side: 1, tie: 0.42, seed: "left" }),
    mat.canvas("#faf7f1", 0.5),
    [-1.58, 0, -1.02]
  )
  add(
    scene,
    tiedDrape(1.1, 2.5, { side: -1, tie: 0.42, seed: "right" }),
    mat.canvas("#faf7f1", 0.5),
    [1.68, 0, -1.02]
  )
  stand(scene, rattanPendant({ colour: "Natural" }), [-0.35, 1.25, -0.6], 0, 0.8)
  return {
    scene,
    view: { from: [0.75, 1.5, 5.2], to: [0.05, 0.98, -0.2], lens: 36 },
    aperture: 0.01,
    light: NOON,
    look: CLEAR,
    reach: 3,
    centre: new THREE.Vector3(0, 0.7, 0.2),
  }
}

function lanterns({ random }) {
  const scene = new THREE.Scene()
  beach(scene, random, { shore: -3.2, dusk: true })
  const list = [
    [-0.55, 0, "Natural", 1.1],
    [0.5, -0.25, "Whitewash", 1],
    [-0.1, -0.8, "Natural", 0.9],
    [0.95, 0.35, "Natural", 0.85],
    [-1.05, -0.6, "Whitewash", 0.95],
  ]
  for (const [x, z, colour, k] of list) {
    stand(scene, rattanLantern({ colour, random }), [x, 0, z], x * 3, k)
    warmth(scene, [x, 0.25, z + 0.08], 0.35, 1.5)
  }
  for (const [x, z, h] of [
    [0.1, 0.2, 0.22],
    [0.22, 0.38, 0.16],
    [-0.28, 0.5, 0.18],
  ])
    stand(scene, hurricane(h, { random }), [x, 0, z])
  const shells = Array.from({ length: 26 }, () =>
    place(
      [random.around(0, 1.5), 0.004, random.between(-0.6, 1)],
      [random.next() * 3, random.next() * 6, 0],
      [random.between(0.012, 0.026), 0.01, random.between(0.014, 0.03)]
    )
  )
  const kit = new Kit()
  kit.many(new THREE.SphereGeometry(1, 12, 8), mat.bisque("#f0e6da"), shells)
  scene.add(kit.group)
  return {
    scene,
    view: { from: [0.2, 0.85, 3.2], to: [0, 0.48, -0.4], lens: 36 },
    aperture: 0.012,
    light: DUSK,
    look: BLUE_HOUR,
    reach: 2,
    centre: new THREE.Vector3(0, 0.3, 0),
  }
}

function bar({ random }) {
  const scene = new THREE.Scene()
  beach(scene, random, { shore: -6 })
  deck(scene, { size: [6, 5], at: [0, 0.03, 0.2] })
  stand(scene, piece("rattan-bar"), [0, 0.03, -0.3], 0.08)
  stand(scene, piece("market-parasol", { colour: "Blue stripe" }), [-0.95, 0.03, -1.15])
  stand(scene, piece("potted-olive-tree"), [1.5, 0.03, -0.2])
  for (const x of [-0.45, 0.4]) stand(scene, piece("oak-bar-stool"), [x, 0.03, 0.5], x)
  return {
    scene,
    view: { from: [0.95, 1.6, 5.2], to: [0.1, 1.22, -0.4], lens: 37 },
    aperture: 0.008,
    light: NOON,
    look: CLEAR,
    reach: 3.2,
    centre: new THREE.Vector3(0, 1.1, 0),
  }
}

function jars({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#dbe6ec")
  boardWall(scene, -0.62, { width: 4, height: 1.9 })
  add(
    scene,
    box(2.4, 0.05, 0.8, { offset: [0.2, 0.1] }),
    mat.wood("#d9d0c2", 0.7),
    [0, -0.025, 0]
  )
  stand(scene, gingerJar({ open: true }), [-0.2, 0, -0.1], 0.3)
  cloud(scene, random, [-0.2, 0.4, -0.1], 0.19, {
    heads: 40,
    greens: 20,
    size: 0.075,
    long: 0.34,
  })
  stand(scene, gingerJar(), [0.22, 0, -0.22], 1.2, 0.86)
  stand(scene, piece("bud-vase-set", { colour: "Blue" }), [0.12, 0, 0.16], 0, 0.72)
  cloud(scene, random, [0.46, 0.03, 0.02], 0.06, {
    heads: 7,
    greens: 9,
    size: 0.05,
    long: 0.2,
  })
  return {
    scene,
    view: { from: [0.22, 0.5, 1.9], to: [0.03, 0.33, -0.1], lens: 31, focus: 1.9 },
    aperture: 0.006,
    light: { ...NOON, key: { ...NOON.key, azimuth: -56, elevation: 40, size: 4 } },
    look: { ...CLEAR, exposure: 0.94 },
    reach: 1.1,
    centre: new THREE.Vector3(0, 0.3, 0),
  }
}

function papers({ random }) {
  const scene = new THREE.Scene()
  beach(scene, random, { shore: -5.5, dusk: true })
  deck(scene, { size: [8, 8], at: [0, 0.03, 0], tone: "#c3b8ab" })
  const tones = ["#8fb6dc", "#eef2f2", "#5f90c6"]
  const kit = new Kit()
  for (let i = 0; i < 15; i++) {
    const r = random.between(0.13, 0.3)
    const at = [
      ((i % 5) - 2) * 0.72 + random.around(0, 0.15),
      random.between(2.05, 3.2),
      -1.4 + Math.floor(i / 5) * 0.85,
    ]
    kit.put(paperLantern(r, mat.paper(tones[i % 3], 0.32)), at)
    kit.add(rod(at, [at[0], 4.4, at[2]], 0.002), mat.linen("#d9cfbd"))
  }
  festoon(
    kit,
    [
      swag([-3.2, 3.3, -2.2], [3.2, 3.2, -2.1], 0.6),
      swag([-3.2, 3.2, 0.6], [3.2, 3.4, -0.4], 0.6),
    ],
    0.34
  )
  scene.add(kit.group)
  const { group, top } = longTable({
    length: 2.4,
    seats: 4,
    cloth: mat.linen("#eef0ee"),
    drop: 0.4,
    chair: () => crossbackChair({ colour: "Whitewash" }),
    place: bluePlace(random, 0.3),
    random,
  })
  stand(scene, group, [0, 0.03, -0.3], 0.2)
  cloud(scene, random, [0, top + 0.06, -0.3], 0.13, {
    heads: 22,
    greens: 16,
    size: 0.065,
    long: 0.3,
  })
  for (const x of [-0.55, 0.55])
    stand(scene, hurricane(0.24, { random }), [x, top + 0.03, -0.3 - x * 0.2])
  for (const x of [-0.8, 0.8]) warmth(scene, [x, 2, -0.2], 1.3, 4, "#ffd9b0")
  return {
    scene,
    view: { from: [0.7, 1.55, 5.2], to: [0, 1.5, -0.4], lens: 39 },
    aperture: 0.01,
    light: DUSK,
    look: BLUE_HOUR,
    reach: 3.2,
    centre: new THREE.Vector3(0, 1.2, -0.2),
  }
}

function welcome({ random }) {
  const scene = new THREE.Scene()
  beach(scene, random, { shore: -5.5 })
  deck(scene, { size: [3.2, 9], at: [0, 0.03, 0] })
  stand(scene, welcomeEasel({ colour: "Dusty blue" }), [-0.12, 0.03, 0.1], 0.12)
  stand(scene, piece("potted-olive-tree"), [0.95, 0.03, -0.25], 0, 1.05)
  stand(scene, rattanLantern({ colour: "Natural", random }), [-0.78, 0.03, 0.3], 0.4)
  stand(
    scene,
    rattanLantern({ colour: "Whitewash", random }),
    [-1.02, 0.03, 0.02],
    0.9,
    0.8
  )
  cloud(scene, random, [0.25, 0.5, 0.12], 0.13, {
    heads: 18,
    greens: 18,
    size: 0.07,
    long: 0.34,
  })
  cloud(scene, random, [-0.38, 1.36, -0.02], 0.1, {
    heads: 12,
    greens: 12,
    size: 0.06,
    long: 0.28,
  })
  return {
    scene,
    view: { from: [0.35, 1.3, 4.2], to: [-0.03, 0.92, -0.1], lens: 34 },
    aperture: 0.012,
    light: NOON,
    look: CLEAR,
    reach: 2.2,
    centre: new THREE.Vector3(0, 0.8, 0),
  }
}

function picnic({ random }) {
  const scene = new THREE.Scene()
  beach(scene, random, { shore: -4.2 })
  stand(
    scene,
    vintageRug({ colour: "Faded blue", random, flat: true }),
    [0, 0.03, 0],
    Math.PI / 2 + 0.1
  )
  stand(scene, piece("low-picnic-table", { colour: "Whitewash" }), [0, 0.02, 0], 0.1)
  const top =
    new THREE.Box3().setFromObject(piece("low-picnic-table", { colour: "Whitewash" })).max
      .y + 0.02
  stand(scene, gingerJar({ open: true }), [0.02, top, 0], 0.4, 0.6)
  cloud(scene, random, [0.02, top + 0.22, 0], 0.115, {
    heads: 20,
    greens: 12,
    size: 0.055,
    long: 0.24,
  })
  const guest = bluePlace(random, 0.5)
  for (const x of [-0.42, 0.42])
    stand(scene, guest.clone(), [x, top, 0.16 - x * 0.1], 0.1)
  stand(scene, piece("market-parasol", { colour: "Ivory" }), [-0.4, 0, -1.3])
  const cushions = cushionSet({ colour: "Blue mix", random })
  stand(scene, cushions, [-1.15, 0.01, 0.45], 0.5, 0.9)
  stand(scene, piece("leather-pouf", { colour: "White" }), [0.85, 0.01, 0.8], 0.3)
  stand(scene, piece("leather-pouf", { colour: "White" }), [0.2, 0.01, 1.0], 0.3, 0.95)
  stand(scene, rattanLantern({ colour: "Natural", random }), [1.35, 0, 0.25], 0.3)
  return {
    scene,
    view: { from: [1.4, 1.55, 4.6], to: [-0.05, 0.75, -0.2], lens: 36 },
    aperture: 0.01,
    light: NOON,
    look: CLEAR,
    reach: 2.8,
    centre: new THREE.Vector3(0, 0.8, 0),
  }
}

export const scenes = {
  "coast-ceremony": ceremony,
  "coast-dinner": dinner,
  "coast-place": guestPlace,
  "coast-lounge": lounge,
  "coast-jars": jars,
  "coast-bar": bar,
  "coast-lanterns": lanterns,
  "coast-papers": papers,
  "coast-welcome": welcome,
  "coast-picnic": picnic,
}

const from = "coastal-blue.js"
const theme = "coastal-blue"

export const board = {
  title: "Coastal blue",
  description:
    "By the sea: white linen, washed blues, cane and bleached boards in clear light.",
  themes: [theme],
  images: Object.keys(scenes).map((scene) => ({ scene, theme, from })),
}
export const images = board.images
