import * as THREE from "three"
import { addGlass } from "../geometry/glassware.js"
import { Kit } from "../geometry/kit.js"
import {
  batten,
  box,
  merged,
  plate,
  ring,
  rod,
  surface,
  tube,
  turned,
} from "../geometry/shapes.js"
import * as mat from "../materials/index.js"

const STAIN = {
  Natural: "#bd9160",
  Walnut: "walnut",
  Whitewash: "whitewash",
  Black: "#252322",
}

function finish(colour) {
  if (colour === "White") return mat.paint("white", 0.42)
  if (colour === "Gold") return mat.metal("gold", 0.34)
  if (colour === "Black") return mat.paint("#232222", 0.4)
  return mat.wood(STAIN[colour], 0.5)
}

export function crossbackChair({ colour = "Walnut" }) {
  const kit = new Kit()
  const back = [
    [-0.2, 0, -0.23],
    [-0.195, 0.25, -0.205],
    [-0.19, 0.46, -0.19],
    [-0.188, 0.68, -0.222],
    [-0.158, 0.825, -0.262],
    [-0.085, 0.878, -0.275],
    [0, 0.89, -0.278],
  ]
  const mirrored = back
    .slice(0, -1)
    .reverse()
    .map(([x, y, z]) => [-x, y, z])
  const parts = [
    tube([...back, ...mirrored], 0.0165, { segments: 150 }),
    tube(
      [
        [-0.175, 0.77, -0.248],
        [-0.09, 0.7, -0.237],
        [0.02, 0.58, -0.215],
        [0.12, 0.47, -0.195],
        [0.17, 0.44, -0.185],
      ],
      0.011
    ),
    tube(
      [
        [0.175, 0.77, -0.248],
        [0.09, 0.7, -0.245],
        [-0.02, 0.58, -0.228],
        [-0.12, 0.47, -0.202],
        [-0.17, 0.44, -0.185],
      ],
      0.011
    ),
    rod([-0.2, 0.45, 0.19], [-0.215, 0, 0.215], 0.018, 0.014),
    rod([0.2, 0.45, 0.19], [0.215, 0, 0.215], 0.018, 0.014),
    rod([-0.21, 0.2, 0.203], [-0.198, 0.2, -0.21], 0.01),
    rod([0.21, 0.2, 0.203], [0.198, 0.2, -0.21], 0.01),
    rod([-0.203, 0.2, 0], [0.203, 0.2, 0], 0.01),
    rod([-0.206, 0.28, 0.2], [0.206, 0.28, 0.2], 0.01),
    rod([-0.197, 0.16, -0.213], [0.197, 0.16, -0.213], 0.01),
    tube(
      [
        [-0.2, 0.3, -0.2],
        [-0.13, 0.4, -0.195],
        [0, 0.435, -0.19],
        [0.13, 0.4, -0.195],
        [0.2, 0.3, -0.2],
      ],
      0.008
    ),
    tube(roundedSquare(0.215, 0.205, 0.452), 0.02, { closed: true, segments: 120 }),
  ]
  kit.add(merged(parts), finish(colour))
  kit.add(
    seat(0.2, 0.19, 0.462, 0.01),
    mat.cane(colour === "Whitewash" ? "#e4dccd" : "#d8b684")
  )
  return kit.group
}

/** A ring of points between circle and square. */
function roundedSquare(x, z, y, n = 28, power = 0.36) {
  return Array.from({ length: n }, (_, i) =>
    squircle((i / n) * Math.PI * 2, x, y, z, power)
  )
}

function squircle(t, x, y, z, power) {
  const c = Math.cos(t)
  const s = Math.sin(t)
  return [
    Math.sign(c) * Math.abs(c) ** power * x,
    y,
    Math.sign(s) * Math.abs(s) ** power * z,
  ]
}

/** A slightly domed seat with flat texture coordinates. */
export function seat(x, z, y, swell, power = 0.36) {
  const geometry = surface(
    64,
    12,
    (u, v) => {
      const [px, , pz] = squircle(u * Math.PI * 2, x * v, y, z * v, power)
      return [px, y + swell * Math.sqrt(Math.max(0, 1 - v ** 4)), pz]
    },
    { closed: true }
  )
  const { position, uv } = geometry.attributes
  for (let i = 0; i < uv.count; i++) uv.setXY(i, position.getX(i), position.getZ(i))
  return geometry
}

