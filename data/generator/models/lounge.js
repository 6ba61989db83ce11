import * as THREE from "three"
import { mergeVertices } from "three/addons/utils/BufferGeometryUtils.js"
import { Kit, place } from "../geometry/kit.js"
import {
  box,
  boxUv,
  merged,
  plate,
  ring,
  rod,
  surface,
  tube,
  turned,
} from "../geometry/shapes.js"
import * as mat from "../materials/index.js"

const clamp = THREE.MathUtils.clamp
const smooth = THREE.MathUtils.smoothstep

/**
 * A stuffed block: rounded edges, faces that swell, and creases when it is `loose`.
 * Its middle is the origin.
 */
export function cushion(
  width,
  height,
  depth,
  { round = 0.05, swell = 0.03, loose = 0, random, detail = 0.028 } = {}
) {
  const half = [width / 2, height / 2, depth / 2]
  const parts = half.map((h) => Math.max(4, Math.ceil((h * 2) / detail)))
  let geometry = new THREE.BoxGeometry(width, height, depth, ...parts)
  geometry.deleteAttribute("uv")
  geometry.deleteAttribute("normal")
  geometry = mergeVertices(geometry, 1e-5)
  const r = Math.min(round, ...half.map((h) => h * 0.96))
  const position = geometry.attributes.position
  const phases = Array.from({ length: 8 }, () => (random ? random.next() * 6.28 : 1))
  const p = new THREE.Vector3()
  const core = new THREE.Vector3()
  for (let i = 0; i < position.count; i++) {
    p.fromBufferAttribute(position, i)
    core.set(...[p.x, p.y, p.z].map((v, k) => clamp(v, -(half[k] - r), half[k] - r)))
    p.sub(core).normalize().multiplyScalar(r).add(core)
    const n = [p.x, p.y, p.z].map((v, k) => clamp(v / half[k], -1, 1))
    const dome = n.map((v) => Math.cos((v * Math.PI) / 2) ** 0.8)
    p.x += n[0] * swell * 0.5 * dome[1] * dome[2]
    p.y += n[1] * swell * dome[0] * dome[2]
    p.z += n[2] * swell * 0.8 * dome[0] * dome[1]
    if (loose) {
      const wave =
        Math.sin(p.x * 17 + p.y * 9 + phases[0]) * Math.sin(p.z * 13 + phases[1]) +
        0.6 *
          Math.sin(p.x * 31 + p.z * 23 + phases[2] + 2 * Math.sin(p.y * 15 + phases[3])) +
        0.4 * Math.sin(p.y * 41 + p.x * 19 - p.z * 11 + phases[4])
      p.x += loose * wave * n[0] * 0.5
      p.y += loose * wave * (n[1] > 0 ? 1 : 0.3) * n[1]
      p.z += loose * wave * n[2] * 0.8
    }
    position.setXYZ(i, p.x, p.y, p.z)
  }
  geometry.computeVertexNormals()
  return boxUv(geometry, "x")
}

/** Closes a surface's seams and lays even texture on it, for cloth without a direction. */
function upholstered(geometry) {
  geometry.deleteAttribute("uv")
  geometry.deleteAttribute("normal")
  const whole = mergeVertices(geometry, 4e-3)
  whole.computeVertexNormals()
  return boxUv(whole, "x")
}

/** The welt round a cushion's edge, at a height. */
export function welt(width, depth, y, round, radius = 0.006) {
  const [x, z] = [width / 2, depth / 2]
  const points = []
  const corner = (cx, cz, from) => {
    for (let k = 0; k <= 4; k++) {
      const t = from + (k / 4) * (Math.PI / 2)
      points.push([cx + Math.cos(t) * round, y, cz + Math.sin(t) * round])
    }
  }
  corner(x - round, z - round, 0)
  corner(-(x - round), z - round, Math.PI / 2)
  corner(-(x - round), -(z - round), Math.PI)
  corner(x - round, -(z - round), Math.PI * 1.5)
  return tube(points, radius, { closed: true, segments: 140, sides: 8 })
}

/** A path round the inside of a sofa: down one arm, along the back, up the other arm. */
function aroundSeat(halfWidth, back, front, r) {
  const arm = front - (back + r)
  const bend = (Math.PI / 2) * r
  const rear = 2 * (halfWidth - r)
  const length = 2 * arm + 2 * bend + rear
  const at = (s) => {
    if (s < arm) return { x: -halfWidth, z: front - s, n: [-1, 0] }
    s -= arm
    if (s < bend) {
      const t = Math.PI + s / r
      return {
        x: -halfWidth + r + Math.cos(t) * r,
        z: back + r + Math.sin(t) * r,
        n: [Math.cos(t), Math.sin(t)],
      }
    }
    s -= bend
    if (s < rear) return { x: -halfWidth + r + s, z: back, n: [0, -1] }
    s -= rear
    if (s < bend) {
      const t = Math.PI * 1.5 + s / r
      return {
        x: halfWidth - r + Math.cos(t) * r,
        z: back + r + Math.sin(t) * r,
        n: [Math.cos(t), Math.sin(t)],
      }
    }
    return { x: halfWidth, z: back + r + (s - bend), n: [1, 0] }
  }
  return { at, length }
}

