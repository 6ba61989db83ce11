import * as THREE from "three"
import { addGlasses } from "../geometry/glassware.js"
import { Bouquet, blade, tints } from "../geometry/flowers.js"
import { place } from "../geometry/kit.js"
import { box, merged, rod, surface, tube, turned } from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { roseDome } from "../models/florals.js"
import { MODELS } from "../models/index.js"
import { Random } from "../random.js"

/** What the outdoor boards are set up from: ground, sky, trees, tables laid with everything. */

/** A piece of the catalogue by its handle. */
export function piece(handle, options = {}) {
  const model = MODELS[handle]
  if (!model) throw new Error(`No model is called "${handle}"`)
  return model.build({ random: new Random(handle), ...options })
}

/** Copies of a whole object, one for each placement. @param {THREE.Matrix4[]} places */
export function copies(kit, object, places) {
  object.updateMatrixWorld(true)
  object.traverse((part) => {
    if (!part.isMesh) return
    const inner = []
    if (part.isInstancedMesh) {
      for (let i = 0; i < part.count; i++) {
        const m = new THREE.Matrix4()
        part.getMatrixAt(i, m)
        inner.push(part.matrixWorld.clone().multiply(m))
      }
    } else inner.push(part.matrixWorld)
    kit.many(
      part.geometry,
      part.material,
      places.flatMap((p) => inner.map((m) => p.clone().multiply(m)))
    )
  })
}

/** A backdrop of sky from the horizon's colour up to the zenith's. */
export function sky(scene, zenith, horizon, middle = 0.5) {
  const canvas = document.createElement("canvas")
  canvas.width = 8
  canvas.height = 512
  const pen = canvas.getContext("2d")
  const fall = pen.createLinearGradient(0, 0, 0, 512)
  fall.addColorStop(0, zenith)
  fall.addColorStop(middle, horizon)
  fall.addColorStop(1, horizon)
  pen.fillStyle = fall
  pen.fillRect(0, 0, 8, 512)
  scene.background = new THREE.CanvasTexture(canvas)
  scene.background.colorSpace = THREE.SRGBColorSpace
}

/** A meadow or lawn: ground with blades on the part that is near, but not on `bare` [x0, x1, z0, z1]. */
export function meadow(
  kit,
  random,
  {
    ground = "#76824f",
    blades = ["#7d8c4f", "#94a062", "#65763f"],
    near = [0, 0],
    size = [9, 7],
    count = 13000,
    height = 0.07,
    far = 60,
    bare = [],
  } = {}
) {
  const base = kit.add(
    new THREE.CircleGeometry(far, 48).rotateX(-Math.PI / 2),
    mat.bareClay(ground),
    [0, -0.002, 0]
  )
  base.castShadow = false
  const places = []
  const colours = []
  for (let i = 0; i < count; i++) {
    const x = near[0] + random.around(0, size[0] / 2)
    const z = near[1] + random.around(0, size[1] / 2)
    if (bare.some(([x0, x1, z0, z1]) => x > x0 && x < x1 && z > z0 && z < z1)) continue
    places.push(
      place(
        [x, 0, z],
        [random.around(0.25, 0.5), random.next() * 6.28, random.around(0, 0.4)],
        [height * 0.5, height * random.between(0.5, 1.3), height * 0.6]
      )
    )
    colours.push(tints(random.pick(blades), random, 0.12))
  }
  const grass = kit.many(
    blade(0.13, 1, 2),
    mat.leaf("#fffffb", 0.35, 0.9),
    places,
    colours
  )
  grass.castShadow = false
}