/** A cushion: a squircle slab with a rounded edge. */
export function cushion(x, z, y, height, power = 0.3) {
  const geometry = surface(
    72,
    20,
    (u, v) => {
      const t = v * Math.PI
      const r = Math.sin(t) ** 0.28
      const [px, , pz] = squircle(u * Math.PI * 2, x * r, 0, z * r, power)
      return [px, y + height / 2 + (-Math.cos(t) * height) / 2, pz]
    },
    { closed: true }
  )
  const { position, uv } = geometry.attributes
  for (let i = 0; i < uv.count; i++)
    uv.setXY(i, position.getX(i), position.getZ(i) + position.getY(i))
  return geometry
}

export function chiavariChair({ colour = "Gold" }) {
  const kit = new Kit()
  const parts = []
  const leg = (x, z, top, lean) => {
    const profile = []
    for (let i = 0; i <= 24; i++) {
      const y = (i / 24) * top
      const bead = [0.12, 0.3, 0.44, 0.62, 0.8].some((b) => Math.abs(y - b) < 0.012)
      profile.push([bead ? 0.0145 : 0.0118, y])
    }
    const g = turned([[0, 0], ...profile, [0, top]], { segments: 14 })
    g.applyMatrix4(new THREE.Matrix4().makeShear(0, 0, lean, 0, 0, 0)).translate(x, 0, z)
    return g
  }
  for (const x of [-0.185, 0.185]) {
    parts.push(leg(x, 0.18, 0.45, 0))
    parts.push(
      tube(
        [
          [x, 0, -0.21],
          [x, 0.25, -0.19],
          [x, 0.46, -0.18],
          [x * 0.98, 0.7, -0.2],
          [x * 0.96, 0.915, -0.235],
        ],
        0.012
      )
    )
    for (const y of [0.12, 0.62, 0.76])
      parts.push(
        new THREE.SphereGeometry(0.0155, 14, 10).translate(
          x,
          y,
          y < 0.2 ? -0.2 : y < 0.7 ? -0.192 : -0.208
        )
      )
    for (const y of [0.13, 0.27]) parts.push(rod([x, y, 0.18], [x, y, -0.195], 0.007))
  }
  for (const y of [0.1, 0.16, 0.3])
    parts.push(rod([-0.185, y, 0.18], [0.185, y, 0.18], 0.007))
  for (const y of [0.13, 0.3])
    parts.push(rod([-0.185, y, -0.195], [0.185, y, -0.195], 0.007))
  for (let i = 0; i < 4; i++)
    parts.push(rod([-0.12 + i * 0.08, 0.3, 0.18], [-0.12 + i * 0.08, 0.44, 0.18], 0.005))
  for (const [y, z, r] of [
    [0.9, -0.232, 0.012],
    [0.84, -0.222, 0.009],
    [0.62, -0.192, 0.009],
    [0.56, -0.187, 0.009],
  ]) {
    parts.push(
      tube(
        [
          [-0.182, y, z],
          [0, y + 0.012, z - 0.012],
          [0.182, y, z],
        ],
        r
      )
    )
  }
  for (let i = 0; i < 7; i++) {
    const x = -0.135 + i * 0.045
    parts.push(rod([x, 0.62, -0.2], [x, 0.845, -0.232], 0.0058))
    parts.push(new THREE.SphereGeometry(0.0095, 12, 8).translate(x, 0.73, -0.216))
  }
  parts.push(box(0.4, 0.035, 0.39, { round: 0.012 }).translate(0, 0.447, -0.005))
  kit.add(merged(parts), finish(colour))
  const pad = colour === "Black" ? "#262424" : "#f1ece2"
  kit.add(cushion(0.185, 0.18, 0.462, 0.042), mat.linen(pad))
  return kit.group
}

export function foldingChair({ colour = "White" }) {
  const kit = new Kit()
  const wood = finish(colour)
  const parts = []
  for (const s of [-1, 1]) {
    parts.push(batten([s * 0.215, 0, 0.25], [s * 0.215, 0.79, -0.22], 0.022, 0.036))
    parts.push(batten([s * 0.185, 0, -0.24], [s * 0.185, 0.45, 0.18], 0.022, 0.036))
  }
  for (let i = 0; i < 5; i++)
    parts.push(
      box(0.38, 0.016, 0.062, { round: 0.004, offset: [i, i * 0.3] }).translate(
        0,
        0.452,
        0.17 - i * 0.075
      )
    )
  for (const s of [-1, 1])
    parts.push(
      box(0.022, 0.03, 0.4, { offset: [s, 0.2] }).translate(s * 0.175, 0.43, 0.02)
    )
  for (let i = 0; i < 3; i++) {
    const y = 0.62 + i * 0.07
    const z = 0.25 - (y / 0.79) * 0.47
    parts.push(
      box(0.41, 0.05, 0.014, { offset: [i, 0.6] })
        .rotateX(-0.5)
        .translate(0, y, z)
    )
  }
  parts.push(batten([-0.215, 0.12, 0.178], [0.215, 0.12, 0.178], 0.02))
  parts.push(batten([-0.185, 0.1, -0.147], [0.185, 0.1, -0.147], 0.02))
  kit.add(merged(parts), wood)
  for (const s of [-1, 1])
    kit.add(rod([s * 0.23, 0.3, 0.07], [s * 0.17, 0.3, 0.05], 0.006), mat.metal("brass"))
  return kit.group
}

