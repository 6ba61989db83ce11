import * as THREE from "three"
import { Kit, place } from "../geometry/kit.js"
import {
  batten,
  box,
  merged,
  post,
  rod,
  surface,
  tube,
  turned,
} from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { tone } from "../palette.js"

const TIMBER = "#b98a58"
const ROPE = () => mat.linen("#d9cfbb")

/** Plain cloth for large sheets; lets light through and may glow a little. */
const sheets = new Map()
export function sheet(colour, through = 0.35, glow = 0) {
  const key = `${colour}${through}${glow}`
  if (!sheets.has(key)) {
    const material = new THREE.MeshStandardMaterial({
      color: colour,
      roughness: 0.95,
      side: THREE.DoubleSide,
    })
    material.shadowSide = THREE.DoubleSide
    material.fog = false
    material.defines = { ...material.defines, TRANSLUCENT: through.toFixed(2) }
    material.emissive.set("#ffc98a")
    material.emissiveIntensity = glow
    sheets.set(key, material)
  }
  return sheets.get(key)
}

/** Gathers parts by material and adds each kind as one mesh; `framed` says whether it counts for the view. */
class Batch {
  constructor() {
    this.parts = new Map()
  }

  add(geometry, material) {
    if (!this.parts.has(material)) this.parts.set(material, [])
    this.parts.get(material).push(geometry)
  }

  into(kit, framed = true) {
    for (const [material, parts] of this.parts)
      kit.add(merged(parts), material).userData.unframed = !framed
  }
}

/** A rope from a high point to a stake in the ground, with the stake. */
function guy(batch, from, to) {
  batch.add(rod(from, to, 0.011, 0.011, 6), ROPE())
  const [x, , z] = to
  const lean = Math.sign(x - from[0]) * 0.05
  batch.add(
    rod([x, 0, z], [x + lean, 0.16, z + Math.sign(z - from[2]) * 0.05], 0.022, 0.026, 8),
    mat.wood("walnut")
  )
}

function pole(batch, at, top, radius = 0.05) {
  batch.add(rod([at[0], 0, at[2]], top, radius * 1.08, radius, 14), mat.wood(TIMBER))
}

/** Sailcloth lit from inside. */
const sailcloth = () => sheet("#f3e9d6", 0.5, 0.2)

/** A simple dining chair in one piece, facing -z, for a table seen from afar. */
function plainChair() {
  const legs = [
    [-0.18, -0.18],
    [0.18, -0.18],
    [-0.18, 0.18],
    [0.18, 0.18],
  ].map(([x, z]) => rod([x, 0, z], [x, z > 0 ? 0.9 : 0.45, z], 0.018, 0.018, 6))
  const bars = [0.55, 0.66, 0.77, 0.88].map((y) =>
    rod([-0.18, y, 0.18], [0.18, y, 0.18], 0.014, 0.014, 6)
  )
  return merged([...legs, ...bars, box(0.4, 0.035, 0.4).translate(0, 0.45, 0)])
}

/** The edge of a stadium plan: half width `r`, straight half length `s`; u in 0..1. */
function stadium(u, r, s) {
  const around = Math.PI * r * 2 + s * 4
  let d = u * around
  if (d < s * 2) return [r, -s + d]
  d -= s * 2
  if (d < Math.PI * r) return [r * Math.cos(d / r), s + r * Math.sin(d / r)]
  d -= Math.PI * r
  if (d < s * 2) return [-r, s - d]
  d -= s * 2
  return [-r * Math.cos(d / r), -s - r * Math.sin(d / r)]
}