let clumpShape
/** A lump of leaves seen from afar: a ball with a broken surface. */
function clump() {
  if (clumpShape) return clumpShape.clone()
  const random = new Random("clump")
  const ball = new THREE.IcosahedronGeometry(1, 2)
  const { position, normal } = ball.attributes
  for (let i = 0; i < position.count; i++) {
    const k = random.between(0.72, 1.2)
    position.setXYZ(i, position.getX(i) * k, position.getY(i) * k, position.getZ(i) * k)
    normal.setXYZ(
      i,
      normal.getX(i) + random.around(0, 0.7),
      normal.getY(i) + random.around(0, 0.7),
      normal.getZ(i) + random.around(0, 0.7)
    )
  }
  clumpShape = ball
  return ball.clone()
}

/** Foliage in rounded masses. Each mass: [x, y, z, rx, ry, rz]. */
export function foliage(
  kit,
  random,
  masses,
  {
    colours = ["#5f7346", "#73875a", "#4c6039", "#869866"],
    count = 420,
    leaf = 0.16,
    core = "#4a5c38",
    shadow = true,
  } = {}
) {
  const places = []
  const tones = []
  const lumps = []
  const lumpTones = []
  for (const [x, y, z, rx, ry, rz] of masses) {
    for (let i = 0; i < 44; i++) {
      const h = 1 - (1.9 * (i + 0.5)) / 44
      const flat = Math.sqrt(1 - h * h)
      const a = i * 2.39996
      const size = Math.min(rx, ry) * random.between(0.2, 0.34)
      lumps.push(
        place(
          [
            x + flat * Math.cos(a) * rx * 0.82,
            y + h * ry * 0.86,
            z + flat * Math.sin(a) * rz * 0.82,
          ],
          [random.next() * 6, random.next() * 6, 0],
          size
        )
      )
      lumpTones.push(
        tints(random.pick(colours), random, 0.12).multiplyScalar(0.62 + 0.3 * h)
      )
    }
    const inner = kit.add(new THREE.SphereGeometry(1, 20, 14), mat.paint(core, 1), [
      x,
      y,
      z,
    ])
    inner.scale.set(rx * 0.86, ry * 0.86, rz * 0.86)
    inner.castShadow = shadow
    for (let i = 0; i < count; i++) {
      const h = random.between(-1, 1)
      const flat = Math.sqrt(1 - h * h)
      const a = random.next() * Math.PI * 2
      const k = random.between(0.82, 1.06)
      places.push(
        place(
          [
            x + flat * Math.cos(a) * rx * k,
            y + h * ry * k,
            z + flat * Math.sin(a) * rz * k,
          ],
          [random.next() * 6, random.next() * 6, random.next() * 6],
          leaf * random.between(0.6, 1.3)
        )
      )
      tones.push(tints(random.pick(colours), random, 0.14))
    }
  }
  kit.many(clump(), mat.leaf("#fffff8", 0.15, 1), lumps, lumpTones).castShadow = shadow
  kit.many(blade(0.3, 1, 3), mat.leaf("#fffffa", 0.35, 0.8), places, tones).castShadow =
    shadow
}

/** A line of trees at a distance; `x` instead of `z` runs it away from the camera. */
export function treeline(
  kit,
  random,
  { z = -9, x: aside, from = -9, to = 9, high = [2.4, 4], ...rest } = {}
) {
  const masses = []
  for (let x = from; x < to; x += random.between(1.1, 1.7)) {
    const h = random.between(...high)
    const across = random.around(0, 0.8)
    if (aside === undefined)
      masses.push([x, h * 0.5, z + across, random.between(1, 1.6), h * 0.58, 1])
    else masses.push([aside + across, h * 0.5, x, 1, h * 0.58, random.between(1, 1.6)])
  }
  foliage(kit, random, masses, { count: 520, leaf: 0.19, shadow: false, ...rest })
}

/** A wall of lime plaster with a floor before it. */
export function room(
  kit,
  {
    wall = "#d8a98a",
    floor = mat.concrete("#c9b8a4"),
    width = 9,
    height = 5,
    z = -1.2,
  } = {}
) {
  kit.add(
    box(width, height, 0.1, { round: 0 }),
    typeof wall === "string" ? mat.plaster(wall) : wall,
    [0, height / 2, z - 0.05]
  )
  kit.add(new THREE.PlaneGeometry(width, 9).rotateX(-Math.PI / 2), floor, [0, 0, z + 4.5])
}

