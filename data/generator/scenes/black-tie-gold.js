import * as THREE from "three"
import { Kit } from "../geometry/kit.js"
import { box } from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { bars } from "../models/bars.js"
import { brassCandlestick, candelabra, hurricane, pillar } from "../models/candles.js"
import { chiavariChair } from "../models/chairs.js"
import { roseCentrepiece, trumpetVase } from "../models/florals.js"
import { floors } from "../models/floors.js"
import { chesterfieldSofa, hammeredSideTable } from "../models/lounge.js"
import { giltMirrorSign } from "../models/signage.js"
import { consoleTable, disc, plinth } from "../models/tables.js"
import { coupe, crystalTumbler } from "../models/tableware.js"
import {
  add,
  cake,
  drape,
  farLights,
  floor,
  lightCurtain,
  longTable,
  mound,
  panelledWall,
  placeSetting,
  roundTable,
  stand,
  tiedDrape,
  warmth,
} from "./tablescape.js"

const INK = "#191a1d"

const NIGHT = {
  environment: "night",
  environmentIntensity: 1.25,
  key: { azimuth: -38, elevation: 42, size: 12, power: 0.8, colour: "#ffd9a8" },
  sky: { power: 0.24, zenith: "#ffd9ae", horizon: "#8a6a50" },
}
const EVENING = {
  exposure: 1.32,
  glow: 0.6,
  glowFrom: 0.95,
  vignette: 0.34,
  warmth: 0.03,
  contrast: 0.22,
  saturation: 0.96,
}

const blackPlace = (random, detail) =>
  placeSetting({
    charger: ["metallic", "Gold"],
    plate: ["gold"],
    napkin: mat.satin(INK),
    cutlery: "Gold",
    glasses: ["coupe", "goblet Smoke"],
    detail,
    random,
  })

const goldChair = () => chiavariChair({ colour: "Gold" })

function ballroom(
  scene,
  {
    wall = "#17191c",
    trim = mat.metal("gold", 0.36),
    width = 9,
    back = -3,
    ground = mat.lacquer("#141416", 0.2),
    height = 3.6,
  } = {}
) {
  scene.background = new THREE.Color("#08080a")
  scene.add(floor(ground, 24))
  const room = panelledWall(width, height, {
    material: mat.paint(wall, 0.7),
    trim,
    panels: Math.round(width / 1.5),
  })
  stand(scene, room, [0, 0, back])
}

function dinner({ random }) {
  const scene = new THREE.Scene()
  ballroom(scene, { back: -2.6, width: 14, wall: "#1a1c1f" })
  const { group, top } = longTable({
    length: 4.8,
    seats: 7,
    cloth: mat.velvet("#1c1b1e"),
    drop: 0.5,
    chair: goldChair,
    place: blackPlace(random, 0.4),
    random,
  })
  stand(scene, group, [0, 0, 0], Math.PI / 2)
  for (const z of [-1.6, 0, 1.6])
    stand(scene, candelabra({ colour: "Gold", random }), [0, top, z], 0.3)
  for (const z of [-0.8, 0.8, 2.15])
    mound(scene, [0, top + 0.05, z], 0.13, "White", random, { count: 40 })
  for (const z of [-1.2, -0.4, 0.4, 1.2]) {
    const kit = new Kit()
    pillar(kit, [0, 0, 0], { height: 0.08, radius: 0.03, random })
    stand(scene, kit.group, [0.12 * (z > 0 ? 1 : -1), top, z])
  }
  scene.add(
    farLights(random, {
      count: 34,
      low: [-2.6, 1.6, -2.5],
      high: [2.6, 3.2, -2.3],
      size: [0.06, 0.16],
      colour: "#ffab4a",
      power: 0.6,
    })
  )
  for (const z of [-1.6, 0, 1.6]) warmth(scene, [0, 1.6, z], 1.6, 3)
  return {
    scene,
    frames: 7,
    view: { from: [0.62, 1.62, 4.3], to: [0, 0.98, 0], lens: 36, focus: 3.2 },
    aperture: 0.016,
    light: NIGHT,
    look: EVENING,
    reach: 3.2,
    centre: new THREE.Vector3(0, 0.6, 0.4),
  }
}