function sailclothTent() {
  const kit = new Kit()
  const [timber, ropes] = [new Batch(), new Batch()]
  const [half, straight, eave] = [4.5, 3, 2.35]
  const peaks = [-3.7, 0, 3.7]
  const bays = 22
  const sag = (u) => Math.sin(Math.PI * ((u * bays) % 1))
  const skin = (u, t) => {
    const [x, z] = stadium(1 - u, half - 0.16 * sag(u), straight)
    const ridge = THREE.MathUtils.clamp(z * 0.82, -3.7, 3.7)
    const px = x * t
    const pz = ridge + (z - ridge) * t
    const foot = eave - 0.1 * sag(u) * t * t
    let y = foot + 1.55 * (1 - t) ** 1.25
    for (const peak of peaks)
      y += 2.0 * Math.exp(-Math.hypot(px, (pz - peak) * 1.05) / 0.95) * (1 - t * 0.95)
    return [px, y, pz]
  }
  kit.add(surface(264, 46, skin, { size: [36, 5], closed: true }), sailcloth())
  const edge = (u) => skin(u, 1)
  kit.add(
    surface(
      528,
      4,
      (u, v) => {
        const [x, y, z] = edge(u)
        const swing = 0.02 * Math.sin(u * 260) * v
        const drop = 0.26 + 0.07 * Math.abs(Math.sin(Math.PI * u * bays * 3))
        return [x * (1 + swing * 0.2), y - drop * v, z * (1 + swing * 0.2)]
      },
      { size: [36, 0.3] }
    ),
    sailcloth()
  )
  const seams = []
  for (let i = 0; i < bays; i++) {
    const line = Array.from({ length: 18 }, (_, k) => {
      const p = skin(i / bays, 1 - k / 17)
      return [p[0], p[1] + 0.012, p[2]]
    })
    seams.push(tube(line, 0.02, { segments: 50, sides: 5 }))
  }
  kit.add(merged(seams), mat.canvas("#d8c7a6"))
  kit.add(
    tube(
      Array.from({ length: 264 }, (_, i) => edge(i / 264)),
      0.022,
      { closed: true, segments: 528, sides: 6 }
    ),
    mat.canvas("#cdb995")
  )
  for (let i = 0; i < bays; i++) {
    const p = edge(i / bays)
    const out = new THREE.Vector2(p[0], p[2]).normalize()
    pole(
      timber,
      [p[0] + out.x * 0.12, 0, p[2] + out.y * 0.12],
      [p[0], p[1] + 0.1, p[2]],
      0.042
    )
    guy(ropes, [p[0], p[1] + 0.05, p[2]], [p[0] + out.x * 1.15, 0, p[2] + out.y * 1.15])
  }
  for (const z of peaks) {
    const top = eave + 1.55 + 2.0 + 0.1
    pole(timber, [0, 0, z], [0, top + 0.55, z], 0.075)
    kit.add(post(0.16, 0.1, 0.16), mat.wood(TIMBER), [0, top - 0.22, z])
    kit.add(
      surface(
        14,
        4,
        (u, v) => [
          u * 0.8,
          top + 0.52 - v * 0.34 * (1 - u) - u * 0.17,
          z + 0.07 * Math.sin(u * 7),
        ],
        { size: [0.8, 0.3] }
      ),
      sheet("#f3ead7", 0.4)
    )
    kit.add(new THREE.SphereGeometry(0.19, 24, 16), mat.glow("#ffd296", 2.6), [
      0.5,
      3.0,
      z + 0.6,
    ])
    kit.add(new THREE.SphereGeometry(0.15, 24, 16), mat.glow("#ffd296", 2.6), [
      -0.7,
      2.7,
      z - 0.5,
    ])
  }
  const cloth = turned(
    [
      [0, 0.76],
      [0.74, 0.76],
      [0.79, 0.3],
      [0.84, 0.01],
    ],
    { segments: 48 }
  )
  const seats = []
  for (const [x, z] of [
    [2.2, 4.4],
    [-2.2, 4.4],
    [2.2, 1.2],
    [-2.2, 1.2],
    [2.2, -2],
    [-2.2, -2],
  ]) {
    kit.add(cloth, mat.linen("#f4efe4"), [x, 0, z])
    kit.add(
      turned(
        [
          [0, 0.77],
          [0.09, 0.77],
          [0.12, 0.86],
          [0.05, 0.95],
          [0, 0.95],
        ],
        { smooth: true }
      ),
      mat.leaf("#8fa07c"),
      [x, 0, z]
    )
    for (let k = 0; k < 8; k++) {
      const a = (k / 8) * Math.PI * 2
      seats.push(place([x + 1.1 * Math.sin(a), 0, z + 1.1 * Math.cos(a)], [0, a, 0]))
    }
  }
  kit.many(plainChair(), mat.wood("#9a6f45"), seats)
  timber.into(kit)
  ropes.into(kit, false)
  return kit.group
}