let fire
function flameShape() {
  fire ??= turned(
    [
      [0, 0],
      [0.0036, 0.005],
      [0.005, 0.012],
      [0.0036, 0.022],
      [0.0014, 0.031],
      [0, 0.036],
    ],
    { smooth: true, segments: 12, steps: 3 }
  )
  return fire.clone()
}

/** Burning tapers at points; each [x, y, z, height, colour]. `stick` is a metal or null. */
export function tapers(kit, list, stick = "brass", stickHeight = 0.16) {
  const waxes = new Map()
  for (const [x, y, z, h, colour] of list) {
    const up = stick ? stickHeight : 0
    if (!waxes.has(colour)) waxes.set(colour, [])
    waxes.get(colour).push(
      turned(
        [
          [0, 0],
          [0.0105, 0],
          [0.0098, h * 0.55],
          [0.0075, h * 0.96],
          [0, h],
        ],
        { segments: 20 }
      ).translate(x, y + up - 0.012, z)
    )
  }
  for (const [colour, parts] of waxes) kit.add(merged(parts), mat.wax(colour))
  if (stick) {
    const s = stickHeight
    const shape = turned(
      [
        [0, 0],
        [0.046, 0],
        [0.047, 0.005],
        [0.03, 0.013],
        [0.012, 0.022],
        [0.007, 0.04],
        [0.012, 0.055],
        [0.006, 0.068],
        [0.006, s - 0.04],
        [0.012, s - 0.032],
        [0.0125, s],
        [0, s - 0.004],
      ],
      { segments: 32 }
    )
    kit.many(
      shape,
      mat.metal(stick, 0.2),
      list.map(([x, y, z]) => place([x, y, z]))
    )
  }
  kit.many(
    flameShape(),
    mat.glow("#ffca74", 5),
    list.map(([x, y, z, h]) => place([x, y + (stick ? stickHeight : 0) + h - 0.012, z]))
  )
}

/** Burning pillar candles; each [x, y, z, radius, height, colour]. */
export function pillars(kit, list) {
  for (const [x, y, z, r, h, colour] of list) {
    kit.add(
      turned(
        [
          [0, 0],
          [r, 0],
          [r, h - 0.006],
          [r - 0.005, h],
          [r * 0.7, h - 0.006],
          [0, h - 0.01],
        ],
        { segments: 40 }
      ),
      mat.wax(colour),
      [x, y, z]
    )
  }
  kit.many(
    flameShape(),
    mat.glow("#ffca74", 5),
    list.map(([x, y, z, , h]) => place([x, y + h - 0.004, z], [0, 0, 0], 1.15))
  )
}

/** Tealights in small cups of glass. */
export function cups(kit, points, kind = "amber") {
  const cup = turned(
    [
      [0, 0.004],
      [0.026, 0],
      [0.031, 0.004],
      [0.034, 0.03],
      [0.036, 0.06],
    ],
    { segments: 32 }
  )
  addGlasses(
    kit,
    cup,
    kind,
    points.map((p) => place(p))
  )
  kit.many(
    turned(
      [
        [0, 0.006],
        [0.021, 0.006],
        [0.021, 0.022],
        [0, 0.022],
      ],
      { segments: 24 }
    ),
    mat.wax("#f3e7d2"),
    points.map((p) => place(p))
  )
  kit.many(
    flameShape(),
    mat.glow("#ffca74", 5),
    points.map(([x, y, z]) => place([x, y + 0.022, z], [0, 0, 0], 0.75))
  )
}