export function ghostChair() {
  const kit = new Kit()
  const add = (geometry) => addGlass(kit, geometry, "clear")
  add(cushion(0.205, 0.2, 0.43, 0.036))
  for (const s of [-1, 1]) {
    add(
      tube(
        [
          [s * 0.185, 0.44, 0.17],
          [s * 0.195, 0.24, 0.185],
          [s * 0.19, 0, 0.17],
        ],
        0.019
      )
    )
    add(
      tube(
        [
          [s * 0.17, 0.44, -0.17],
          [s * 0.18, 0.24, -0.2],
          [s * 0.2, 0, -0.26],
        ],
        0.019
      )
    )
    add(
      tube(
        [
          [s * 0.15, 0.44, -0.18],
          [s * 0.14, 0.53, -0.2],
          [s * 0.1, 0.58, -0.212],
        ],
        0.016
      )
    )
  }
  const medallion = new THREE.Shape()
  medallion.absellipse(0, 0, 0.2, 0.19, 0, Math.PI * 2)
  add(
    plate(medallion, 0.016, { round: 0.007 }).rotateX(-0.18).translate(0, 0.745, -0.235)
  )
  const rim = Array.from({ length: 40 }, (_, i) => {
    const t = (i / 40) * Math.PI * 2
    return [Math.cos(t) * 0.2, 0.745 + Math.sin(t) * 0.187, -0.235 - Math.sin(t) * 0.034]
  })
  add(tube(rim, 0.014, { closed: true, segments: 120 }))
  return kit.group
}

export function peacockChair({ colour = "Natural" }) {
  const kit = new Kit()
  const tint = colour === "Black" ? "#2b2725" : "natural"
  const cane = mat.rattan(tint)
  const weave = mat.cane(colour === "Black" ? "#3a3532" : "#d6ae74")
  const centre = [0, 0.55]
  const fan = (u, v) => {
    const t = -0.28 + u * (Math.PI + 0.56)
    const r = 0.12 + v * 0.42
    const x = Math.cos(t) * r * (1 + 0.06 * Math.sin(t))
    const y = centre[1] + Math.sin(t) * r * 1.66
    return [x, y, -0.16 - 0.1 * v - 0.06 * Math.sin(t) * v + 0.24 * (x / 0.54) ** 2 * v]
  }
  const spokes = []
  for (let i = 0; i <= 38; i++)
    spokes.push(
      tube(
        [0, 0.3, 0.62, 1].map((v) => fan(i / 38, v)),
        0.0056,
        { sides: 6, segments: 14 }
      )
    )
  for (const [v, r] of [
    [0, 0.012],
    [0.36, 0.008],
    [0.42, 0.008],
    [0.74, 0.009],
    [0.8, 0.009],
    [1, 0.02],
    [1.05, 0.013],
  ]) {
    spokes.push(
      tube(
        Array.from({ length: 60 }, (_, i) => fan(i / 59, v)),
        r,
        { segments: 160, sides: 8 }
      )
    )
  }
  kit.add(merged(spokes), cane)
  kit.add(
    surface(80, 10, (u, v) => fan(u, 0.8 + v * 0.2), { size: [2.4, 0.09] }),
    weave
  )
  kit.add(
    surface(80, 10, (u, v) => fan(u, 0.02 + v * 0.35), { size: [1.2, 0.16] }),
    weave
  )
  kit.add(
    turned(
      [
        [0, 0.42],
        [0.27, 0.42],
        [0.285, 0.4],
        [0.27, 0.36],
        [0.19, 0.2],
        [0.23, 0.06],
        [0.27, 0],
      ],
      { smooth: false }
    ),
    weave
  )
  kit.add(ring(0.275, 0.022), cane, [0, 0.41, 0])
  kit.add(ring(0.268, 0.018), cane, [0, 0.018, 0])
  kit.add(ring(0.194, 0.014), cane, [0, 0.2, 0])
  for (const s of [-1, 1]) {
    kit.add(
      tube(
        [
          [s * 0.5, 0.6, -0.06],
          [s * 0.42, 0.66, 0.12],
          [s * 0.34, 0.62, 0.24],
          [s * 0.27, 0.42, 0.12],
        ],
        0.017
      ),
      cane
    )
    kit.add(
      tube(
        [
          [s * 0.5, 0.52, -0.05],
          [s * 0.38, 0.42, 0.02],
          [s * 0.26, 0.34, -0.02],
        ],
        0.013
      ),
      cane
    )
  }
  kit.add(cushion(0.25, 0.25, 0.415, 0.075, 0.75), mat.linen("#efe6d4"))
  return kit.group
}