/** A polyline measured by its length. @param {number[][]} points */
function measured(points) {
  const lengths = [0]
  for (let i = 1; i < points.length; i++) {
    lengths.push(
      lengths[i - 1] +
        Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1])
    )
  }
  const length = lengths[lengths.length - 1]
  const at = (s) => {
    let i = 1
    while (i < points.length - 1 && lengths[i] < s) i++
    const f = (s - lengths[i - 1]) / (lengths[i] - lengths[i - 1])
    return [0, 1].map((k) => points[i - 1][k] + (points[i][k] - points[i - 1][k]) * f)
  }
  return { at, length }
}

function arc(cx, cy, r, from, to, n = 20) {
  return Array.from({ length: n + 1 }, (_, i) => {
    const t = THREE.MathUtils.degToRad(from + ((to - from) * i) / n)
    return [cx + Math.cos(t) * r, cy + Math.sin(t) * r]
  })
}

const SOFA_CLOTH = {
  Emerald: () => mat.velvet("emerald"),
  Blush: () => mat.velvet("blush"),
  "Tan leather": () => mat.leather("#a5642f"),
}

export function chesterfieldSofa({ colour = "Emerald", random }) {
  const kit = new Kit()
  const cloth = SOFA_CLOTH[colour]()
  const wood = mat.wood("#4a2c1a", 0.35)
  const brass = mat.metal("brass")
  const path = aroundSeat(0.8, -0.3, 0.42, 0.16)
  const [cn, cy, cr] = [0.132, 0.625, 0.118]
  const outline = [
    [0, 0.24],
    [0, 0.42],
    [0.012, 0.58],
    ...arc(cn, cy, cr, 176, -62, 40),
    [0.17, 0.48],
    [0.165, 0.14],
  ]
  const profile = measured(outline)
  const [low, high] = [0.2, 0.62]
  const [a, b] = [0.155, 0.15]
  const tuft = (s, v) => {
    const [p, q] = [(s - path.length / 2) / a, (v - low - 0.03) / b]
    const fold =
      Math.abs(Math.sin(Math.PI * (p + q))) * Math.abs(Math.sin(Math.PI * (p - q)))
    const window =
      smooth(v, low - 0.06, low + 0.04) * (1 - smooth(v, high - 0.03, high + 0.04))
    const ends = smooth(s, 0, 0.06) * smooth(path.length - s, 0, 0.06)
    return (fold ** 0.42 * 0.05 - 0.028) * window * ends
  }
  const onto = (s, v, lift) => {
    const { x, z, n } = path.at(s)
    const [pn, py] = profile.at(v)
    const [an, ay] = profile.at(Math.min(profile.length, v + 0.004))
    const [bn, by] = profile.at(Math.max(0, v - 0.004))
    const d = Math.hypot(an - bn, ay - by) || 1
    const [tn, ty] = [(an - bn) / d, (ay - by) / d]
    const [rn, ry] = [pn - ty * lift, py + tn * lift]
    return [x + n[0] * rn, ry, z + n[1] * rn]
  }
  kit.add(
    surface(
      300,
      96,
      (u, w) =>
        onto(
          u * path.length,
          w * profile.length,
          tuft(u * path.length, w * profile.length)
        ),
      {
        size: [path.length, profile.length],
      }
    ),
    cloth
  )
  const buttons = []
  for (let i = -40; i <= 40; i++) {
    for (let j = 0; j < 8; j++) {
      const s = path.length / 2 + (i / 2) * a
      const v = low + 0.03 + (j / 2) * b
      if ((i + j) % 2 || s < 0.07 || s > path.length - 0.07 || v > high - 0.04) continue
      buttons.push(place(onto(s, v, -0.022), [0, 0, 0], 0.011))
    }
  }
  kit.many(new THREE.SphereGeometry(1, 12, 8), cloth, buttons)
  const facing = [...outline, [0, 0.14]]
  const nails = []
  for (const side of [1, -1]) {
    const shape = facing.map(([n, y]) => [side * n, y])
    const front = plate(side < 0 ? shape.reverse() : shape, 0.03, {
      round: 0.012,
    }).translate(side * 0.8, 0, 0.425)
    kit.add(front, cloth)
    for (let s = 0.2; s < profile.length - 0.02; s += 0.021) {
      const [n, y] = profile.at(s)
      const [cx, cy2] = [0.09, 0.45]
      const inset = 0.018 / Math.hypot(n - cx, y - cy2)
      nails.push(
        place(
          [side * (0.8 + n + (cx - n) * inset), y + (cy2 - y) * inset, 0.441],
          [0, 0, 0],
          0.0065
        )
      )
    }
  }
  kit.many(new THREE.SphereGeometry(1, 10, 6), brass, nails)
  const rail = box(1.62, 0.15, 0.1, { round: 0.03 })
  kit.add(rail, cloth, [0, 0.215, 0.39])
  kit.add(box(1.84, 0.05, 0.74, { round: 0.01 }), mat.paint("#1d1a18"), [0, 0.142, 0.03])
  kit.add(box(1.66, 0.1, 0.7, { round: 0.01 }), cloth, [0, 0.22, 0.05])
  const loose = colour === "Tan leather" ? 0.004 : 0.002
  for (const x of [-0.533, 0, 0.533]) {
    const seat = cushion(0.526, 0.17, 0.72, { round: 0.055, swell: 0.035, loose, random })
    kit.add(seat, cloth, [x, 0.36, 0.075])
    kit.add(welt(0.516, 0.71, 0.425, 0.05, 0.007), cloth, [x, 0, 0.075])
    kit.add(welt(0.516, 0.71, 0.295, 0.05, 0.007), cloth, [x, 0, 0.075])
  }
  const foot = turned([
    [0, 0],
    [0.02, 0],
    [0.022, 0.03],
    [0.036, 0.06],
    [0.042, 0.085],
    [0.03, 0.1],
    [0.04, 0.11],
    [0.04, 0.125],
    [0, 0.125],
  ])
  const cap = turned([
    [0, 0],
    [0.024, 0],
    [0.026, 0.02],
    [0, 0.02],
  ])
  for (const x of [-0.88, 0.88]) {
    for (const z of [-0.36, 0.37]) {
      kit.add(foot, wood, [x, 0, z])
      kit.add(cap, brass, [x, 0, z])
    }
  }
  return kit.group
}