function bellTent({ random }) {
  const kit = new Kit()
  const [seams, ropes] = [new Batch(), new Batch()]
  const [radius, wall, top, door] = [2.5, 0.72, 3.0, 0.4]
  const segments = 18
  const lift = (a) => Math.max(0, 1 - Math.abs(a) / door)
  const angle = (u) => (u - 0.5) * Math.PI * 2
  const sag = (a) => Math.abs(Math.sin((a * segments) / 2))
  const edge = (a) => {
    const k = lift(a)
    const r = radius - 0.07 * sag(a) * (1 - k)
    return [r * Math.sin(a), wall + 1.3 * k - 0.03 * sag(a) * (1 - k), r * Math.cos(a)]
  }
  const cloth = sheet("#dfcfb0", 0.35, 0.05)
  kit.add(
    surface(
      288,
      40,
      (u, v) => {
        const a = angle(u)
        const [x, y, z] = edge(a)
        const t = 0.02 + 0.98 * v
        const belly = -0.16 * Math.sin(Math.PI * t) * (1 - lift(a))
        const tuck = -0.03 * sag(a) * Math.sin(Math.PI * t) ** 0.7 * (1 - lift(a))
        return [x * t, top + (y - top) * t + belly + tuck, z * t]
      },
      { size: [15.7, 3.4], closed: true }
    ),
    cloth
  )
  const opening = 0.27
  kit.add(
    surface(
      300,
      12,
      (u, v) => {
        const a = opening + u * (Math.PI * 2 - opening * 2)
        const b = a > Math.PI ? a - Math.PI * 2 : a
        const [x, y, z] = edge(b)
        const swell = 1 - 0.02 * Math.sin(a * 43) * v * Math.sin(Math.PI * v) - 0.012 * v
        return [x * swell, y * (1 - v) + 0.01, z * swell]
      },
      { size: [14, 0.7] }
    ),
    cloth
  )
  for (let i = 0; i < segments; i++) {
    const a = ((i + 0.5) / segments) * Math.PI * 2 - Math.PI
    if (Math.abs(a) < door) continue
    const [x, y, z] = edge(a)
    const line = Array.from({ length: 8 }, (_, k) => {
      const t = 0.05 + (0.95 * k) / 7
      return [
        x * t,
        top + (y - top) * t - 0.16 * Math.sin(Math.PI * t) * 1 + 0.008,
        z * t,
      ]
    })
    seams.add(tube(line, 0.011, { segments: 30, sides: 5 }), mat.canvas("#cbb68e"))
    guy(ropes, [x, y, z], [x * 1.5, 0, z * 1.5])
    seams.add(rod([x, 0, z], [x, y, z], 0.012), mat.canvas("#cbb68e"))
  }
  seams.into(kit)
  ropes.into(kit, false)
  for (const side of [-1, 1]) {
    const foot = [
      radius * Math.sin(opening * side),
      0.01,
      radius * Math.cos(opening * side) + 0.02,
    ]
    const peak = [side * 0.03, wall + 1.28, radius - 0.02]
    kit.add(
      rod([foot[0] * 1.12, 0, foot[2] + 0.04], [0, wall + 1.36, radius], 0.026),
      mat.wood(TIMBER)
    )
    kit.add(
      surface(
        44,
        30,
        (u, v) => {
          const tie = Math.exp(-(((v - 0.62) / 0.22) ** 2))
          const spread = (0.1 + 0.3 * v) * (1 - 0.62 * tie) * (0.2 + v)
          const x = peak[0] + (foot[0] - peak[0]) * v - side * u * spread + side * 0.05
          return [
            x,
            peak[1] + (foot[1] - peak[1]) * v,
            peak[2] +
              (foot[2] - peak[2]) * v +
              0.035 * Math.sin(u * 26 + side) * (0.3 + v) +
              0.04,
          ]
        },
        { size: [0.6, 2] }
      ),
      cloth
    )
    const knot = [
      peak[0] + (foot[0] - peak[0]) * 0.62,
      peak[1] * 0.38,
      radius * 0.985 + 0.05,
    ]
    kit.add(new THREE.TorusGeometry(0.09, 0.012, 8, 24), ROPE(), knot, [
      Math.PI / 2,
      0,
      0,
    ])
  }
  kit.add(rod([0, 0, 0], [0, top + 0.02, 0], 0.04), mat.wood(TIMBER))
  kit.add(
    turned([
      [0, 0],
      [0.14, 0],
      [0.1, 0.09],
      [0.03, 0.16],
      [0, 0.17],
    ]),
    mat.canvas("#cbb68e"),
    [0, top - 0.09, 0]
  )
  kit.add(
    turned([
      [0, 0],
      [radius - 0.03, 0],
      [radius - 0.03, 0.012],
      [0, 0.012],
    ]),
    mat.canvas("#b9a583")
  )
  const rug = mat.rug("bell", "#a8553a", "#e0c39a", "#f0e2c6", [1.4, 2.2])
  kit.add(box(1.4, 0.015, 2.2).translate(0, 0, 0), rug, [0, 0.02, 1.25])
  for (const [x, z, colour, turn] of [
    [-0.75, 0.55, "terracotta", 0.4],
    [-0.35, 0.2, "ivory", -0.3],
    [0.6, 0.4, "sand", 0.2],
    [0.85, 0.75, "rust", -0.5],
  ]) {
    kit.add(
      pillow(0.52),
      mat.linen(colour),
      [x, 0.3, z],
      [-0.5 + random.around(0, 0.1), turn, 0]
    )
  }
  kit.add(
    new THREE.SphereGeometry(0.12, 20, 14),
    mat.glow("#ffcb88", 3),
    [0.05, 1.75, 0.55]
  )
  kit.add(
    new THREE.SphereGeometry(0.09, 20, 14),
    mat.glow("#ffcb88", 3),
    [-0.25, 1.52, 0.8]
  )
  return kit.group
}