export function bentwoodChair({ colour = "Black" }) {
  const kit = new Kit()
  const wood = finish(colour)
  const hoop = (w, top, r) =>
    tube(
      [
        [-w, 0.44, -0.165],
        [-w * 1.02, 0.62, -0.19],
        [-w * 0.82, top - 0.05, -0.235],
        [0, top, -0.25],
        [w * 0.82, top - 0.05, -0.235],
        [w * 1.02, 0.62, -0.19],
        [w, 0.44, -0.165],
      ],
      r,
      { segments: 90 }
    )
  const parts = [
    hoop(0.175, 0.87, 0.0155),
    hoop(0.1, 0.76, 0.011),
    ring(0.195, 0.021),
    ring(0.135, 0.0095),
  ]
  parts[2].translate(0, 0.45, 0)
  parts[3].translate(0, 0.22, 0)
  for (const s of [-1, 1]) {
    parts.push(
      tube(
        [
          [s * 0.14, 0.45, 0.13],
          [s * 0.145, 0.22, 0.15],
          [s * 0.165, 0, 0.19],
        ],
        0.0155
      )
    )
    parts.push(
      tube(
        [
          [s * 0.175, 0.46, -0.165],
          [s * 0.15, 0.22, -0.165],
          [s * 0.175, 0, -0.225],
        ],
        0.0155
      )
    )
  }
  kit.add(merged(parts), wood)
  kit.add(
    seat(0.185, 0.185, 0.462, 0.006, 1),
    colour === "Black" ? wood : mat.cane("#d8b684")
  )
  return kit.group
}

export function steelChair({ colour = "Gunmetal" }) {
  const kit = new Kit()
  const coat =
    colour === "Gunmetal"
      ? mat.metal("gunmetal", 0.4)
      : colour === "White"
        ? mat.paint("white", 0.35)
        : mat.rust()
  const parts = []
  for (const s of [-1, 1]) {
    parts.push(rod([s * 0.165, 0.45, 0.16], [s * 0.215, 0, 0.215], 0.024, 0.014))
    parts.push(rod([s * 0.16, 0.45, -0.16], [s * 0.21, 0, -0.23], 0.024, 0.014))
  }
  parts.push(
    tube(
      [
        [-0.175, 0.45, -0.14],
        [-0.185, 0.62, -0.185],
        [-0.16, 0.79, -0.235],
        [-0.1, 0.845, -0.25],
        [0, 0.852, -0.255],
        [0.1, 0.845, -0.25],
        [0.16, 0.79, -0.235],
        [0.185, 0.62, -0.185],
        [0.175, 0.45, -0.14],
      ],
      0.0135,
      { segments: 110 }
    )
  )
  parts.push(cushion(0.195, 0.19, 0.435, 0.026))
  parts.push(
    surface(14, 24, (u, v) => [
      (u - 0.5) * (0.1 + 0.02 * v),
      0.45 + v * 0.395,
      -0.175 - v * 0.078 - 0.02 * Math.cos((u - 0.5) * 3),
    ])
  )
  for (const y of [0.17]) {
    parts.push(
      rod([-0.19, y, 0.19], [0.19, y, -0.2], 0.007),
      rod([0.19, y, 0.19], [-0.19, y, -0.2], 0.007)
    )
  }
  kit.add(merged(parts), coat)
  kit.add(box(0.09, 0.002, 0.014, { round: 0.001 }), mat.paint("#1a1a1a"), [0, 0.4618, 0])
  return kit.group
}