/** A tub back swept round an arc; its top falls towards the open front. */
export function boucleArmchair({ colour = "Ivory" }) {
  const kit = new Kit()
  const cloth = mat.boucle(colour === "Sage" ? "#a3a992" : "#efe6d6")
  const radius = 0.305
  const open = 2.35
  const shell = surface(
    150,
    56,
    (u, v) => {
      const t = (u * 2 - 1) * open
      const end = Math.min(1, (1 - Math.abs(u * 2 - 1)) * 8)
      const plump = Math.sqrt(Math.max(0, 1 - (1 - end) ** 2))
      const fall = smooth(Math.abs(t), 0.7, open)
      const top = 0.72 - fall * 0.2
      const thick = 0.09 * Math.max(0.02, plump)
      const middle = (top + 0.07) / 2
      const tall = ((top - 0.07) / 2) * (0.9 + 0.1 * plump)
      const w = v * Math.PI * 2
      const [c, s] = [Math.cos(w), Math.sin(w)]
      const n = Math.sign(c) * Math.abs(c) ** 0.62 * thick
      const y = middle + Math.sign(s) * Math.abs(s) ** 0.55 * tall
      const lean = 0.05 * smooth(y, 0.3, 0.72)
      const r = radius + n + lean - (1 - plump) * 0.01
      return [Math.sin(t) * r, y, -Math.cos(t) * r]
    },
    { size: [1.8, 1.5] }
  )
  kit.add(upholstered(shell), cloth)
  const seat = surface(
    96,
    40,
    (u, v) => {
      const t = u * Math.PI * 2
      const w = (v - 0.5) * Math.PI
      const r = 0.315 * Math.cos(w) ** 0.34
      const y = 0.315 + Math.sign(Math.sin(w)) * Math.abs(Math.sin(w)) ** 0.8 * 0.115
      return [
        Math.cos(t) * r,
        y + 0.012 * Math.cos(r * 4.8),
        Math.sin(t) * r * 1.02 + 0.065,
      ]
    },
    { size: [1.9, 0.8], closed: true }
  )
  kit.add(upholstered(seat), cloth)
  kit.add(
    turned(
      [
        [0, 0.07],
        [0.3, 0.07],
        [0.325, 0.09],
        [0.325, 0.24],
        [0.3, 0.26],
        [0, 0.26],
      ],
      { segments: 80 }
    ),
    cloth,
    [0, 0, 0.055]
  )
  kit.add(
    turned([
      [0, 0],
      [0.26, 0],
      [0.27, 0.075],
      [0, 0.075],
    ]),
    mat.wood("walnut", 0.4),
    [0, 0, 0.02]
  )
  return kit.group
}