function guestPlace({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#0c0b0c")
  const cloth = new THREE.PlaneGeometry(4, 4, 1, 1).rotateX(-Math.PI / 2)
  add(scene, cloth, mat.velvet("#1b1a1d"))
  const one = blackPlace(random, 1)
  stand(scene, one, [0, 0, 0.02])
  const far = blackPlace(random, 0.5)
  stand(scene, far.clone(), [0.02, 0, -1.02], Math.PI)
  stand(scene, far.clone(), [-0.68, 0, 0.02])
  stand(
    scene,
    brassCandlestick(0.22, { kind: "gold", random, candle: 0.2 }),
    [-0.2, 0, -0.46]
  )
  stand(
    scene,
    brassCandlestick(0.15, { kind: "gold", random, candle: 0.2 }),
    [-0.34, 0, -0.54]
  )
  mound(scene, [0.16, 0.05, -0.54], 0.13, "White", random, { count: 44 })
  scene.add(
    farLights(random, {
      count: 30,
      low: [-1.6, 0.3, -2.6],
      high: [1.6, 1.5, -2.2],
      size: [0.06, 0.14],
    })
  )
  warmth(scene, [-0.25, 0.4, -0.35], 0.35, 1.6)
  return {
    scene,
    frames: 7,
    view: { from: [0.16, 0.64, 0.78], to: [0.0, 0.02, -0.1], lens: 34, focus: 0.92 },
    aperture: 0.009,
    light: { ...NIGHT, key: { ...NIGHT.key, power: 0.9, elevation: 50 } },
    look: { ...EVENING, exposure: 1.4 },
    reach: 1.1,
  }
}

function candleGlow({ random }) {
  const scene = new THREE.Scene()
  scene.background = new THREE.Color("#0a0908")
  add(scene, disc(0.62, 0.03, -0.03, 0.006), mat.lacquer("#131316", 0.12))
  add(
    scene,
    drape(3, 2.2, { depth: 0.05, pitch: 0.17, seed: "emerald" }),
    mat.velvet("#0d3b30"),
    [0, -0.6, -0.75]
  )
  const tall = [
    [0.3, -0.16, -0.12],
    [0.22, 0.02, -0.2],
    [0.3, 0.2, -0.1],
    [0.15, -0.28, 0.06],
    [0.22, 0.12, 0.05],
    [0.15, -0.05, 0.02],
  ]
  const colours = ["Black", "Ivory", "Black", "Ivory", "Black", "Ivory"]
  tall.forEach(([height, x, z], i) =>
    stand(
      scene,
      brassCandlestick(height, {
        kind: "gold",
        colour: colours[i],
        random,
        candle: random.between(0.18, 0.27),
      }),
      [x, 0, z]
    )
  )
  const low = new Kit()
  for (const [h, x, z] of [
    [0.1, 0.3, 0.12],
    [0.07, 0.2, 0.2],
    [0.12, -0.2, 0.2],
  ])
    pillar(low, [x, 0, z], { height: h, random })
  scene.add(low.group)
  mound(scene, [0.02, 0.035, 0.2], 0.085, "White", random, { count: 26, greens: 10 })
  stand(scene, coupe(), [-0.34, 0, 0.2])
  for (const [x, z] of [
    [-0.1, 0],
    [0.2, 0.05],
  ])
    warmth(scene, [x, 0.5, z], 0.5, 1.8)
  return {
    scene,
    frames: 7,
    view: { from: [0.1, 0.36, 1.55], to: [0, 0.27, 0], lens: 30, focus: 1.5 },
    aperture: 0.006,
    light: { ...NIGHT, key: { ...NIGHT.key, power: 0.38 } },
    look: { ...EVENING, exposure: 1.42, glow: 0.75 },
    reach: 0.95,
    centre: new THREE.Vector3(0, 0.2, 0),
  }
}

function tower({ random }) {
  const scene = new THREE.Scene()
  ballroom(scene, { back: -1.05, width: 6, wall: "#0f3a2e" })
  stand(scene, consoleTable(), [0, 0, -0.3])
  const glass = coupe()
  const step = 0.104
  let y = 0.826
  for (const n of [4, 3, 2, 1]) {
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < n - i; k++) {
        const x = (k + i / 2 - (n - 1) / 2) * step
        stand(scene, glass.clone(), [x, y, (i - (n - 1) / 3) * step * 0.866 - 0.3])
      }
    }
    y += 0.151
  }
  stand(scene, candelabra({ colour: "Gold", random }), [-0.5, 0.826, -0.32], 0.2)
  stand(scene, roseCentrepiece({ colour: "White", random }), [0.48, 0.826, -0.3])
  stand(scene, hurricane(0.4, { random }), [0.98, 0, -0.1])
  stand(scene, hurricane(0.3, { random }), [0.84, 0, 0.12])
  warmth(scene, [-0.4, 1.6, 0.1], 0.9, 2.6)
  warmth(scene, [0.7, 0.5, 0.3], 0.4, 1.6)
  return {
    scene,
    frames: 7,
    view: { from: [0.3, 1.36, 2.05], to: [0, 1.1, -0.3], lens: 33 },
    aperture: 0.008,
    light: { ...NIGHT, key: { ...NIGHT.key, power: 0.95 } },
    look: { ...EVENING, exposure: 1.4 },
    reach: 1.8,
    centre: new THREE.Vector3(0, 0.9, -0.2),
  }
}