/** A square cushion lying in the xy plane. */
function pillow(size) {
  return merged(
    [1, -1].map((side) =>
      surface(
        20,
        20,
        (u, v) => {
          const [a, b] = [u * 2 - 1, v * 2 - 1]
          const full = ((1 - a ** 4) * (1 - b ** 4)) ** 0.5
          const pinch = 1 - 0.1 * (1 - Math.abs(a * b))
          return [(a * size * pinch) / 2, (b * size * pinch) / 2, side * 0.085 * full]
        },
        { size: [size, size] }
      )
    )
  )
}

/** A sheet pulled tight between pinned points: each free point moves to the mean of its neighbours. */
function stretched(columns, rows, width, depth, pins) {
  const stride = columns + 1
  const x = new Float64Array(stride * (rows + 1) * 3)
  const pinned = new Uint8Array(stride * (rows + 1))
  for (let j = 0; j <= rows; j++) {
    for (let i = 0; i <= columns; i++) {
      x.set(
        [(i / columns - 0.5) * width * 0.92, 2.6, (j / rows - 0.5) * depth * 0.92],
        (j * stride + i) * 3
      )
    }
  }
  for (const { u, v, at, broad = 0 } of pins) {
    const [ci, cj] = [Math.round(u * columns), Math.round(v * rows)]
    for (let dj = -broad; dj <= broad; dj++) {
      for (let di = -broad; di <= broad; di++) {
        const k = (cj + dj) * stride + ci + di
        const away = Math.hypot(di, dj)
        if (away > broad + 0.5) continue
        pinned[k] = 1
        x.set([at[0] + di * 0.07, at[1] - away * away * 0.018, at[2] + dj * 0.07], k * 3)
      }
    }
  }
  for (let pass = 0; pass < 700; pass++) {
    for (let j = 0; j <= rows; j++) {
      for (let i = 0; i <= columns; i++) {
        const k = j * stride + i
        if (pinned[k]) continue
        const side = i === 0 || i === columns
        const end = j === 0 || j === rows
        const near = []
        if (i > 0) near.push([k - 1, end ? 28 : 1])
        if (i < columns) near.push([k + 1, end ? 28 : 1])
        if (j > 0) near.push([k - stride, side ? 28 : 1])
        if (j < rows) near.push([k + stride, side ? 28 : 1])
        const all = near.reduce((sum, [, w]) => sum + w, 0)
        for (let c = 0; c < 3; c++) {
          let mean = 0
          for (const [n, w] of near) mean += (x[n * 3 + c] * w) / all
          x[k * 3 + c] += 1.7 * (mean - x[k * 3 + c])
        }
      }
    }
  }
  return (u, v) => {
    const k = (Math.round(v * rows) * stride + Math.round(u * columns)) * 3
    return [x[k], x[k + 1], x[k + 2]]
  }
}