export function rattanLoungeChair({ random }) {
  const kit = new Kit()
  const cane = mat.rattan("#cfa36a")
  const dark = mat.rattan("#b98a52")
  const poles = []
  const hoop = (k, drop = 0) => [
    [-0.345 * k, 0.36 - drop, 0.36],
    [-0.37 * k, 0.55 - drop, 0.3],
    [-0.37 * k, 0.57 - drop, 0.05],
    [-0.33 * k, 0.66 - drop, -0.2],
    [-0.2 * k, 0.785 - drop, -0.38],
    [0, 0.82 - drop, -0.43],
    [0.2 * k, 0.785 - drop, -0.38],
    [0.33 * k, 0.66 - drop, -0.2],
    [0.37 * k, 0.57 - drop, 0.05],
    [0.37 * k, 0.55 - drop, 0.3],
    [0.345 * k, 0.36 - drop, 0.36],
  ]
  const top = new THREE.CatmullRomCurve3(
    hoop(1).map((p) => new THREE.Vector3(...p)),
    false,
    "centripetal"
  )
  poles.push(tube(top.getPoints(80), 0.018, { segments: 160 }))
  const seatRing = []
  for (let i = 0; i < 40; i++) {
    const t = (i / 40) * Math.PI * 2
    const [c, s] = [Math.cos(t), Math.sin(t)]
    seatRing.push([
      Math.sign(c) * Math.abs(c) ** 0.55 * 0.31,
      0.3 + 0.03 * s,
      0.05 + Math.sign(s) * Math.abs(s) ** 0.55 * 0.32,
    ])
  }
  poles.push(tube(seatRing, 0.017, { closed: true, segments: 160 }))
  poles.push(
    tube(
      seatRing.map(([x, y, z]) => [x * 1.0, y - 0.17, z]),
      0.012,
      { closed: true, segments: 120 }
    )
  )
  const ribs = []
  const n = 27
  for (let i = 0; i < n; i++) {
    const f = 0.1 + (0.8 * i) / (n - 1)
    const head = top.getPointAt(f)
    const t = Math.PI * (1.06 + (0.88 * i) / (n - 1))
    const [c, s] = [Math.cos(t), Math.sin(t)]
    const foot = new THREE.Vector3(
      Math.sign(c) * Math.abs(c) ** 0.55 * 0.31,
      0.3 + 0.03 * s,
      0.05 + Math.sign(s) * Math.abs(s) ** 0.55 * 0.32
    )
    const middle = head
      .clone()
      .lerp(foot, 0.5)
      .add(new THREE.Vector3(0, -0.015, -0.03))
    ribs.push(tube([head, middle, foot], 0.0065, { segments: 12, sides: 8 }))
  }
  for (const h of [0.32, 0.6]) {
    const line = []
    for (let i = 0; i <= 40; i++) {
      const f = i / 40
      const head = top.getPointAt(0.1 + 0.8 * f)
      const t = Math.PI * (1.06 + 0.88 * f)
      const [c, s] = [Math.cos(t), Math.sin(t)]
      const foot = new THREE.Vector3(
        Math.sign(c) * Math.abs(c) ** 0.55 * 0.31,
        0.3 + 0.03 * s,
        0.05 + Math.sign(s) * Math.abs(s) ** 0.55 * 0.32
      )
      const bow = 4 * h * (1 - h) * 0.03
      line.push(foot.lerp(head, h).add(new THREE.Vector3(0, -bow * 0.4, -bow)))
    }
    ribs.push(tube(line, 0.007, { segments: 90, sides: 8 }))
  }
  kit.add(merged(ribs), dark)
  const legs = []
  for (const side of [-1, 1]) {
    poles.push(
      tube(
        [
          [side * 0.345, 0.37, 0.36],
          [side * 0.34, 0.2, 0.37],
          [side * 0.35, 0, 0.4],
        ],
        0.018
      )
    )
    poles.push(
      tube(
        [
          [side * 0.26, 0.34, -0.22],
          [side * 0.29, 0.15, -0.29],
          [side * 0.31, 0, -0.36],
        ],
        0.018
      )
    )
    legs.push([side * 0.35, 0.4], [side * 0.31, -0.36])
    poles.push(
      tube(
        [
          [side * 0.345, 0.14, 0.37],
          [side * 0.32, 0.24, 0.1],
          [side * 0.3, 0.13, -0.29],
        ],
        0.011
      )
    )
    poles.push(
      tube(
        [
          [side * 0.31, 0.3, 0.3],
          [side * 0.33, 0.29, 0.35],
          [side * 0.345, 0.3, 0.365],
        ],
        0.015
      )
    )
  }
  poles.push(
    tube(
      [
        [-0.345, 0.13, 0.38],
        [0, 0.26, 0.385],
        [0.345, 0.13, 0.38],
      ],
      0.011
    )
  )
  kit.add(merged(poles), cane)
  const knots = []
  for (const side of [-1, 1]) {
    knots.push(
      place([side * 0.345, 0.31, 0.365], [0, 0, 0], [1, 1.5, 1]),
      place([side * 0.28, 0.29, -0.24], [0.2, 0, 0], [1, 1.5, 1]),
      place([side * 0.345, 0.14, 0.375], [0, 0, 0], 1)
    )
  }
  kit.many(
    turned(
      [
        [0.0, -0.02],
        [0.021, -0.02],
        [0.024, 0],
        [0.021, 0.02],
        [0, 0.02],
      ],
      { segments: 20 }
    ),
    mat.rattan("#9c6f3d"),
    knots
  )
  const deck = surface(
    24,
    24,
    (u, v) => [(u - 0.5) * 0.58, 0.292, 0.05 + (v - 0.5) * 0.58],
    { size: [0.58, 0.58] }
  )
  kit.add(deck, mat.cane("#c79b62"))
  kit.add(
    cushion(0.58, 0.13, 0.6, { round: 0.05, swell: 0.03, loose: 0.003, random }),
    mat.canvas("#efe7d6"),
    [0, 0.365, 0.06]
  )
  kit.add(welt(0.57, 0.59, 0.405, 0.05, 0.005), mat.canvas("#e2d6c0"), [0, 0, 0.06])
  kit.add(
    cushion(0.5, 0.4, 0.14, { round: 0.07, swell: 0.05, loose: 0.004, random }),
    mat.canvas("#efe7d6"),
    [0, 0.56, -0.21],
    [-0.36, 0, 0]
  )
  return kit.group
}

