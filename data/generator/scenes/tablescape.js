import * as THREE from "three"
import { Bouquet } from "../geometry/flowers.js"
import { Kit } from "../geometry/kit.js"
import { box, merged, plate, ring, surface } from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { gatheredNapkin, longCloth, napkinRing, roundCloth } from "../models/linens.js"
import {
  blueRimPlate,
  coupe,
  crystalTumbler,
  cutleryMetal,
  fork,
  goblet,
  goldRimPlate,
  knife,
  metallicCharger,
  rattanCharger,
  spoon,
  stonewarePlate,
} from "../models/tableware.js"
import { garland, roseDome } from "../models/florals.js"
import { farmTable } from "../models/tables.js"
import { Random } from "../random.js"

/** Parts that styled scenes share: rooms, drapes, laid tables, far lights. Metres; y = 0 the floor. */

const PLATES = { gold: goldRimPlate, blue: blueRimPlate, stoneware: stonewarePlate }
const CHARGERS = { metallic: metallicCharger, rattan: rattanCharger }

/**
 * One guest's place, its plate at the origin and the guest towards +z.
 *
 * @param {{ charger?: [string, string], plate: [string, string?], napkin: THREE.Material, cutlery: string,
 *   glasses?: string[], detail?: number, random?: Random }} style
 */
export function placeSetting({
  charger,
  plate: [china, colour],
  napkin,
  cutlery,
  glasses = ["goblet Clear", "coupe"],
  detail = 0.5,
  random = new Random("place"),
}) {
  const kit = new Kit()
  if (charger) kit.put(CHARGERS[charger[0]]({ colour: charger[1], detail }))
  const lift = charger ? (charger[0] === "rattan" ? 0.012 : 0.006) : 0
  kit.put(PLATES[china]({ colour, random }), [0, lift, 0])
  const folded = new Kit()
  folded.add(gatheredNapkin({ random, length: 0.3, spread: 0.075 }), napkin)
  folded.add(
    napkinRing(),
    mat.metal(cutlery === "Silver" ? "silver" : "gold", 0.2),
    [0, 0.018, -0.03]
  )
  kit.put(folded.group, [0, lift + 0.012, -0.01], 0.12)
  const metal = cutleryMetal(cutlery)
  const side = charger ? 0.2 : 0.17
  kit.add(fork(0.206), metal, [-side, 0.001, 0])
  kit.add(fork(0.178), metal, [-side - 0.034, 0.001, 0.014])
  kit.add(knife(), metal, [side, 0.001, 0])
  kit.add(spoon(), metal, [side + 0.036, 0.001, 0.008])
  const spots = [
    [side - 0.015, 0, -0.2],
    [side + 0.085, 0, -0.15],
  ]
  glasses.forEach((name, i) => {
    const [kind, tone] = name.split(" ")
    const glass =
      kind === "goblet"
        ? goblet({ colour: tone, detail })
        : kind === "coupe"
          ? coupe()
          : crystalTumbler({ detail })
    kit.put(glass, spots[i])
  })
  return kit.group
}

/**
 * A long table along x with chairs and places on both sides.
 *
 * @param {{ length?: number, seats?: number, cloth?: THREE.Material, drop?: number, finish?: string,
 *   chair: () => THREE.Object3D, place: THREE.Object3D, random: Random }} style
 */
export function longTable({
  length = 2.4,
  seats = 4,
  cloth,
  drop = 0.35,
  finish,
  chair,
  place,
  random,
}) {
  const kit = new Kit()
  const tables = Math.round(length / 2.4)
  for (let i = 0; i < tables; i++)
    kit.put(farmTable({ size: "240", finish }), [(i - (tables - 1) / 2) * 2.4, 0, 0])
  const top = cloth ? 0.767 : 0.7605
  if (cloth)
    kit.add(
      longCloth({
        table: [length + 0.02, 1.02],
        size: [length + 0.02 + drop * 2, 1.02 + drop * 2],
        random,
      }),
      cloth
    )
  const seat = chair?.()
  for (let i = 0; i < seats; i++) {
    const x = (i - (seats - 1) / 2) * (length / seats)
    for (const side of [-1, 1]) {
      if (seat)
        kit.put(
          seat.clone(),
          [x + random.around(0, 0.015), 0, side * (0.68 + random.around(0, 0.03))],
          (side > 0 ? Math.PI : 0) + random.around(0, 0.05)
        )
      if (place) kit.put(place.clone(), [x, top, side * 0.29], side > 0 ? 0 : Math.PI)
    }
  }
  return { group: kit.group, top }
}