function lounge({ random }) {
  const scene = new THREE.Scene()
  ballroom(scene, { back: -0.85, width: 7.5, wall: "#202124", ground: mat.parquet() })
  stand(scene, chesterfieldSofa({ colour: "Emerald", random }), [-0.15, 0, -0.2], 0.06)
  stand(scene, hammeredSideTable({ colour: "Gold" }), [1.22, 0, 0.06])
  stand(scene, candelabra({ colour: "Gold", random }), [1.22, 0.5, 0.04], 0.4, 0.8)
  stand(scene, hammeredSideTable({ colour: "Black" }), [-0.1, 0, 0.86])
  stand(scene, crystalTumbler({ drink: "#a9560c" }), [-0.17, 0.5, 0.9])
  stand(scene, coupe(), [0, 0.5, 0.82])
  add(
    scene,
    tiedDrape(1.1, 3.2, { side: 1, tie: 0.36, seed: "left" }),
    mat.velvet("#4d1522"),
    [-2.05, 0, -0.6]
  )
  warmth(scene, [1.1, 1.5, 0.4], 1.2, 2.8)
  warmth(scene, [-1.6, 2.2, 0.6], 0.8, 3)
  return {
    scene,
    frames: 7,
    view: { from: [0.85, 1.36, 4.7], to: [0.12, 0.74, 0], lens: 34 },
    aperture: 0.008,
    light: { ...NIGHT, key: { ...NIGHT.key, power: 0.9 } },
    look: { ...EVENING, exposure: 1.4 },
    reach: 2.4,
    centre: new THREE.Vector3(0, 0.7, 0),
  }
}

function bar({ random }) {
  const scene = new THREE.Scene()
  ballroom(scene, { back: -1.35, width: 8, wall: "#16181b" })
  stand(scene, bars["fluted-bar"].build({ colour: "Black", random }), [0, 0, 0], -0.12)
  const shelf = new Kit()
  for (const y of [1.35, 1.72])
    shelf.add(box(2.2, 0.03, 0.24), mat.metal("gold", 0.3), [0, y, -1.2])
  scene.add(shelf.group)
  const glass = coupe({ filled: false })
  for (let i = 0; i < 15; i++) stand(scene, glass.clone(), [(i - 7) * 0.14, 1.366, -1.2])
  const tumbler = crystalTumbler({ detail: 0.5 })
  for (let i = 0; i < 17; i++)
    stand(scene, tumbler.clone(), [(i - 8) * 0.12, 1.736, -1.2])
  for (const [x, z] of [
    [-0.5, 0.1],
    [-0.36, 0.16],
    [-0.43, 0],
  ])
    stand(scene, coupe(), [x, 1.1, z])
  stand(scene, roseCentrepiece({ colour: "White", random }), [0.55, 1.1, 0.02])
  stand(
    scene,
    brassCandlestick(0.3, { kind: "gold", colour: "Black", random }),
    [0.24, 1.1, 0.02]
  )
  stand(
    scene,
    brassCandlestick(0.22, { kind: "gold", colour: "Black", random }),
    [0.14, 1.1, 0.08]
  )
  for (let i = 0; i < 5; i++) warmth(scene, [(i - 2) * 0.5, 2.05, -1.05], 0.35, 1.2)
  warmth(scene, [0.2, 1.7, 0.5], 0.6, 2)
  return {
    scene,
    frames: 7,
    view: { from: [-1.2, 1.6, 4], to: [0.06, 0.98, -0.1], lens: 34 },
    aperture: 0.007,
    light: NIGHT,
    look: { ...EVENING, exposure: 1.42 },
    reach: 2,
    centre: new THREE.Vector3(0, 1, 0),
  }
}