export const gobletShape = () => {
  const outline = [
    [0.036, 0],
    [0.034, 0.003],
    [0.012, 0.008],
    [0.007, 0.02],
    [0.008, 0.042],
    [0.024, 0.056],
    [0.038, 0.08],
    [0.0425, 0.115],
    [0.0412, 0.158],
  ]
  const curve = new THREE.SplineCurve(outline.map(([x, y]) => new THREE.Vector2(x, y)))
  return surface(
    120,
    26,
    (u, v) => {
      const p = curve.getPoint(v)
      const rib = p.y > 0.06 && p.y < 0.145 ? 0.0016 * Math.cos(u * 30 * Math.PI * 2) : 0
      return [
        (p.x + rib) * Math.cos(u * Math.PI * 2),
        p.y,
        (p.x + rib) * Math.sin(u * Math.PI * 2),
      ]
    },
    { closed: true }
  )
}

export const chargerShape = () =>
  surface(
    96,
    60,
    (u, v) => {
      const r = 0.004 + 0.156 * v
      const weave =
        0.0022 *
        Math.cos(v * 20 * Math.PI * 2) *
        (Math.cos(u * 40 * Math.PI * 2) > 0 ? 1 : 0.4)
      return [
        r * Math.cos(u * Math.PI * 2),
        0.008 + weave + (v > 0.94 ? 0.006 * Math.sin(((v - 0.94) / 0.06) * Math.PI) : 0),
        r * -Math.sin(u * Math.PI * 2),
      ]
    },
    { closed: true }
  )

export const plateShape = (r = 0.135) =>
  turned(
    [
      [0, 0.006],
      [r * 0.66, 0.006],
      [r * 0.78, 0.011],
      [r, 0.02],
      [r, 0.022],
      [r * 0.98, 0.0225],
      [r * 0.76, 0.014],
      [r * 0.64, 0.0085],
      [0, 0.0085],
    ],
    { segments: 64 }
  )

export const forkShape = () =>
  merged([
    box(0.007, 0.003, 0.13, { round: 0.0014 }).translate(0, 0.002, 0.035),
    box(0.022, 0.003, 0.03, { round: 0.0014 }).translate(0, 0.002, -0.04),
    ...[-0.009, -0.003, 0.003, 0.009].map((x) =>
      box(0.0028, 0.0022, 0.045, { round: 0.001 }).translate(x, 0.002, -0.075)
    ),
  ])

export const knifeShape = () =>
  merged([
    box(0.01, 0.005, 0.1, { round: 0.002 }).translate(0, 0.003, 0.05),
    box(0.019, 0.002, 0.125, { round: 0.001 }).translate(0.002, 0.003, -0.06),
  ])

/** A napkin folded long, laid over the plate and falling over the table's edge. */
export function laidNapkin(random, long = 0.34, wide = 0.085, drop = 0.1) {
  const phase = random.next() * 6
  return surface(
    24,
    60,
    (u, v) => {
      const s = (v - 0.42) * long
      const t = u * 2 - 1
      const over = Math.max(0, s - (0.5 * long - drop))
      const soft = 0.002 * Math.sin(t * 4 + phase) + 0.0022 * Math.sin(v * 17 + phase)
      return [
        t * (wide / 2) * (1 + 0.16 * (v - 0.4)) + 0.003 * Math.sin(v * 9 + phase),
        0.012 + soft - over * 0.92 - 0.004 * t * t,
        s - over * 0.75,
      ]
    },
    { size: [wide, long] }
  )
}

/**
 * Lays places along both long sides of a table. `style` names what each is laid with:
 * charger (colour or "gold"), plate (material), napkin (colour), glass (kind), metal.
 */