/** A round table under a cloth, laid for `seats`. */
export function roundTable({
  radius = 0.9,
  seats = 8,
  cloth,
  reach = 1.66,
  chair,
  place,
  random,
  folds = 17,
}) {
  const kit = new Kit()
  kit.add(roundCloth({ table: radius, reach, random, folds }), cloth)
  const seat = chair?.()
  for (let i = 0; i < seats; i++) {
    const a = ((i + 0.5) / seats) * Math.PI * 2
    const [s, c] = [Math.sin(a), Math.cos(a)]
    if (seat)
      kit.put(
        seat.clone(),
        [s * (radius + 0.3), 0, c * (radius + 0.3)],
        a + Math.PI + random.around(0, 0.06)
      )
    if (place)
      kit.put(place.clone(), [s * (radius - 0.22), 0.762, c * (radius - 0.22)], a)
  }
  return { group: kit.group, top: 0.762 }
}

/** A curtain in pleats along x from the origin, hanging from `height`. */
export function drape(
  width,
  height,
  { depth = 0.06, pitch = 0.2, pool = 0, seed = "drape" } = {}
) {
  const random = new Random(seed)
  const p = Array.from({ length: 5 }, () => random.next() * 6.28)
  return surface(
    Math.round(width * 90),
    30,
    (u, v) => {
      const x = u * width
      const k =
        (x / pitch) * Math.PI * 2 +
        0.9 * Math.sin(x * 2.1 + p[0]) +
        v * 0.4 * Math.sin(x * 3 + p[1])
      const fold = Math.sin(k) + 0.35 * Math.sin(k * 1.9 + p[2]) * v
      return [
        x - width / 2 + 0.03 * v * Math.sin(x * 5 + p[3]),
        height * (1 - v) + 0.002,
        depth * (0.75 + 0.35 * v) * fold + pool * Math.max(0, v - 0.94) * 4,
      ]
    },
    { size: [width * 1.6, height] }
  )
}

/** A curtain drawn aside: gathered at `tie` of its height towards x = 0. */
export function tiedDrape(
  width,
  height,
  { tie = 0.42, side = 1, depth = 0.06, seed = "tied" } = {}
) {
  const random = new Random(seed)
  const p = random.next() * 6
  return surface(
    110,
    70,
    (u, v) => {
      const y = 1 - v
      const gather = Math.exp(-(((y - tie) / 0.17) ** 2))
      const below = y < tie ? 0.35 + 0.25 * (tie - y) : 0
      const wide =
        width *
        Math.max(
          0.13,
          y >= tie
            ? 1 - 0.87 * gather
            : Math.max(
                1 - 0.87 * gather > 0.6 ? 0.32 : 0.13,
                Math.min(below, 1 - 0.87 * gather)
              )
        )
      const k = u * Math.PI * 2 * (width / 0.2) + 0.8 * Math.sin(u * 9 + p)
      return [
        side * u * wide,
        height * y + 0.002,
        (depth + 0.02 * gather) * Math.sin(k) * (0.6 + 0.4 * (wide / width)),
      ]
    },
    { size: [width * 1.6, height] }
  )
}

/** A wall along x at z = 0 with raised frames, `colour` paint, and trims of their own. */
export function panelledWall(
  width,
  height,
  { material, trim = material, panels = 4, dado = 0.9 }
) {
  const kit = new Kit()
  kit.add(new THREE.PlaneGeometry(width, height).translate(0, height / 2, 0), material)
  const each = width / panels
  const frames = []
  const frame = (x, y, w, h) => {
    const t = 0.028
    for (const s of [-1, 1]) {
      frames.push(box(w, t, t, { round: 0.008 }).translate(x, y + (s * h) / 2, 0.008))
      frames.push(box(t, h, t, { round: 0.008 }).translate(x + (s * w) / 2, y, 0.008))
    }
  }
  for (let i = 0; i < panels; i++) {
    const x = (i - (panels - 1) / 2) * each
    frame(x, (dado + height) / 2 + 0.02, each - 0.26, height - dado - 0.36)
    frame(x, dado / 2 + 0.06, each - 0.26, dado - 0.34)
  }
  kit.add(merged(frames), trim)
  const rails = [
    box(width, 0.055, 0.05, { round: 0.012 }).translate(0, dado, 0.015),
    box(width, 0.14, 0.035, { round: 0.008 }).translate(0, 0.07, 0.01),
    box(width, 0.1, 0.08, { round: 0.02 }).translate(0, height - 0.05, 0.02),
  ]
  kit.add(merged(rails), material)
  return kit.group
}