/** A loose cover's skirt: a wall of soft pleats from y = 0 to `height`, round a rectangle. */
function skirt(width, depth, height, random) {
  const [x, z] = [width / 2, depth / 2]
  const round = 0.05
  const rim = measured([
    ...arc(x - round, z - round, round, 0, 90, 8),
    ...arc(-x + round, z - round, round, 90, 180, 8),
    ...arc(-x + round, -z + round, round, 180, 270, 8),
    ...arc(x - round, -z + round, round, 270, 360, 8),
    [x, z - round],
  ])
  const phase = [random.next() * 6, random.next() * 6]
  return surface(
    320,
    14,
    (u, v) => {
      const s = u * rim.length
      const [px, pz] = rim.at(s)
      const [ax, az] = rim.at(Math.min(rim.length, s + 0.01))
      const [bx, bz] = rim.at(Math.max(0, s - 0.01))
      const d = Math.hypot(ax - bx, az - bz) || 1
      const fold =
        (0.012 * Math.sin(s * 21 + phase[0] + 1.5 * Math.sin(s * 5)) +
          0.006 * Math.sin(s * 47 + phase[1])) *
        (1 - v) ** 0.8
      const out = fold + 0.014 * (1 - v)
      return [px + ((az - bz) / d) * out, 0.004 + v * height, pz - ((ax - bx) / d) * out]
    },
    { size: [rim.length, height] }
  )
}

export function linenSlipcoverSofa({ colour = "Ivory", random }) {
  const kit = new Kit()
  const shade = colour === "Ivory" ? "#eee6d6" : "#93a5b4"
  const cloth = mat.linen(shade)
  kit.add(skirt(1.78, 0.88, 0.23, random), cloth, [0, 0, 0])
  kit.add(welt(1.785, 0.885, 0.235, 0.06, 0.006), cloth)
  kit.add(
    cushion(1.76, 0.16, 0.86, { round: 0.05, swell: 0.0, loose: 0.002, random }),
    cloth,
    [0, 0.29, 0]
  )
  for (const side of [-1, 1]) {
    kit.add(
      cushion(0.17, 0.4, 0.88, { round: 0.07, swell: 0.022, loose: 0.0045, random }),
      cloth,
      [side * 0.805, 0.43, 0]
    )
  }
  kit.add(
    cushion(1.72, 0.56, 0.2, { round: 0.08, swell: 0.02, loose: 0.004, random }),
    cloth,
    [0, 0.5, -0.35],
    [-0.08, 0, 0]
  )
  for (const side of [-1, 1]) {
    const seat = cushion(0.715, 0.18, 0.68, {
      round: 0.06,
      swell: 0.045,
      loose: 0.007,
      random,
    })
    kit.add(seat, cloth, [side * 0.36, 0.435, 0.1])
    kit.add(welt(0.7, 0.665, 0.488, 0.05, 0.005), cloth, [side * 0.36, 0, 0.1])
    const back = cushion(0.7, 0.46, 0.2, {
      round: 0.08,
      swell: 0.075,
      loose: 0.011,
      random,
    })
    kit.add(back, cloth, [side * 0.36, 0.715, -0.19], [-0.2, side * -0.03, side * 0.01])
  }
  const throwPillow = pillow(0.48, { random, plump: 0.085 })
  kit.add(
    throwPillow,
    mat.striped(
      colour === "Ivory" ? "#efe8da" : "#f1ece0",
      colour === "Ivory" ? "#b9a98c" : "#5f7f9c",
      0.06,
      0.3
    ),
    [-0.56, 0.71, 0.05],
    [-0.34, 0.45, 0.05]
  )
  return kit.group
}