function stretchTent({ colour = "Sand" }) {
  const kit = new Kit()
  const [timber, ropes] = [new Batch(), new Batch()]
  const [columns, rows] = [64, 48]
  const pins = [
    { u: 0, v: 1, at: [-5.0, 3.3, 3.4] },
    { u: 0.34, v: 1, at: [-1.75, 3.05, 3.75] },
    { u: 0.68, v: 1, at: [1.7, 3.1, 3.75] },
    { u: 1, v: 1, at: [5.3, 0.55, 4.1] },
    { u: 1, v: 0.52, at: [4.9, 2.5, 0.2] },
    { u: 1, v: 0, at: [4.6, 1.7, -3.4] },
    { u: 0.66, v: 0, at: [1.6, 1.9, -3.7] },
    { u: 0.33, v: 0, at: [-1.7, 1.8, -3.7] },
    { u: 0, v: 0, at: [-5.0, 0.5, -3.7] },
    { u: 0, v: 0.5, at: [-4.9, 2.6, 0] },
    { u: 0.3, v: 0.5, at: [-2.0, 4.35, 0.1], broad: 2 },
    { u: 0.68, v: 0.46, at: [1.9, 4.05, -0.3], broad: 2 },
  ]
  const skin = stretched(columns, rows, 10, 7.5, pins)
  const cloth = sheet(colour === "White" ? "#f4f2ec" : "#d6c09c", 0.32)
  kit.add(surface(columns, rows, skin, { size: [10, 7.5] }), cloth)
  const hem = []
  for (const side of [(t) => skin(t, 0), (t) => skin(t, 1)])
    hem.push(
      tube(
        Array.from({ length: columns + 1 }, (_, i) => side(i / columns)),
        0.02,
        { segments: 160, sides: 6 }
      )
    )
  for (const side of [(t) => skin(0, t), (t) => skin(1, t)])
    hem.push(
      tube(
        Array.from({ length: rows + 1 }, (_, i) => side(i / rows)),
        0.02,
        { segments: 120, sides: 6 }
      )
    )
  kit.add(merged(hem), mat.canvas(colour === "White" ? "#dcd8cd" : "#b89d72"))
  for (const {
    at: [x, y, z],
    broad,
  } of pins) {
    if (broad) {
      pole(timber, [x, 0, z], [x, y - 0.02, z], 0.055)
      continue
    }
    const out = new THREE.Vector2(x, z).normalize()
    const reach = 0.35 + 0.45 * y
    if (y > 1)
      pole(
        timber,
        [x - out.x * 0.35, 0, z - out.y * 0.35],
        [x + out.x * 0.02, y + 0.12, z + out.y * 0.02],
        0.045
      )
    guy(ropes, [x, y, z], [x + out.x * reach, 0, z + out.y * reach])
    kit.add(
      turned([
        [0, 0],
        [0.1, 0],
        [0.1, 0.02],
        [0, 0.02],
      ]),
      mat.leather("#6b4a30"),
      [x - out.x * 0.05, y + 0.005, z - out.y * 0.05]
    )
  }
  timber.into(kit)
  ropes.into(kit, false)
  return kit.group
}