function sequinTable({ random }) {
  const scene = new THREE.Scene()
  ballroom(scene, { back: -3.4, width: 12, wall: "#191a1c" })
  const cloth = mat.sequins("gold").clone()
  cloth.color.set("#ffd78c")
  cloth.metalness = 0.45
  cloth.emissive.set("#c08a36")
  cloth.emissiveMap = cloth.map
  cloth.emissiveIntensity = 0.18
  const { group, top } = roundTable({
    cloth,
    seats: 8,
    chair: () => chiavariChair({ colour: "Black" }),
    place: blackPlace(random, 0.4),
    random,
  })
  scene.add(group)
  stand(scene, trumpetVase({ colour: "White", random }), [0, top, 0])
  for (const a of [0.5, 2.2, 3.8, 5.3]) {
    const kit = new Kit()
    pillar(kit, [0, 0, 0], { height: 0.09, radius: 0.03, random })
    stand(scene, kit.group, [Math.sin(a) * 0.3, top, Math.cos(a) * 0.3])
  }
  const curtain = lightCurtain(random, 7, 3.5, { strings: 46, step: 0.2 })
  stand(scene, curtain, [0, 0, -3.2])
  warmth(scene, [0.2, 1.3, 0.6], 1.4, 3)
  warmth(scene, [0, 2.2, -2], 2, 4)
  return {
    scene,
    frames: 7,
    view: { from: [1.1, 1.75, 3.9], to: [0, 0.92, 0], lens: 36 },
    aperture: 0.02,
    light: { ...NIGHT, key: { ...NIGHT.key, power: 0.8 } },
    look: EVENING,
    reach: 2.4,
    centre: new THREE.Vector3(0, 0.7, 0),
  }
}

function ceremony({ random }) {
  const scene = new THREE.Scene()
  ballroom(scene, { back: -2.4, width: 11, wall: "#1b1c1f", height: 4.4 })
  const hoop = new THREE.TorusGeometry(1.05, 0.022, 14, 120)
  add(scene, hoop, mat.metal("gold", 0.24), [0, 1.24, -1.5])
  add(scene, box(1.3, 0.03, 0.4), mat.metal("gold", 0.3), [0, 0.015, -1.5])
  for (const [x, y, r] of [
    [-0.86, 0.62, 0.24],
    [-1.02, 0.96, 0.2],
    [-1.02, 1.3, 0.17],
    [-0.92, 1.66, 0.14],
    [-0.62, 0.38, 0.2],
    [0.9, 1.82, 0.17],
    [0.72, 2.02, 0.15],
    [1.03, 1.56, 0.12],
  ]) {
    mound(scene, [x, y, -1.48], r, "White", random, { count: 34, low: -0.9, greens: 10 })
  }
  for (const side of [-1, 1]) {
    add(
      scene,
      tiedDrape(1.7, 4.3, { side: -side, tie: 0.34, depth: 0.07, seed: `d${side}` }),
      mat.velvet("#131315"),
      [side * 3.0, 0, -1.9]
    )
    for (let row = 0; row < 4; row++) {
      for (let k = 0; k < 3; k++)
        stand(
          scene,
          goldChair(),
          [side * (0.92 + k * 0.5), 0, 0.1 + row * 0.85],
          Math.PI + random.around(0, 0.03)
        )
    }
    for (const [z, h] of [
      [-0.7, 0.4],
      [-0.42, 0.3],
      [0.5, 0.4],
      [1.35, 0.3],
      [2.2, 0.4],
    ])
      stand(scene, hurricane(h, { random }), [side * (0.5 + (z < 0 ? 0.35 : 0)), 0, z])
  }
  add(scene, box(0.9, 0.004, 6), mat.velvet("#101012"), [0, 0.003, 1.2])
  stand(
    scene,
    lightCurtain(random, 6, 4.2, { strings: 34, step: 0.26, power: 5 }),
    [0, 0, -2.25]
  )
  for (const z of [-0.6, 0.6, 1.8]) warmth(scene, [0, 0.7, z], 1, 2.6)
  warmth(scene, [0, 2, -0.8], 1.4, 3)
  return {
    scene,
    frames: 7,
    view: { from: [0.02, 1.5, 4.9], to: [0, 1.22, -1.5], lens: 35 },
    aperture: 0.012,
    light: { ...NIGHT, key: { ...NIGHT.key, azimuth: -20, power: 0.8 } },
    look: { ...EVENING, exposure: 1.4 },
    reach: 3.4,
    centre: new THREE.Vector3(0, 1, 0.4),
  }
}