export function layPlaces(kit, random, { xs, width, y = 0.762, style, sides = [1, -1] }) {
  const spots = []
  for (const x of xs)
    for (const side of sides)
      spots.push([x, y, side * (width / 2 - 0.19), side > 0 ? 0 : Math.PI])
  const at = (dx, dy, dz) =>
    spots.map(([x, h, z, turn]) =>
      place([x, h, z], [0, turn, 0]).multiply(
        new THREE.Matrix4().makeTranslation(dx, dy, dz)
      )
    )
  let lift = 0
  if (style.charger) {
    if (style.charger === "gold")
      kit.many(
        turned(
          [
            [0, 0.004],
            [0.11, 0.004],
            [0.118, 0.009],
            [0.16, 0.013],
            [0.162, 0.015],
            [0.158, 0.014],
            [0.116, 0.011],
            [0.108, 0.007],
            [0, 0.007],
          ],
          { segments: 72 }
        ),
        mat.metal("gold", 0.28),
        at(0, 0, 0)
      )
    else kit.many(chargerShape(), mat.paint(style.charger, 0.65), at(0, 0, 0))
    lift = 0.011
  }
  kit.many(plateShape(), style.plate, at(0, lift, 0))
  if (style.rim)
    kit.many(
      new THREE.TorusGeometry(0.1345, 0.0014, 6, 72).rotateX(Math.PI / 2),
      mat.metal("gold", 0.2),
      at(0, lift + 0.0222, 0)
    )
  if (style.small) kit.many(plateShape(0.1), style.small, at(0, lift + 0.007, 0))
  const top = lift + (style.small ? 0.016 : 0.01)
  for (const matrix of at(0, top, 0)) {
    const napkin = kit.add(laidNapkin(random), mat.linen(style.napkin))
    napkin.applyMatrix4(matrix)
  }
  kit.many(forkShape(), mat.metal(style.metal, 0.2), at(-0.195, 0, 0.01))
  kit.many(knifeShape(), mat.metal(style.metal, 0.2), at(0.195, 0, 0.01))
  addGlasses(kit, gobletShape(), style.glass, at(0.2, 0, -0.19))
  if (style.second) addGlasses(kit, gobletShape(), style.second, at(0.12, 0, -0.215))
}

/** A length of gauze pulled along the middle of a table, falling at both ends. */
export function runner(
  kit,
  random,
  { length, y = 0.765, width = 0.3, colour, drop = 0.5 }
) {
  const total = length + drop * 2
  const phase = [random.next() * 6, random.next() * 6, random.next() * 6]
  const cloth = surface(
    60,
    300,
    (u, v) => {
      const s = (v - 0.5) * total
      const t = 1 - u * 2
      const over = Math.max(0, Math.abs(s) - length / 2)
      const fold =
        0.011 * Math.abs(Math.sin(t * 7 + 1.4 * Math.sin(s * 3 + phase[0]) + phase[1])) +
        0.004 * Math.sin(s * 23 + t * 3)
      const wide =
        (width / 2) *
        (1 + 0.24 * Math.sin(s * 2.2 + phase[2]) + 0.1 * Math.sin(s * 5 + phase[0]))
      return [
        Math.sign(s) *
          (Math.min(Math.abs(s), length / 2 + 0.012) + (over ? 0.01 + fold : 0)),
        y + (over ? -over : Math.max(0.002, fold)),
        t * wide + 0.03 * Math.sin(s * 1.7 + phase[1]),
      ]
    },
    { size: [width * 1.8, total] }
  )
  kit.add(cloth, mat.linen(colour))
}

/** Low flowers along a table: domes at points, each [x, radius]. */
export function tableFlowers(
  kit,
  random,
  list,
  colour,
  { y = 0.76, z = 0, bowl, far = true } = {}
) {
  const b = new Bouquet(random, { far })
  for (const [x, r] of list) {
    if (bowl)
      kit.add(
        turned(
          [
            [0, 0],
            [r * 0.5, 0],
            [r * 0.3, r * 0.18],
            [r * 0.72, r * 0.62],
            [r * 0.8, r * 0.85],
            [0, r * 0.8],
          ],
          { smooth: true, segments: 48 }
        ),
        bowl,
        [x, y, z]
      )
    roseDome(b, [x, y + r * 0.95, z], r, colour, { count: 34, greens: 11 })
  }
  b.into(kit)
}