function pagodaTent() {
  const kit = new Kit()
  const [half, eave, peak] = [1.5, 2.35, 4.15]
  const cloth = sheet("#f6f5f1", 0.4)
  const aluminium = mat.metal("steel", 0.32)
  const corner = (u) => {
    const side = Math.floor(u * 4) % 4
    const t = (u * 4) % 1
    const [x, z] = [-1 + 2 * t, 1]
    return [
      [x, z],
      [z, -x],
      [-x, -z],
      [-z, x],
    ][side]
  }
  const roof = (u, v) => {
    const [x, z] = corner(u)
    const t = 0.012 + 0.988 * v
    const mid = 1 - Math.abs(((u * 4) % 1) * 2 - 1)
    const y =
      eave +
      (peak - eave) * ((1 - t) ** 2.1 * 0.78 + (1 - t) * 0.22) -
      0.05 * mid * Math.sin(Math.PI * t)
    return [x * half * t, y, z * half * t]
  }
  for (let s = 0; s < 4; s++) {
    const wedge = (u, v) => roof((s + Math.min(0.9999, u)) / 4, v)
    kit.add(surface(32, 40, wedge, { size: [3, 2.6] }), cloth)
    kit.add(
      surface(
        96,
        6,
        (u, v) => {
          const [x, , z] = wedge(u, 1)
          const scallop = 0.2 + 0.1 * Math.abs(Math.sin(Math.PI * u * 6))
          const lift = 1.006 + 0.006 * Math.sin(u * 38) * v
          return [x * lift, eave + 0.01 - scallop * v, z * lift]
        },
        { size: [3, 0.3] }
      ),
      cloth
    )
    kit.add(
      tube(
        Array.from({ length: 12 }, (_, k) => {
          const p = roof(s / 4, k / 11)
          return [p[0], p[1] + 0.008, p[2]]
        }),
        0.014,
        { sides: 6 }
      ),
      mat.canvas("#e4e2dc")
    )
  }
  for (const [x, z] of [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ]) {
    const [px, pz] = [x * (half - 0.06), z * (half - 0.06)]
    kit.add(box(0.07, eave - 0.02, 0.07, { round: 0.012 }), aluminium, [
      px,
      (eave - 0.02) / 2,
      pz,
    ])
    kit.add(box(0.2, 0.012, 0.2), aluminium, [px, 0.008, pz])
    kit.add(
      rod([px, eave - 0.45, pz], [px - x * 0.42, eave - 0.07, pz], 0.016),
      aluminium
    )
    kit.add(
      rod([px, eave - 0.45, pz], [px, eave - 0.07, pz - z * 0.42], 0.016),
      aluminium
    )
    kit.add(
      surface(
        60,
        46,
        (u, v) => {
          const tie = Math.exp(-(((v - 0.55) / 0.16) ** 2))
          const wide = (0.34 + 0.1 * v) * (1 - 0.68 * tie)
          const across = u * wide
          const fold = 0.03 * Math.sin(u * 26) * (1 - 0.3 * tie)
          return [
            px - x * (across - 0.05),
            eave - 0.03 - (eave - 0.05) * v,
            pz + z * (0.05 + fold),
          ]
        },
        { size: [0.9, 2.3] }
      ),
      cloth
    )
    kit.add(
      new THREE.TorusGeometry(0.075, 0.014, 8, 30).scale(1, 1, 0.7),
      mat.canvas("#e4e2dc"),
      [px - x * 0.02, 2.3 * 0.45, pz + z * 0.05],
      [Math.PI / 2, 0, 0]
    )
  }
  for (const s of [-1, 1]) {
    kit.add(
      batten(
        [-half + 0.06, eave - 0.05, s * (half - 0.06)],
        [half - 0.06, eave - 0.05, s * (half - 0.06)],
        0.05,
        0.06
      ),
      aluminium
    )
    kit.add(
      batten(
        [s * (half - 0.06), eave - 0.05, -half + 0.06],
        [s * (half - 0.06), eave - 0.05, half - 0.06],
        0.05,
        0.06
      ),
      aluminium
    )
  }
  kit.add(rod([0, eave + 0.5, 0], [0, peak + 0.02, 0], 0.03), aluminium)
  kit.add(
    turned(
      [
        [0, 0],
        [0.07, 0],
        [0.05, 0.07],
        [0.02, 0.1],
        [0.045, 0.16],
        [0, 0.21],
      ],
      { smooth: true }
    ),
    mat.paint("white", 0.3),
    [0, peak - 0.05, 0]
  )
  return kit.group
}