function welcome({ random }) {
  const scene = new THREE.Scene()
  ballroom(scene, { back: -0.9, width: 7, wall: "#232427", ground: mat.marble() })
  stand(scene, giltMirrorSign(), [0, 0, -0.35], 0.1)
  stand(
    scene,
    floors["stanchion-and-rope"].build({ colour: "Gold and burgundy", random }),
    [-0.2, 0, 0.62],
    0.1
  )
  stand(scene, plinth(0.75, INK), [0.98, 0, -0.2])
  stand(scene, roseCentrepiece({ colour: "White", random }), [0.98, 0.75, -0.2], 0, 1.25)
  for (const [x, z, h] of [
    [-0.72, -0.2, 0.4],
    [-0.88, -0.02, 0.3],
    [-0.66, 0.04, 0.2],
    [0.66, 0.1, 0.3],
  ])
    stand(scene, hurricane(h, { random }), [x, 0, z])
  add(
    scene,
    tiedDrape(1.3, 3.3, { side: 1, tie: 0.36, seed: "w" }),
    mat.velvet("#101113"),
    [-2, 0, -0.7]
  )
  warmth(scene, [-0.6, 0.7, 0.3], 0.8, 2)
  warmth(scene, [0.6, 1.6, 0.4], 0.8, 2.4)
  return {
    scene,
    frames: 7,
    view: { from: [0.45, 1.3, 3.6], to: [0.06, 0.92, -0.2], lens: 33 },
    aperture: 0.008,
    light: { ...NIGHT, key: { ...NIGHT.key, power: 1 } },
    look: EVENING,
    reach: 2.1,
    centre: new THREE.Vector3(0, 0.8, 0),
  }
}

function cakeTable({ random }) {
  const scene = new THREE.Scene()
  ballroom(scene, { back: -1.2, width: 6, wall: "#17191c" })
  add(
    scene,
    drape(2.6, 3.4, { depth: 0.06, pitch: 0.2, seed: "gold" }),
    mat.satin("#b98b3e"),
    [0, 0, -0.95]
  )
  stand(scene, plinth(1, "#161618"), [0, 0, -0.1])
  stand(scene, plinth(0.75, "#161618"), [0.52, 0, 0.05])
  stand(scene, plinth(0.5, "#161618"), [-0.5, 0, 0.12])
  stand(
    scene,
    cake(
      [
        [0.16, 0.13],
        [0.125, 0.12],
        [0.09, 0.11],
        [0.06, 0.1],
      ],
      mat.paint("#1b1a1b", 0.5),
      { trim: mat.metal("gold", 0.22) }
    ),
    [0, 1, -0.1]
  )
  mound(scene, [0.06, 1.475, -0.09], 0.06, "White", random, { count: 20, greens: 6 })
  mound(scene, [-0.14, 1.13, 0.03], 0.075, "White", random, { count: 24, greens: 8 })
  mound(scene, [0.12, 1.26, 0.01], 0.05, "White", random, { count: 16, greens: 6 })
  for (const [x, z] of [
    [0.45, 0.1],
    [0.56, 0.0],
    [0.6, 0.13],
  ])
    stand(scene, coupe(), [x, 0.75, z])
  stand(scene, brassCandlestick(0.3, { kind: "gold", random }), [-0.56, 0.5, 0.08])
  stand(scene, brassCandlestick(0.22, { kind: "gold", random }), [-0.44, 0.5, 0.16])
  for (const [x, z, h] of [
    [0.25, 0.42, 0.3],
    [0.12, 0.5, 0.2],
    [-0.22, 0.46, 0.2],
  ])
    stand(scene, hurricane(h, { random }), [x, 0, z])
  warmth(scene, [-0.3, 1.2, 0.5], 0.8, 2)
  warmth(scene, [0.2, 0.4, 0.8], 0.5, 1.6)
  return {
    scene,
    frames: 7,
    view: { from: [0.3, 1.35, 3], to: [0.02, 0.9, -0.1], lens: 34 },
    aperture: 0.008,
    light: { ...NIGHT, key: { ...NIGHT.key, power: 1.1 } },
    look: EVENING,
    reach: 1.7,
    centre: new THREE.Vector3(0, 0.8, 0),
  }
}

export const scenes = {
  "black-tie-dinner": dinner,
  "black-tie-place": guestPlace,
  "black-tie-candles": candleGlow,
  "black-tie-tower": tower,
  "black-tie-lounge": lounge,
  "black-tie-bar": bar,
  "black-tie-round-table": sequinTable,
  "black-tie-ceremony": ceremony,
  "black-tie-welcome": welcome,
  "black-tie-cake": cakeTable,
}

export const board = {
  title: "Black tie and gold",
  description: "A ballroom at night: black velvet, gold and white roses by candlelight.",
  themes: ["black-tie-gold"],
  images: Object.keys(scenes).map((scene) => ({
    scene,
    theme: "black-tie-gold",
    from: "black-tie-gold.js",
    size: [768, 960],
  })),
}