export function velvetChair({ colour = "Emerald" }) {
  const kit = new Kit()
  const cloth = mat.velvet(
    { Emerald: "emerald", Blush: "#d9a49a", "Dusty blue": "#8297ab", Black: "#201f21" }[
      colour
    ]
  )
  const shell = (u, v, inset) => {
    const t = (u - 0.5) * 3.5
    const height = 0.34 * Math.cos(t * 0.62) ** 0.9 + 0.06
    const lean = 0.05 * v * v
    const r = 0.255 + lean - inset
    return [Math.sin(t) * r, 0.44 + v * height, -Math.cos(t) * r * 0.96 + 0.02]
  }
  const back = surface(
    80,
    40,
    (u, v) => {
      const around = v * 2
      const outer = around <= 1
      const w = outer ? around : 2 - around
      const side = Math.sqrt(
        Math.max(0, 1 - (Math.max(Math.abs(u - 0.5), 0.46) - 0.46) ** 2 / 0.0016)
      )
      const thick =
        0.05 * Math.sqrt(Math.max(0, 1 - (Math.max(w, 0.8) - 0.8) ** 2 / 0.04)) * side +
        0.0005
      return shell(u, w, outer ? -thick / 2 : thick / 2)
    },
    { size: [0.9, 0.8] }
  )
  kit.add(back, cloth)
  kit.add(cushion(0.235, 0.235, 0.4, 0.1, 0.7), cloth, [0, 0, 0.02])
  const brass = mat.metal("gold", 0.22)
  for (const [x, z] of [
    [-0.17, 0.18],
    [0.17, 0.18],
    [-0.17, -0.15],
    [0.17, -0.15],
  ]) {
    kit.add(rod([x * 0.9, 0.42, z * 0.9], [x * 1.25, 0, z * 1.3], 0.013, 0.007), brass)
  }
  return kit.group
}

export function barStool() {
  const kit = new Kit()
  const steel = mat.iron()
  kit.add(
    turned([
      [0, 0.71],
      [0.17, 0.71],
      [0.175, 0.715],
      [0.175, 0.742],
      [0.16, 0.75],
      [0, 0.742],
    ]),
    mat.wood("oak")
  )
  const parts = [
    ring(0.15, 0.009).translate(0, 0.7, 0),
    ring(0.203, 0.01).translate(0, 0.26, 0),
  ]
  for (let i = 0; i < 4; i++) {
    const t = Math.PI / 4 + (i * Math.PI) / 2
    const [c, s] = [Math.cos(t), Math.sin(t)]
    parts.push(rod([c * 0.145, 0.705, s * 0.145], [c * 0.235, 0, s * 0.235], 0.011))
  }
  kit.add(merged(parts), steel)
  return kit.group
}

export function ceremonyBench({ colour = "Natural" }) {
  const kit = new Kit()
  const wood = mat.wood(colour === "Natural" ? "pine" : "whitewash")
  kit.add(box(1.5, 0.04, 0.3, { round: 0.006 }), wood, [0, 0.43, 0])
  for (const s of [-1, 1]) {
    kit.add(box(0.04, 0.41, 0.27, { grain: "y", offset: [s, 0.3] }), wood, [
      s * 0.6,
      0.205,
      0,
    ])
    kit.add(batten([s * 0.58, 0.14, 0], [s * 0.36, 0.41, 0], 0.035, 0.05), wood)
  }
  kit.add(box(1.2, 0.07, 0.03, { offset: [0.4, 0.1] }), wood, [0, 0.36, 0])
  return kit.group
}

const SEEN = { azimuth: 32, elevation: 12 }

export const chairs = {
  "crossback-chair": { view: SEEN, build: crossbackChair },
  "chiavari-chair": { view: { azimuth: 33, elevation: 12 }, build: chiavariChair },
  "garden-folding-chair": { view: { azimuth: 36, elevation: 14 }, build: foldingChair },
  "clear-ghost-chair": {
    view: { azimuth: 30, elevation: 12 },
    build: ghostChair,
    backdrop: { floor: "#b9b7b4", wall: "#c4c1bd" },
  },
  "rattan-peacock-chair": {
    view: { azimuth: 20, elevation: 8, fill: 0.8 },
    build: peacockChair,
  },
  "bentwood-cafe-chair": { view: { azimuth: 34, elevation: 14 }, build: bentwoodChair },
  "steel-cafe-chair": { view: { azimuth: 34, elevation: 14 }, build: steelChair },
  "velvet-dining-chair": {
    view: { azimuth: 34, elevation: 14, fill: 0.72 },
    build: velvetChair,
  },
  "oak-bar-stool": { view: { azimuth: 20, elevation: 14 }, build: barStool },
  "ceremony-bench": {
    view: { azimuth: 32, elevation: 16, fill: 0.82 },
    build: ceremonyBench,
  },
}