/** Strings of lamps between points. */
export function festoon(
  kit,
  from,
  to,
  { count = 12, dip = 0.5, radius = 0.035, power = 4, colour = "#ffce86" } = {}
) {
  const at = (t) => [
    from[0] + (to[0] - from[0]) * t,
    from[1] + (to[1] - from[1]) * t - dip * 4 * t * (1 - t),
    from[2] + (to[2] - from[2]) * t,
  ]
  kit.add(
    tube(
      Array.from({ length: 17 }, (_, i) => at(i / 16)),
      0.006,
      { sides: 5, segments: 40 }
    ),
    mat.paint("#2a2522")
  )
  const spots = Array.from({ length: count }, (_, i) => at((i + 0.5) / count))
  kit.many(
    new THREE.SphereGeometry(radius, 14, 10),
    mat.glow(colour, power),
    spots.map(([x, y, z]) => place([x, y - radius - 0.03, z]))
  )
  kit.many(
    rod([0, -0.035, 0], [0, 0, 0], 0.014, 0.014, 8),
    mat.paint("#2a2522"),
    spots.map((p) => place(p))
  )
}

/** Petals strewn on the ground. */
export function strewn(kit, random, count, area, colours, y = 0.012) {
  const places = []
  const tones = []
  for (let i = 0; i < count; i++) {
    const [x0, x1, z0, z1] = area
    places.push(
      place(
        [random.between(x0, x1), y + random.next() * 0.02, random.between(z0, z1)],
        [random.around(1.5, 0.5), random.next() * 6, random.around(0, 0.5)],
        random.between(0.03, 0.05)
      )
    )
    tones.push(tints(random.pick(colours), random, 0.05))
  }
  kit.many(blade(0.3, 1, 2), mat.leaf("#fffff9", 0.3, 0.8), places, tones).castShadow =
    false
}

/** Roses and leaves massed along a curve; `at(t)` gives the spine, `normal(t)` where they look. */
export function flowerBand(
  kit,
  random,
  at,
  {
    from = 0,
    to = 1,
    count = 60,
    thick = 0.2,
    colours,
    size = [0.05, 0.09],
    extra = [],
    greens = 0.8,
    toward = [0, 0.2, 1],
  }
) {
  const b = new Bouquet(random, { far: true })
  for (let i = 0; i < count; i++) {
    const t = from + ((to - from) * (i + random.next())) / count
    const taper =
      Math.sin(Math.PI * Math.min(1, Math.max(0.08, (t - from) / (to - from)))) ** 0.5
    const p = at(t)
    const off = [
      random.around(0, thick * taper),
      random.around(0, thick * taper),
      random.between(-0.3, 0.8) * thick * taper,
    ]
    const look = off.map((v, k) => v * 3 + toward[k] + random.around(0, 0.25))
    const spot = p.map((v, k) => v + off[k])
    b[random.next() < 0.18 ? "puff" : random.next() < 0.2 ? "bloom" : "rose"](
      spot,
      look,
      random.between(...size),
      random.pick(colours)
    )
    if (random.next() < greens)
      b.eucalyptus(
        spot,
        [look[0] + random.around(0, 0.8), look[1] + random.around(0, 0.8), look[2] * 0.5],
        random.between(0.16, 0.34),
        { size: 0.055 }
      )
    for (let k = 0; k < 3; k++)
      b.leaf(
        spot,
        [random.around(0, 1), random.around(0.2, 1), random.between(0, 1)],
        random.between(0.07, 0.11),
        random.pick(["#6d8468", "#5f7a55", "#87986f"])
      )
    if (extra.length && random.next() < 0.16)
      b.plume(
        spot,
        [look[0] * 1.6, 0.5 + look[1], look[2]],
        random.between(0.3, 0.5),
        random.pick(extra)
      )
  }
  b.into(kit)
}