/** A scatter cushion standing in the xy plane, round its middle, with pulled-out corners. */
export function pillow(size, { plump = 0.09, random } = {}) {
  const h = size / 2
  const phase = random ? random.next() * 6 : 0
  const half = (sign) =>
    surface(
      36,
      36,
      (u, v) => {
        const [a, b] = [u * 2 - 1, v * 2 - 1]
        const x = h * a * (1 - 0.075 * (1 - b * b) * Math.abs(a) ** 1.5)
        const y = h * b * (1 - 0.075 * (1 - a * a) * Math.abs(b) ** 1.5)
        const full = ((1 - a ** 2) * (1 - b ** 2)) ** 0.52
        const crease =
          0.006 * Math.sin(a * 7 + phase) * Math.sin(b * 6 - phase) +
          0.004 * Math.sin(11 * a * b + phase * 2)
        const chop = 0.02 * Math.exp(-((a / 0.22) ** 2)) * smooth(b, 0.2, 1)
        return [
          sign * x,
          y - chop * 1.2,
          sign * Math.max(0, plump * full + crease * full - chop * full),
        ]
      },
      { size: [size, size] }
    )
  return merged([half(1), half(-1)])
}

function tassels(size, cloth, kit, at, turn) {
  const strands = []
  for (let i = 0; i < 9; i++) {
    const t = (i / 9) * Math.PI * 2
    strands.push(
      rod(
        [0, -0.012, 0],
        [Math.cos(t) * 0.012, -0.07, Math.sin(t) * 0.012],
        0.0028,
        0.0034,
        6
      )
    )
  }
  strands.push(new THREE.SphereGeometry(0.011, 12, 8))
  const one = merged(strands)
  const group = new Kit()
  for (const [sx, sy] of [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ]) {
    const outward = Math.atan2(sx, -sy)
    group.add(one, cloth, [sx * size * 0.49, sy * size * 0.49, 0], [0, 0, outward])
  }
  group.group.rotation.set(...turn)
  kit.put(group.group, at)
}

const MIXES = {
  "Terracotta mix": {
    deep: "#a8512f",
    mid: "#c9814f",
    pale: "#ead9c0",
    line: "#8c3f24",
    accent: "#b98b46",
  },
  "Blue mix": {
    deep: "#2f4f7a",
    mid: "#86a3be",
    pale: "#eee9df",
    line: "#44678f",
    accent: "#a9c4c4",
  },
  "Blush mix": {
    deep: "#c1827c",
    mid: "#e3b8ad",
    pale: "#f3e6dd",
    line: "#cf9890",
    accent: "#d3b7a4",
  },
  "Ivory mix": {
    deep: "#cbb694",
    mid: "#e6dac2",
    pale: "#f4eee2",
    line: "#b8a583",
    accent: "#d8cbb2",
  },
}

export function cushionSet({ colour = "Terracotta mix", random }) {
  const kit = new Kit()
  const { deep, mid, pale, line, accent } = MIXES[colour]
  const piping = (size, cloth, at, turn) => {
    const h = size / 2
    const points = []
    for (let side = 0; side < 4; side++) {
      for (let k = 0; k < 9; k++) {
        const a = -1 + (2 * k) / 9
        const pull = 1 - 0.075 * (1 - a * a)
        const [x, y] = [a * h, -h * pull]
        points.push(
          [
            [x, y],
            [-y, x],
            [-x, -y],
            [y, -x],
          ][side]
        )
      }
    }
    const geometry = tube(
      points.map(([x, y]) => [x, y, 0]),
      0.006,
      { closed: true, segments: 150, sides: 8 }
    )
    kit.add(geometry, cloth, at, turn)
  }
  const flat = -Math.PI / 2
  const items = [
    [[-0.27, 0.088, -0.06], [flat, 0, 0.06], mat.linen(deep), "plain"],
    [
      [-0.26, 0.238, -0.05],
      [flat, 0, -0.14],
      mat.striped(pale, line, 0.055, 0.42),
      "stripe",
    ],
    [[-0.27, 0.388, -0.06], [flat + 0.02, 0, 0.2], mat.linen(mid), "plain"],
    [[-0.26, 0.536, -0.05], [flat - 0.02, 0, -0.05], mat.linen(pale), "tassel"],
    [[0.31, 0.236, 0.06], [-0.3, -0.2, 0.05], mat.striped(mid, pale, 0.1, 0.3), "stripe"],
    [[0.2, 0.222, 0.34], [-0.42, 0.1, -0.04], mat.linen(accent), "tassel"],
  ]
  items.forEach(([at, turn, cloth, kind]) => {
    kit.add(pillow(0.5, { random, plump: 0.095 }), cloth, at, turn)
    if (kind === "plain") piping(0.5, mat.linen(pale), at, turn)
    if (kind === "tassel")
      tassels(
        0.5,
        mat.linen(kind === "tassel" && cloth === mat.linen(pale) ? line : pale),
        kit,
        at,
        turn
      )
  })
  return kit.group
}