export const floor = (material, size = 30) => {
  const geometry = new THREE.PlaneGeometry(size, size).rotateX(-Math.PI / 2)
  const { uv, position } = geometry.attributes
  for (let i = 0; i < uv.count; i++) uv.setXY(i, position.getX(i), position.getZ(i))
  const mesh = new THREE.Mesh(geometry, material)
  mesh.receiveShadow = true
  return mesh
}

let dot
function dotTexture() {
  if (dot) return dot
  const canvas = document.createElement("canvas")
  canvas.width = canvas.height = 128
  const pen = canvas.getContext("2d")
  const disc = pen.createRadialGradient(64, 64, 0, 64, 64, 62)
  disc.addColorStop(0, "rgba(255,255,255,0.62)")
  disc.addColorStop(0.82, "rgba(255,255,255,0.72)")
  disc.addColorStop(0.93, "rgba(255,255,255,0.95)")
  disc.addColorStop(1, "rgba(255,255,255,0)")
  pen.fillStyle = disc
  pen.fillRect(0, 0, 128, 128)
  dot = new THREE.CanvasTexture(canvas)
  dot.colorSpace = THREE.SRGBColorSpace
  return dot
}

/** Lights far behind the focus, each a soft disc, in the box from `low` to `high`. */
export function farLights(
  random,
  { count = 60, low, high, size = [0.05, 0.14], colour = "#ffc777", power = 0.8 }
) {
  const group = new THREE.Group()
  for (let i = 0; i < count; i++) {
    const material = new THREE.SpriteMaterial({
      map: dotTexture(),
      transparent: true,
      opacity: power * random.between(0.25, 0.9),
      depthWrite: false,
      blending: THREE.AdditiveBlending,
    })
    material.color.set(colour)
    material.fog = false
    const sprite = new THREE.Sprite(material)
    sprite.position.set(...[0, 1, 2].map((k) => random.between(low[k], high[k])))
    sprite.scale.setScalar(random.between(...size))
    group.add(sprite)
  }
  return group
}

/** Strings of small bulbs hanging in front of a wall. */
export function lightCurtain(
  random,
  width,
  height,
  { strings = 26, step = 0.16, colour = "#ffd79a", power = 7 } = {}
) {
  const kit = new Kit()
  const places = []
  for (let i = 0; i < strings; i++) {
    const x = (i / (strings - 1) - 0.5) * width
    for (
      let y = random.next() * step;
      y < height - 0.15;
      y += step * random.between(0.8, 1.2)
    ) {
      places.push(
        new THREE.Matrix4().makeTranslation(
          x + random.around(0, 0.012),
          height - y,
          random.around(0, 0.03)
        )
      )
    }
  }
  kit.many(new THREE.SphereGeometry(0.009, 8, 6), mat.glow(colour, power), places)
  return kit.group
}

/** A warm light without shadow, as from many flames. */
export function warmth(scene, at, power = 1, reach = 3, colour = "#ffb266") {
  const lamp = new THREE.PointLight(colour, power, reach, 1.6)
  lamp.position.set(...at)
  scene.add(lamp)
  return lamp
}

/** Roses in a low mound at `at`. */
export function mound(scene, at, radius, colour, random, options) {
  const b = new Bouquet(random)
  roseDome(b, at, radius, colour, options)
  const kit = new Kit()
  const group = b.into(kit)
  scene.add(group)
  return group
}

/** Eucalyptus along a line of the scene. */
export function greenLine(scene, at, long, random, options) {
  const b = new Bouquet(random)
  garland(b, at, long, options)
  const group = b.into(new Kit())
  scene.add(group)
  return group
}

/** A model standing at a place. */
export function stand(scene, group, at = [0, 0, 0], turn = 0, scale = 1) {
  const kit = new Kit()
  kit.put(group, at, turn, scale)
  scene.add(kit.group)
  return kit.group
}

/** Adds geometry to a scene with shadows. */
export function add(scene, geometry, material, at, turn) {
  const kit = new Kit()
  kit.add(geometry, material, at, turn)
  scene.add(kit.group)
}

/** A cake of plain tiers, `tiers` as [radius, height] from the bottom. */
export function cake(tiers, icing, { trim } = {}) {
  const kit = new Kit()
  let y = 0
  for (const [r, h] of tiers) {
    const shape = new THREE.Shape()
    shape.absarc(0, 0, r, 0, Math.PI * 2, false)
    kit.add(
      plate(shape, h, { round: 0.008, curveSegments: 64 })
        .rotateX(-Math.PI / 2)
        .translate(0, y + h / 2, 0),
      icing
    )
    if (trim)
      kit.add(ring(r + 0.001, 0.0028, { segments: 90 }).translate(0, y + 0.004, 0), trim)
    y += h
  }
  return kit.group
}