function marketParasol({ colour = "Ivory" }) {
  const kit = new Kit()
  const [radius, rim, top] = [1.5, 2.12, 2.72]
  const cloth =
    colour === "Navy"
      ? sheet("#24365c", 0.18)
      : colour === "Ivory"
        ? sheet("#f0e6d2", 0.4)
        : mat.striped("#f2ede2", tone("blue"), 0.16, 0.5)
  const wood = mat.wood(TIMBER)
  const panel = (k, inner, outer, height) => {
    const [a, b] = [k + 1, k].map((i) => ((i + 0.5) / 8) * Math.PI * 2)
    const geometry = surface(14, 20, (u, v) => {
      const t = inner + (outer - inner) * v
      const dip = 4 * u * (1 - u)
      const x = (Math.cos(a) * (1 - u) + Math.cos(b) * u) * radius * t
      const z = (Math.sin(a) * (1 - u) + Math.sin(b) * u) * radius * t
      return [x, height(t) - 0.035 * dip * v, z]
    })
    const uv = geometry.attributes.uv
    for (let i = 0; i < uv.count; i++) {
      const [u, v] = [uv.getX(i), uv.getY(i)]
      const t = inner + (outer - inner) * v
      uv.setXY(i, 0.04 + (u - 0.5) * 1.148 * t, t * 1.5)
    }
    return geometry
  }
  const slope = (t) => top - 0.07 - (top - 0.07 - rim) * t ** 1.12
  for (let k = 0; k < 8; k++) {
    kit.add(panel(k, 0.2, 1, slope), cloth)
    kit.add(
      panel(k, 0.012, 0.3, (t) => top + 0.03 - t * 0.42),
      cloth
    )
    const [a, b] = [k + 1, k].map((i) => ((i + 0.5) / 8) * Math.PI * 2)
    const flap = surface(
      24,
      3,
      (u, v) => {
        const x = (Math.cos(a) * (1 - u) + Math.cos(b) * u) * radius
        const z = (Math.sin(a) * (1 - u) + Math.sin(b) * u) * radius
        return [
          x,
          rim - 0.035 * 4 * u * (1 - u) - v * (0.13 + 0.02 * Math.sin(u * Math.PI)),
          z,
        ]
      },
      { size: [1.148, 0.15] }
    )
    const uv = flap.attributes.uv
    for (let i = 0; i < uv.count; i++) uv.setX(i, uv.getX(i) - 0.534)
    kit.add(flap, cloth)
    const [x, z] = [Math.cos(a), Math.sin(a)]
    kit.add(
      batten(
        [x * 0.05, top - 0.1, z * 0.05],
        [x * radius * 0.995, rim - 0.01, z * radius * 0.995],
        0.016,
        0.026
      ),
      wood
    )
    kit.add(
      batten(
        [x * 0.06, 1.98, z * 0.06],
        [x * radius * 0.52, slope(0.52) - 0.03, z * radius * 0.52],
        0.014,
        0.022
      ),
      wood
    )
    kit.add(new THREE.SphereGeometry(0.018, 12, 8), mat.metal("brass"), [
      x * radius * 1.005,
      rim - 0.01,
      z * radius * 1.005,
    ])
  }
  kit.add(rod([0, 0.1, 0], [0, top + 0.05, 0], 0.027), wood)
  kit.add(
    turned([
      [0, 0],
      [0.055, 0],
      [0.065, 0.04],
      [0.055, 0.1],
      [0, 0.1],
    ]),
    wood,
    [0, 1.93, 0]
  )
  kit.add(
    turned([
      [0, 0],
      [0.05, 0],
      [0.06, 0.05],
      [0.045, 0.09],
      [0, 0.09],
    ]),
    wood,
    [0, top - 0.15, 0]
  )
  kit.add(
    turned(
      [
        [0, 0],
        [0.03, 0],
        [0.02, 0.04],
        [0.036, 0.08],
        [0, 0.13],
      ],
      { smooth: true }
    ),
    wood,
    [0, top + 0.03, 0]
  )
  kit.add(rod([0.03, 1.1, 0.012], [0.034, 1.95, 0.012], 0.004, 0.004, 6), ROPE())
  kit.add(
    new THREE.TorusGeometry(0.03, 0.008, 8, 24),
    mat.metal("brass"),
    [0.03, 1.94, 0.014]
  )
  kit.add(
    turned([
      [0, 0],
      [0.05, 0],
      [0.05, 0.01],
      [0.034, 0.02],
      [0.032, 0.34],
      [0, 0.34],
    ]),
    mat.metal("brass"),
    [0, 0.09, 0]
  )
  kit.add(
    turned(
      [
        [0, 0],
        [0.3, 0],
        [0.31, 0.02],
        [0.3, 0.075],
        [0.27, 0.095],
        [0, 0.1],
      ],
      { segments: 96 }
    ),
    mat.concrete("#b9b4ab")
  )
  return kit.group
}

const CANOPY = { normal: { shadowMap: 2048 } }

export const tents = {
  "sailcloth-tent": {
    frames: 14,
    view: { azimuth: 21, elevation: 13, fill: 0.9, lens: 30 },
    look: { glow: 0.2 },
    light: CANOPY.normal,
    build: sailclothTent,
  },
  "bell-tent": {
    frames: 14,
    view: { azimuth: 14, elevation: 10, fill: 0.86, lens: 26 },
    light: CANOPY.normal,
    build: bellTent,
  },
  "stretch-tent": {
    frames: 14,
    view: { azimuth: 30, elevation: 8, fill: 0.9, lens: 30 },
    light: CANOPY.normal,
    build: stretchTent,
  },
  "pagoda-tent": {
    frames: 14,
    view: { azimuth: 27, elevation: 6, lens: 26 },
    light: CANOPY.normal,
    build: pagodaTent,
  },
  "market-parasol": {
    frames: 14,
    view: { azimuth: 22, elevation: 5, lens: 26 },
    light: CANOPY.normal,
    build: marketParasol,
  },
}