export function leatherPouf({ colour = "Tan" }) {
  const kit = new Kit()
  const hide = mat.leather({ Tan: "#b06d35", White: "#ece5d8", Rust: "#8f3f24" }[colour])
  const panels = 12
  const body = surface(
    panels * 16,
    60,
    (u, v) => {
      const t = u * Math.PI * 2
      const w = (v - 0.5) * Math.PI
      const seam = Math.abs(Math.sin((panels * t) / 2)) ** 0.5
      const [c, s] = [Math.cos(w), Math.sin(w)]
      const sag = 1 + 0.012 * Math.sin(t * 2 + 1) + 0.01 * Math.sin(t * 3)
      const r = (0.262 * c ** 0.6 + (seam - 1) * 0.02 * c ** 0.8) * sag
      const y =
        0.158 +
        Math.sign(s) * Math.abs(s) ** 0.86 * (0.156 + (seam - 1) * 0.006 * c) +
        0.004 * Math.sin(t * 5) * c
      return [Math.cos(t) * r, Math.max(0.001, y), Math.sin(t) * r]
    },
    { size: [1.6, 0.8], closed: true }
  )
  kit.add(body, hide)
  const thread = mat.paint(colour === "White" ? "#b99a6c" : "#ecd9b4", 0.8)
  const stitches = []
  const on = (t, w, lift = 0.0015) => {
    const seam = Math.abs(Math.sin((panels * t) / 2)) ** 0.5
    const [c, s] = [Math.cos(w), Math.sin(w)]
    const sag = 1 + 0.012 * Math.sin(t * 2 + 1) + 0.01 * Math.sin(t * 3)
    const r = (0.262 * c ** 0.6 + (seam - 1) * 0.02 * c ** 0.8) * sag + lift * c
    return new THREE.Vector3(
      Math.cos(t) * r,
      0.158 +
        Math.abs(s) ** 0.86 * Math.sign(s) * (0.156 + (seam - 1) * 0.006 * c) +
        0.004 * Math.sin(t * 5) * c +
        lift * Math.max(0, s),
      Math.sin(t) * r
    )
  }
  const run = (from, to, n) => {
    for (let i = 0; i < n; i++) {
      const f = (i + 0.2) / n
      const g = (i + 0.72) / n
      const [p, q] = [f, g].map((x) =>
        on(from[0] + (to[0] - from[0]) * x, from[1] + (to[1] - from[1]) * x)
      )
      stitches.push(rod(p.toArray(), q.toArray(), 0.0016, 0.0016, 6))
    }
  }
  for (let i = 0; i < panels; i++) {
    const t = (i / panels) * Math.PI * 2
    for (const side of [-1, 1]) run([t + side * 0.035, -1.1], [t + side * 0.05, 0.95], 34)
    const half = Math.PI / panels
    run([t, 1.0], [t + half, 1.3], 9)
    run([t + half, 1.3], [t + half * 2, 1.0], 9)
    run([t, 0.72], [t + half, 1.06], 9)
    run([t + half, 1.06], [t + half * 2, 0.72], 9)
  }
  for (const w of [0.66, 1.34])
    for (let i = 0; i < 12; i++)
      run([(i / 12) * 6.2832, w], [((i + 1) / 12) * 6.2832, w], w > 1 ? 5 : 10)
  kit.add(merged(stitches), thread)
  return kit.group
}

const RUGS = {
  Terracotta: ["#a8644a", "#7b4436", "#dcc7ab"],
  "Faded blue": ["#7d93a5", "#4d6579", "#e0d9cb"],
  Ivory: ["#e4d9c4", "#b49b7c", "#f3ecde"],
}

export function vintageRug({ colour = "Terracotta", random, flat = false }) {
  const kit = new Kit()
  const [wide, long] = [2, 3]
  const [ground, accent, pale] = RUGS[colour]
  const cloth = mat.rug(colour, ground, accent, pale, [wide, long])
  const ripple = (x, z) =>
    (flat ? 0 : 0.006 * Math.sin(x * 3 + z * 2) * Math.sin(z * 2.4 + 1) + 0.006) + 0.004
  const fold = flat ? 0 : 1
  const curl = (x, z) => {
    const d = (x + z * 0.8 - 1.72) * fold
    if (d <= 0) return [x, ripple(x, z), z]
    const r = 0.085
    const n = [1 / Math.hypot(1, 0.8), 0.8 / Math.hypot(1, 0.8)]
    const s = d / Math.hypot(1, 0.8)
    const t = Math.min(s / r, Math.PI)
    const back = Math.max(0, s - Math.PI * r)
    const along = Math.sin(t) * r - back - s
    return [x + n[0] * along, ripple(x, z) + (1 - Math.cos(t)) * r, z + n[1] * along]
  }
  const top = surface(80, 120, (u, v) => curl((u - 0.5) * wide, (v - 0.5) * long), {
    size: [wide, long],
  })
  kit.add(top, cloth)
  const strands = []
  for (const end of [-1, 1]) {
    for (let i = 0; i < 120; i++) {
      const x = (i / 119 - 0.5) * (wide - 0.02)
      const z = (end * long) / 2
      if (fold && x + Math.abs(z) * 0.8 > 1.68 && end > 0) continue
      const y = ripple(x, z)
      const lean = random.around(0, 0.014)
      strands.push(
        rod(
          [x, y, z],
          [x + lean, 0.003, z + end * random.between(0.06, 0.085)],
          0.0034,
          0.0026,
          5
        )
      )
    }
  }
  kit.add(merged(strands), mat.linen("#eadfc9"))
  return kit.group
}

export function drumCoffeeTable({ colour = "Oak" }) {
  const kit = new Kit()
  const timber = colour === "Oak" ? mat.wood("#c59b66", 0.45) : mat.wood("#2a2826", 0.42)
  const flutes = 64
  const drum = surface(
    flutes * 8,
    4,
    (u, v) => {
      const t = u * Math.PI * 2
      const r = 0.365 + 0.0075 * Math.abs(Math.sin((t * flutes) / 2)) ** 0.8
      return [Math.cos(t) * r, 0.02 + v * 0.295, Math.sin(t) * r]
    },
    { size: [0.3, 0.295], closed: true }
  )
  const uv = drum.attributes.uv
  const position = drum.attributes.position
  for (let i = 0; i < uv.count; i++)
    uv.setXY(
      i,
      position.getY(i) + Math.floor((i % (flutes * 8 + 1)) / 8) * 0.37,
      Math.atan2(position.getZ(i), position.getX(i)) * 0.37
    )
  kit.add(drum, timber)
  const top = turned(
    [
      [0, 0.315],
      [0.392, 0.315],
      [0.4, 0.322],
      [0.4, 0.345],
      [0.396, 0.35],
      [0, 0.35],
    ],
    { segments: 120 }
  )
  boxUvFlat(top)
  kit.add(top, timber)
  kit.add(
    turned(
      [
        [0, 0],
        [0.345, 0],
        [0.345, 0.022],
        [0, 0.022],
      ],
      { segments: 80 }
    ),
    mat.paint("#211e1b")
  )
  kit.add(ring(0.372, 0.006), timber, [0, 0.022, 0])
  return kit.group
}

/** Wood lies straight across a round top. */
function boxUvFlat(geometry) {
  const { position, uv, normal } = geometry.attributes
  for (let i = 0; i < uv.count; i++) {
    if (Math.abs(normal.getY(i)) > 0.6) uv.setXY(i, position.getX(i), position.getZ(i))
  }
}

export function hammeredSideTable({ colour = "Gold" }) {
  const kit = new Kit()
  const skin = colour === "Gold" ? mat.hammered("gold") : mat.hammered("black")
  const shape = measured([
    [0.16, 0.004],
    [0.168, 0],
    [0.176, 0.01],
    [0.19, 0.09],
    [0.197, 0.2],
    [0.198, 0.26],
    [0.192, 0.36],
    [0.18, 0.455],
  ])
  const body = surface(
    220,
    110,
    (u, v) => {
      const t = u * Math.PI * 2
      const [r, y] = shape.at(v * shape.length)
      const row = Math.round(y / 0.021)
      const turn = (t * 54) / (Math.PI * 2) + (row % 2) * 0.5
      const dx = (turn - Math.round(turn)) * 0.022
      const dy = y - row * 0.021
      const dent = 0.0016 * smooth(Math.hypot(dx, dy), 0.002, 0.0135)
      const rr = r - 0.0016 + dent
      return [Math.cos(t) * rr, y, Math.sin(t) * rr]
    },
    { size: [1.2, 0.48], closed: true }
  )
  kit.add(body, colour === "Gold" ? mat.metal("gold", 0.26) : mat.lacquer("#1a1a1a", 0.3))
  kit.add(
    turned(
      [
        [0, 0.462],
        [0.172, 0.462],
        [0.186, 0.462],
        [0.2, 0.464],
        [0.2, 0.476],
        [0.196, 0.48],
        [0.186, 0.48],
        [0.18, 0.474],
        [0, 0.473],
      ],
      { segments: 100 }
    ),
    skin
  )
  kit.add(ring(0.182, 0.005), skin, [0, 0.455, 0])
  return kit.group
}

const SOFA = { azimuth: 24, elevation: 11, fill: 0.84 }

export const lounge = {
  "chesterfield-sofa": { view: SOFA, build: chesterfieldSofa },
  "boucle-armchair": {
    view: { azimuth: 30, elevation: 12, fill: 0.7 },
    build: boucleArmchair,
  },
  "rattan-lounge-chair": {
    view: { azimuth: 34, elevation: 13, fill: 0.74 },
    build: rattanLoungeChair,
  },
  "linen-slipcover-sofa": { view: SOFA, build: linenSlipcoverSofa },
  "leather-pouf": { view: { azimuth: 15, elevation: 24, fill: 0.7 }, build: leatherPouf },
  "vintage-rug": { view: { azimuth: 26, elevation: 46, fill: 0.84 }, build: vintageRug },
  "cushion-set": { view: { azimuth: 12, elevation: 15, fill: 0.8 }, build: cushionSet },
  "oak-coffee-table": {
    view: { azimuth: 20, elevation: 20, fill: 0.76 },
    build: drumCoffeeTable,
  },
  "gold-side-table": {
    view: { azimuth: 20, elevation: 14, fill: 0.66 },
    build: hammeredSideTable,
  },
}
