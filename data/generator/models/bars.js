import * as THREE from "three"
import { addGlass, addGlasses } from "../geometry/glassware.js"
import { Kit, place } from "../geometry/kit.js"
import {
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

/** Turns texture coordinates a quarter, so that grain runs along v. */
function acrossGrain(geometry) {
  const uv = geometry.attributes.uv
  for (let i = 0; i < uv.count; i++) uv.setXY(i, uv.getY(i), uv.getX(i))
  return geometry
}

/** A solid slab between two arcs, lying flat from y = 0 to `thick`. Angles from +z, in radians. */
function arcSlab(inner, outer, from, to, thick, round = 0.006) {
  const shape = new THREE.Shape()
  const point = (r, a) => [r * Math.sin(a), r * Math.cos(a)]
  const n = 64
  for (let i = 0; i <= n; i++) {
    const p = point(outer, from + ((to - from) * i) / n)
    if (i) shape.lineTo(...p)
    else shape.moveTo(...p)
  }
  for (let i = 0; i <= n; i++) shape.lineTo(...point(inner, to + ((from - to) * i) / n))
  const slab = plate(shape, thick, { round })
  return slab.rotateX(Math.PI / 2).translate(0, thick / 2, 0)
}

/** A coupe with something in it, its foot on y = 0. */
function coupe(kit, at, drink = "#e8b75a") {
  const bowl = turned(
    [
      [0.032, 0],
      [0.033, 0.003],
      [0.006, 0.006],
      [0.004, 0.02],
      [0.004, 0.085],
      [0.012, 0.094],
      [0.036, 0.108],
      [0.046, 0.126],
      [0.049, 0.148],
    ],
    { smooth: true, segments: 40 }
  )
  addGlass(kit, bowl, "clear", at)
  kit.add(
    turned(
      [
        [0, 0],
        [0.012, 0.001],
        [0.034, 0.014],
        [0.0445, 0.036],
        [0, 0.036],
      ],
      { segments: 40 }
    ),
    mat.porcelain(drink),
    [at[0], at[1] + 0.096, at[2]]
  )
}

function tumbler(kit, at, drink) {
  addGlass(
    kit,
    turned(
      [
        [0, 0.008],
        [0.033, 0.008],
        [0.036, 0],
        [0.0375, 0.004],
        [0.039, 0.1],
      ],
      { segments: 40 }
    ),
    "clear",
    at
  )
  if (drink)
    kit.add(
      turned(
        [
          [0, 0],
          [0.033, 0],
          [0.035, 0.058],
          [0, 0.058],
        ],
        { segments: 40 }
      ),
      mat.porcelain(drink),
      [at[0], at[1] + 0.01, at[2]]
    )
}

/** A bottle of wine or spirits. */
function bottle(kit, at, kind = "green", scale = 1, label = "ivory") {
  const profile = [
    [0, 0.004],
    [0.034, 0],
    [0.0375, 0.006],
    [0.038, 0.17],
    [0.034, 0.2],
    [0.018, 0.225],
    [0.0145, 0.25],
    [0.0145, 0.3],
    [0.0165, 0.302],
    [0.0165, 0.312],
    [0.013, 0.314],
  ]
  const s = profile.map(([r, y]) => [r * scale, y * scale])
  kit.add(turned(s, { segments: 44 }), mat.lacquer(BOTTLES[kind] ?? kind, 0.06), at)
  const tag = surface(28, 1, (u, v) => {
    const a = (u - 0.5) * 2.3
    return [
      0.0386 * scale * Math.sin(a),
      (0.06 + 0.075 * v) * scale,
      0.0386 * scale * Math.cos(a),
    ]
  })
  kit.add(tag, mat.paint(label, 0.8), at)
  kit.add(
    turned(
      [
        [0.0152, 0.25],
        [0.0152, 0.314],
        [0.0152, 0.3155],
        [0, 0.316],
      ].map(([r, y]) => [r * scale, y * scale]),
      { segments: 30 }
    ),
    mat.metal("gold", 0.3),
    at
  )
}

const BOTTLES = { green: "#24361f", amber: "#6a3208", clear: "#b9c3bf", rose: "#c98278" }

function lemon(kit, at, scale = 1, colour = "#e8bd2c") {
  kit.add(
    new THREE.SphereGeometry(0.033 * scale, 24, 16).scale(1.25, 1, 1),
    mat.stoneware(colour, 0.3),
    at,
    [0.2, at[0] * 40, 0.3]
  )
}

function rattanBar() {
  const kit = new Kit()
  const radius = 1.25
  const span = Math.asin(0.87 / radius)
  const high = 1.07
  const at = (a, r, y) => [r * Math.sin(a), y, r * Math.cos(a) - radius + 0.25]
  const shift = [0, 0, -radius + 0.25]
  kit.add(
    surface(
      96,
      12,
      (u, v) => at(span - 2 * span * u, radius - 0.01, 0.07 + (high - 0.12) * v),
      { size: [radius * span * 2, high - 0.1] }
    ),
    mat.cane("#d3ab73")
  )
  const arc = (y, r, a = span) =>
    tube(
      Array.from({ length: 33 }, (_, i) => at(-a + (2 * a * i) / 32, r, y)),
      0.017,
      { segments: 90, sides: 12 }
    )
  const wound = mat.rattan("#b98449")
  kit.add(
    merged([
      arc(0.055, radius + 0.004),
      arc(0.09, radius + 0.004),
      arc(high - 0.055, radius + 0.004),
      arc(high - 0.02, radius + 0.004),
    ]),
    wound
  )
  const poles = []
  for (let i = 0; i <= 6; i++) {
    const a = -span + (2 * span * i) / 6
    poles.push(
      rod(at(a, radius + 0.006, 0), at(a, radius + 0.006, high), i % 6 ? 0.016 : 0.024)
    )
    if (i < 6) {
      const b = -span + (2 * span * (i + 1)) / 6
      const mid = (a + b) / 2
      const loop = Array.from({ length: 24 }, (_, k) => {
        const t = (k / 24) * Math.PI * 2
        return at(
          mid + ((b - a) / 2 - 0.03) * 0.86 * Math.cos(t),
          radius + 0.004,
          high / 2 + 0.385 * Math.sin(t)
        )
      })
      poles.push(tube(loop, 0.011, { closed: true, segments: 90, sides: 8 }))
    }
  }
  kit.add(merged(poles), wound)
  for (const s of [-1, 1]) {
    const [x, , z] = at(span * s, radius, 0)
    const inner = at(span * s, radius - 0.44, 0)
    kit.add(
      surface(
        2,
        2,
        (u, v) => [
          x + (inner[0] - x) * u,
          0.06 + (high - 0.1) * v,
          z + (inner[2] - z) * u,
        ],
        { size: [0.44, 1] }
      ),
      mat.cane("#d3ab73")
    )
    kit.add(rod([inner[0], 0, inner[2]], [inner[0], high, inner[2]], 0.024), wound)
  }
  for (const y of [0.1, 0.55])
    kit.add(arcSlab(radius - 0.44, radius - 0.02, -span, span, 0.022), mat.wood("oak"), [
      0,
      y,
      shift[2],
    ])
  kit.add(
    arcSlab(radius - 0.5, radius + 0.07, -span - 0.035, span + 0.035, 0.04, 0.01),
    mat.wood("oak", 0.4),
    [0, high, shift[2]]
  )
  const topY = high + 0.04
  const on = (a, r) => at(a, r, topY)
  coupe(kit, on(0.38, radius - 0.06), "#e9b9a0")
  coupe(kit, on(0.46, radius - 0.14), "#e9b9a0")
  bottle(kit, on(-0.42, radius - 0.2), "rose")
  bottle(kit, on(-0.34, radius - 0.27), "green")
  const bowl = on(-0.12, radius - 0.13)
  kit.add(
    turned(
      [
        [0, 0.006],
        [0.05, 0],
        [0.055, 0.01],
        [0.11, 0.05],
        [0.125, 0.075],
        [0.119, 0.075],
        [0.1, 0.05],
        [0, 0.02],
      ],
      { smooth: true }
    ),
    mat.stoneware("#d8c7aa"),
    bowl
  )
  for (const [dx, dy, dz] of [
    [0.04, 0.06, 0.02],
    [-0.045, 0.06, 0.03],
    [0, 0.06, -0.05],
    [0.0, 0.1, 0.0],
  ])
    lemon(kit, [bowl[0] + dx, bowl[1] + dy, bowl[2] + dz])
  return kit.group
}

/** A strip's light that fades down a front: a picture of light to emit. */
let fade
function fadingLight() {
  if (fade) return fade
  const canvas = document.createElement("canvas")
  canvas.width = 4
  canvas.height = 256
  const pen = canvas.getContext("2d")
  for (let y = 0; y < 256; y++) {
    const k = Math.exp(-y / 34)
    pen.fillStyle = `rgb(${255 * k},${228 * k},${186 * k})`
    pen.fillRect(0, y, 4, 1)
  }
  fade = new THREE.CanvasTexture(canvas)
  fade.colorSpace = THREE.SRGBColorSpace
  return fade
}

const FLUTED = new Map()
function flutedPaint(hex, light) {
  if (!FLUTED.has(hex)) {
    const paint = mat.paint(hex, 0.5).clone()
    paint.emissive.set("#ffe0b4")
    paint.emissiveMap = fadingLight()
    paint.emissiveIntensity = light
    FLUTED.set(hex, paint)
  }
  return FLUTED.get(hex)
}

function flutedBar({ colour = "White" }) {
  const kit = new Kit()
  const [hx, hz, high] = [0.92, 0.62, 1.05]
  const body = { White: "#f8f6f2", "Sage green": "#93a385", Black: "#232223" }[colour]
  const front = (t, grow = 0) => {
    const p = 0.72
    const [c, s] = [Math.cos(t), Math.sin(t)]
    return [Math.sign(c) * Math.abs(c) ** p * (hx + grow), Math.abs(s) ** p * (hz + grow)]
  }
  const table = []
  let length = 0
  let last = front(Math.PI)
  for (let i = 0; i <= 1200; i++) {
    const p = front(Math.PI - (Math.PI * i) / 1200)
    length += Math.hypot(p[0] - last[0], p[1] - last[1])
    table.push([length, p])
    last = p
  }
  const along = (u) => {
    const want = u * length
    let [lo, hi] = [0, 1200]
    while (hi - lo > 1) {
      const mid = (lo + hi) >> 1
      if (table[mid][0] < want) lo = mid
      else hi = mid
    }
    const k = (want - table[lo][0]) / Math.max(1e-9, table[hi][0] - table[lo][0])
    const [a, b] = [table[lo][1], table[hi][1]]
    const p = [a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k]
    const d = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1
    return [p, [-(b[1] - a[1]) / d, (b[0] - a[0]) / d]]
  }
  const flutes = 58
  const wall = surface(flutes * 10, 1, (u, v) => {
    const [p, n] = along(1 - u)
    const bulge = 0.02 * Math.abs(Math.sin(Math.PI * u * flutes)) ** 0.75
    return [p[0] + n[0] * bulge, 0.08 + (high - 0.08) * v, p[1] + n[1] * bulge - 0.3]
  })
  kit.add(wall, flutedPaint(body, colour === "Black" ? 0.55 : 0.42))
  const outline = (grow, y0) => {
    const shape = new THREE.Shape()
    for (let i = 0; i <= 160; i++) {
      const p = front(Math.PI - (Math.PI * i) / 160, grow)
      if (i) shape.lineTo(p[0], p[1])
      else shape.moveTo(p[0], -0.06)
    }
    shape.lineTo(hx + grow, -0.06)
    return plate(shape, y0, { round: Math.min(0.006, y0 / 3) })
      .rotateX(Math.PI / 2)
      .translate(0, y0 / 2, -0.3)
  }
  kit.add(outline(-0.03, 0.08), mat.metal("brass", 0.3))
  kit.add(outline(0.075, 0.045), mat.marble(), [0, high + 0.002, 0])
  const strip = Array.from({ length: 120 }, (_, i) => {
    const [p, n] = along(0.01 + (0.98 * i) / 119)
    return [p[0] + n[0] * 0.038, high - 0.006, p[1] + n[1] * 0.038 - 0.3]
  })
  kit.add(tube(strip, 0.007, { segments: 240, sides: 6 }), mat.glow("#ffdda6", 4))
  kit.add(box(hx * 2, high - 0.1, 0.02), mat.paint(body, 0.5), [
    0,
    high / 2 + 0.05,
    -0.33,
  ])
  const topY = high + 0.047
  coupe(kit, [0.42, topY, 0.16], "#ecc66e")
  coupe(kit, [0.53, topY, 0.05], "#ecc66e")
  coupe(kit, [0.33, topY, 0.02], "#ecc66e")
  const bucket = [-0.42, topY, 0.02]
  kit.add(
    turned([
      [0, 0],
      [0.075, 0],
      [0.08, 0.01],
      [0.1, 0.19],
      [0.107, 0.195],
      [0.107, 0.203],
      [0.097, 0.203],
      [0.09, 0.15],
      [0, 0.15],
    ]),
    mat.metal(colour === "Black" ? "gold" : "silver", 0.14),
    bucket
  )
  const chilled = new Kit()
  bottle(chilled, [0, 0, 0], "green", 1.05)
  chilled.group.rotation.z = 0.22
  kit.put(chilled.group, [bucket[0] + 0.02, topY + 0.06, bucket[2]])
  for (let k = 0; k < 12; k++) {
    const a = k * 2.4
    const r = 0.022 * Math.sqrt(k)
    kit.add(
      box(0.03, 0.03, 0.03, { round: 0.006 }),
      mat.porcelain("#e6edf0"),
      [
        bucket[0] + r * Math.cos(a),
        topY + 0.165 + 0.006 * (k % 3),
        bucket[2] + r * Math.sin(a),
      ],
      [a, a * 2, k]
    )
  }
  return kit.group
}

function pipeBar({ random }) {
  const kit = new Kit()
  const [half, deep, high] = [0.95, 0.5, 1.07]
  const tones = ["#7a5233", "#6a4429", "#86603e", "#5d3c25", "#93704c", "#74513a"]
  const rows = 7
  const tall = (high - 0.14) / rows
  for (let j = 0; j < rows; j++) {
    const y = 0.12 + tall * (j + 0.5)
    const cut = random.between(-0.45, 0.45)
    for (const [a, b] of [
      [-half + 0.035, cut],
      [cut, half - 0.035],
    ]) {
      kit.add(
        box(b - a - 0.004, tall - 0.006, 0.026, {
          grain: "x",
          offset: [random.next() * 3, random.next()],
        }),
        mat.wood(random.pick(tones), 0.75),
        [(a + b) / 2, y, deep / 2 - 0.02 + random.between(0, 0.006)]
      )
      for (const x of [a + 0.03, b - 0.03]) {
        for (const dy of [-0.035, 0.035])
          kit.add(new THREE.SphereGeometry(0.0055, 10, 8), mat.iron(), [
            x,
            y + dy,
            deep / 2 - 0.002,
          ])
      }
    }
    for (const s of [-1, 1])
      kit.add(
        box(0.026, tall - 0.006, deep - 0.08, {
          grain: "z",
          offset: [random.next() * 3, random.next()],
        }),
        mat.wood(random.pick(tones), 0.75),
        [s * (half - 0.02), y, 0]
      )
  }
  const pipe = mat.iron("#2a2a2b")
  const joint = (at, axis = "y", radius = 0.031, length = 0.05) => {
    const d = { x: [length / 2, 0, 0], y: [0, length / 2, 0], z: [0, 0, length / 2] }[
      axis
    ]
    kit.add(
      rod(
        at.map((v, i) => v - d[i]),
        at.map((v, i) => v + d[i]),
        radius,
        radius,
        20
      ),
      pipe
    )
  }
  const flange = (y, x, z, up) =>
    kit.add(
      turned(
        [
          [0, 0],
          [0.058, 0],
          [0.058, 0.008],
          [0.034, 0.012],
          [0.032, 0.03],
          [0, 0.03],
        ],
        { segments: 36 }
      ),
      pipe,
      [x, y, z],
      [up ? 0 : Math.PI, 0, 0]
    )
  for (const x of [-half - 0.01, half + 0.01]) {
    for (const z of [-deep / 2, deep / 2 + 0.012]) {
      kit.add(rod([x, 0, z], [x, high, z], 0.022, 0.022, 20), pipe)
      flange(0, x, z, true)
      flange(high, x, z, false)
      joint([x, 0.2, z], "y", 0.03, 0.07)
      joint([x, 0.92, z], "y", 0.03, 0.07)
    }
    kit.add(rod([x, 0.92, -deep / 2], [x, 0.92, deep / 2], 0.02, 0.02, 18), pipe)
    kit.add(rod([x, 0.2, -deep / 2], [x, 0.2, deep / 2], 0.02, 0.02, 18), pipe)
  }
  const railZ = deep / 2 + 0.16
  for (const x of [-half - 0.01, 0, half + 0.01]) {
    kit.add(rod([x, 0.2, deep / 2 - 0.01], [x, 0.2, railZ], 0.02, 0.02, 18), pipe)
    joint([x, 0.2, railZ], x ? "z" : "x", 0.032, 0.06)
    kit.add(new THREE.SphereGeometry(0.031, 18, 12), pipe, [x, 0.2, railZ])
    if (!x)
      kit.add(
        turned(
          [
            [0, 0],
            [0.055, 0],
            [0.055, 0.008],
            [0.032, 0.012],
            [0.03, 0.03],
            [0, 0.03],
          ],
          { segments: 36 }
        ).rotateX(Math.PI / 2),
        pipe,
        [x, 0.2, deep / 2 - 0.005]
      )
  }
  kit.add(
    rod([-half - 0.01, 0.2, railZ], [half + 0.01, 0.2, railZ], 0.022, 0.022, 20),
    pipe
  )
  for (let k = 0; k < 3; k++) {
    const wide = 0.21
    kit.add(
      box(2.06, 0.05, wide - 0.004, { round: 0.006, offset: [k * 0.7, k * 0.3] }),
      mat.wood(["#7d5536", "#6d472c", "#86603e"][k], 0.5),
      [0, high + 0.025, -0.2 + k * wide]
    )
  }
  const topY = high + 0.05
  bottle(kit, [-0.58, topY, 0.05], "amber", 0.95, "#e6d8b8")
  bottle(kit, [-0.47, topY, -0.03], "green", 1)
  tumbler(kit, [0.5, topY, 0.12], "#b5651d")
  tumbler(kit, [0.6, topY, 0.03], "#b5651d")
  tumbler(kit, [0.41, topY, 0.02], "#b5651d")
  return kit.group
}

function barCart() {
  const kit = new Kit()
  const brass = mat.metal("brass", 0.18)
  const [r, low, mid] = [0.29, 0.2, 0.7]
  for (let k = 0; k < 4; k++) {
    const a = (k + 0.5) * (Math.PI / 2)
    const [x, z] = [r * Math.cos(a), r * Math.sin(a)]
    kit.add(rod([x, 0.075, z], [x, 0.775, z], 0.0095, 0.0095, 18), brass)
    kit.add(new THREE.SphereGeometry(0.014, 18, 12), brass, [x, 0.78, z])
    kit.add(rod([x, 0.05, z], [x, 0.08, z], 0.014), brass)
    kit.add(
      new THREE.CylinderGeometry(0.028, 0.028, 0.018, 28).rotateX(Math.PI / 2),
      mat.paint("#1f1e1e", 0.4),
      [x, 0.028, z],
      [0, a, 0]
    )
    kit.add(new THREE.TorusGeometry(0.016, 0.004, 8, 24), brass, [x, 0.03, z], [0, a, 0])
  }
  for (const y of [low, mid]) {
    kit.add(ring(r, 0.008), brass, [0, y, 0])
    kit.add(ring(r, 0.006), brass, [0, y + 0.065, 0])
    kit.add(
      turned(
        [
          [0, 0],
          [r - 0.004, 0],
          [r - 0.004, 0.006],
          [0, 0.006],
        ],
        { segments: 96 }
      ),
      mat.metal("mirror", 0.05),
      [0, y - 0.003, 0]
    )
    for (let k = 0; k < 12; k++) {
      const a = (k / 12) * Math.PI * 2
      kit.add(
        rod(
          [r * Math.cos(a), y, r * Math.sin(a)],
          [r * Math.cos(a), y + 0.065, r * Math.sin(a)],
          0.0035,
          0.0035,
          8
        ),
        brass
      )
    }
  }
  const top = mid + 0.003
  const decanter = turned(
    [
      [0, 0.01],
      [0.05, 0],
      [0.058, 0.006],
      [0.06, 0.09],
      [0.048, 0.125],
      [0.018, 0.15],
      [0.016, 0.19],
      [0.024, 0.196],
    ],
    { segments: 10 }
  )
  kit.add(
    turned(
      [
        [0, 0],
        [0.05, 0],
        [0.055, 0.07],
        [0, 0.07],
      ],
      { segments: 40 }
    ),
    mat.lacquer("#a4560f", 0.05),
    [-0.1, top + 0.012, -0.06]
  )
  addGlass(kit, decanter, "clear", [-0.1, top, -0.06])
  addGlass(
    kit,
    turned(
      [
        [0.012, 0],
        [0.013, 0.02],
        [0.026, 0.045],
        [0.02, 0.07],
        [0, 0.078],
      ],
      { smooth: true, segments: 12 }
    ),
    "clear",
    [-0.1, top + 0.19, -0.06]
  )
  kit.add(
    turned(
      [
        [0, 0],
        [0.036, 0],
        [0.042, 0.12],
        [0.041, 0.13],
        [0.03, 0.165],
        [0.018, 0.175],
        [0.018, 0.2],
        [0.012, 0.208],
        [0, 0.209],
      ],
      { segments: 48 }
    ),
    mat.metal("gold", 0.16),
    [0.07, top, -0.13]
  )
  coupe(kit, [0.11, top, 0.06], "#edc873")
  coupe(kit, [0.0, top, 0.14], "#edc873")
  coupe(kit, [-0.13, top, 0.12], "#edc873")
  const base = low + 0.003
  bottle(kit, [-0.11, base, -0.09], "green", 1.05)
  bottle(kit, [0.0, base, -0.15], "amber", 0.95, "#e6d8b8")
  bottle(kit, [0.12, base, -0.08], "clear", 0.98, "#22345a")
  kit.add(
    turned(
      [
        [0, 0],
        [0.06, 0],
        [0.066, 0.01],
        [0.082, 0.12],
        [0.086, 0.123],
        [0.08, 0.124],
        [0.07, 0.08],
        [0, 0.08],
      ],
      { segments: 60 }
    ),
    mat.hammered("gold"),
    [0.06, base, 0.1]
  )
  for (let k = 0; k < 9; k++) {
    const a = k * 2.4
    const d = 0.02 * Math.sqrt(k)
    kit.add(
      box(0.028, 0.028, 0.028, { round: 0.006 }),
      mat.porcelain("#e2eaee"),
      [0.06 + d * Math.cos(a), base + 0.1 + 0.006 * (k % 3), 0.1 + d * Math.sin(a)],
      [a, a * 2, k]
    )
  }
  addGlasses(
    kit,
    turned(
      [
        [0, 0.006],
        [0.032, 0],
        [0.036, 0.085],
      ],
      { segments: 32 }
    ),
    "clear",
    [place([-0.12, base, 0.09]), place([-0.04, base, 0.15])]
  )
  return kit.group
}

function wineBarrel({ random }) {
  const kit = new Kit()
  const high = 0.95
  const radius = (y) => 0.272 + 0.078 * (1 - ((y / high) * 2 - 1) ** 2) ** 0.9
  const staves = 26
  const tones = ["#b58a58", "#a87c4a", "#bd9564", "#9c7143", "#b08452"]
  for (let k = 0; k < staves; k++) {
    const [a, b] = [(k / staves) * Math.PI * 2, ((k + 1) / staves) * Math.PI * 2]
    const offset = random.next() * 3
    const stave = surface(
      6,
      30,
      (u, v) => {
        const y = high * v
        const edge = Math.min(u, 1 - u)
        const t = a + (b - a) * u
        const r = radius(y) - (edge < 0.05 ? 0.003 : 0)
        return [r * Math.cos(t), y, r * Math.sin(t)]
      },
      { size: [0.08, high] }
    )
    const uv = stave.attributes.uv
    for (let i = 0; i < uv.count; i++)
      uv.setXY(i, uv.getY(i) + offset, uv.getX(i) + offset)
    kit.add(stave, mat.wood(random.pick(tones), 0.7))
    const lip = surface(
      4,
      1,
      (u, v) => {
        const t = a + (b - a) * (0.02 + 0.96 * u)
        const r = radius(high) - 0.024 * v
        return [r * Math.cos(t), high - 0.001 * v, r * Math.sin(t)]
      },
      { size: [0.07, 0.024] }
    )
    kit.add(lip, mat.wood("#a87c4a", 0.7))
    kit.add(
      surface(4, 1, (u, v) => {
        const t = a + (b - a) * u
        const r = radius(high) - 0.024
        return [r * Math.cos(t), high - 0.04 * v, r * Math.sin(t)]
      }),
      mat.wood("#84603a", 0.8)
    )
  }
  const hoop = mat.iron("#4a4643")
  for (const [y, tall] of [
    [0.028, 0.05],
    [0.15, 0.036],
    [0.3, 0.036],
    [0.65, 0.036],
    [0.8, 0.036],
    [0.922, 0.05],
  ]) {
    const band = surface(
      120,
      4,
      (u, v) => {
        const t = u * Math.PI * 2
        const yy = y + (v - 0.5) * tall
        const r = radius(yy) + 0.0035
        return [r * Math.cos(t), yy, r * Math.sin(t)]
      },
      { size: [2, tall], closed: true }
    )
    kit.add(band, hoop)
    for (const [da, dy] of [
      [-0.02, 0.2],
      [0.02, -0.2],
    ]) {
      const t = 1.3 + y + da
      const yy = y + dy * tall
      const r = radius(yy) + 0.005
      kit.add(new THREE.SphereGeometry(0.006, 10, 8), hoop, [
        r * Math.cos(t),
        yy,
        r * Math.sin(t),
      ])
    }
  }
  const inner = radius(high) - 0.024
  for (let k = 0; k < 6; k++) {
    const wide = (inner * 2) / 6
    const x0 = -inner + k * wide
    const head = surface(
      2,
      16,
      (u, v) => {
        const x = x0 + 0.0015 + (wide - 0.003) * u
        const reach = Math.sqrt(Math.max(0, inner ** 2 - x ** 2))
        return [x, high - 0.03, (v * 2 - 1) * reach]
      },
      { size: [wide, inner * 2] }
    )
    kit.add(acrossGrain(head), mat.wood(tones[k % 5], 0.6))
  }
  kit.add(
    turned(
      [
        [0, 0],
        [inner, 0],
        [inner, 0.001],
      ],
      { segments: 60 }
    ),
    mat.paint("#4a3520"),
    [0, high - 0.034, 0]
  )
  const bung = 1.35
  const mid = radius(high / 2)
  kit.add(
    new THREE.CylinderGeometry(0.026, 0.03, 0.03, 28).rotateZ(-Math.PI / 2),
    mat.wood("#7b5836"),
    [mid * Math.cos(bung) * 1.02, high / 2, mid * Math.sin(bung) * 1.02],
    [0, -bung, 0]
  )
  return kit.group
}

function drinksDispenser({ random }) {
  const kit = new Kit()
  const base = 0.15
  const oak = mat.wood("oak")
  kit.add(
    turned(
      [
        [0, 0],
        [0.13, 0],
        [0.133, 0.006],
        [0.133, 0.022],
        [0.13, 0.028],
        [0, 0.028],
      ],
      { segments: 80 }
    ),
    oak,
    [0, base - 0.028, 0]
  )
  for (const [x, z] of [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ]) {
    kit.add(box(0.03, base - 0.02, 0.03, { grain: "y", offset: [x, z] }), oak, [
      x * 0.078,
      (base - 0.02) / 2,
      z * 0.078,
    ])
  }
  for (const s of [-1, 1]) {
    kit.add(box(0.13, 0.018, 0.02), oak, [0, 0.04, s * 0.078])
    kit.add(box(0.02, 0.018, 0.13), oak, [s * 0.078, 0.04, 0])
  }
  const profile = [
    [0, 0.004],
    [0.098, 0.004],
    [0.11, 0.016],
    [0.112, 0.05],
    [0.112, 0.21],
    [0.104, 0.245],
    [0.08, 0.266],
    [0.074, 0.275],
    [0.074, 0.3],
  ]
  const ribs = 40
  const line = new THREE.SplineCurve(
    profile.map(([r, y]) => new THREE.Vector2(r, y))
  ).getPoints(60)
  const wall = (inset, top) =>
    surface(
      ribs * 6,
      60,
      (u, v) => {
        const p = line[Math.round(v * 60)]
        const y = Math.min(p.y, top)
        const ribbed =
          y > 0.035 && y < 0.235
            ? 0.0016 *
              Math.cos(u * ribs * Math.PI * 2) *
              Math.min(1, (y - 0.035) / 0.02, (0.235 - y) / 0.02)
            : 0
        const r = Math.max(0, p.x - inset + ribbed)
        const a = u * Math.PI * 2
        return [r * Math.cos(a), y, r * Math.sin(a)]
      },
      { size: [0.7, 0.3], closed: true }
    )
  const lemonade = new THREE.MeshPhysicalMaterial({
    color: "#f7e28a",
    roughness: 0.25,
    side: THREE.DoubleSide,
    transparent: true,
    opacity: 0.36,
    depthWrite: false,
    specularIntensity: 0.4,
  })
  lemonade.userData = { order: 2, shadow: 0.3 }
  lemonade.shadowSide = THREE.DoubleSide
  const level = 0.212
  kit.add(
    turned(
      [
        [0, 0.01],
        [0.095, 0.01],
        [0.106, 0.02],
        [0.1075, 0.05],
        [0.1075, level],
        [0, level],
      ],
      { segments: 80 }
    ),
    lemonade,
    [0, base, 0]
  )
  const back = new THREE.MeshStandardMaterial({
    color: "#f0e2a4",
    roughness: 0.9,
    side: THREE.BackSide,
    emissive: "#e9d184",
    emissiveIntensity: 0.22,
  })
  back.userData = { shadow: 0 }
  kit.add(
    turned(
      [
        [0.1, 0.02],
        [0.106, 0.05],
        [0.106, level],
      ],
      { segments: 80 }
    ),
    back,
    [0, base, 0]
  )
  const rind = mat.stoneware("#e5b923", 0.3)
  const flesh = mat.paint("#f6e698", 0.5)
  for (let k = 0; k < 15; k++) {
    const a = -0.9 + 4.4 * random.next()
    const r = random.between(0.09, 0.1)
    const at = [r * Math.sin(a), base + 0.04 + (k / 15) * 0.16, r * Math.cos(a)]
    const turn = [random.around(0, 0.5), a + random.around(0, 0.5), random.around(0, 0.5)]
    const disc = new THREE.CylinderGeometry(0.029, 0.029, 0.006, 30).rotateX(Math.PI / 2)
    const wheel = new THREE.CylinderGeometry(0.0255, 0.0255, 0.0066, 30).rotateX(
      Math.PI / 2
    )
    kit.add(disc, rind, at, turn)
    kit.add(wheel, flesh, at, turn)
  }
  for (let k = 0; k < 9; k++) {
    const a = k * 2.4
    const r = 0.028 * Math.sqrt(k)
    addGlass(
      kit,
      box(0.032, 0.032, 0.032, { round: 0.007 }),
      "clear",
      [r * Math.cos(a), base + level - 0.008, r * Math.sin(a)],
      [a, k, a]
    )
    if (k % 2)
      kit.add(
        new THREE.SphereGeometry(0.014, 10, 6).scale(1, 0.12, 0.55),
        mat.leaf("#5f8a44"),
        [r * Math.cos(a) * 1.1, base + level + 0.006, r * Math.sin(a) * 1.1],
        [0.4, a, 0.2]
      )
  }
  addGlass(kit, wall(0, 1), "clear", [0, base, 0])
  addGlass(
    kit,
    new THREE.TorusGeometry(0.075, 0.004, 10, 64).rotateX(Math.PI / 2),
    "clear",
    [0, base + 0.3, 0]
  )
  kit.add(
    turned(
      [
        [0, 0],
        [0.083, 0],
        [0.085, 0.006],
        [0.085, 0.018],
        [0.08, 0.024],
        [0, 0.026],
      ],
      { segments: 80 }
    ),
    oak,
    [0, base + 0.304, 0]
  )
  kit.add(
    turned(
      [
        [0, 0],
        [0.012, 0],
        [0.009, 0.012],
        [0.02, 0.024],
        [0.017, 0.036],
        [0, 0.042],
      ],
      { smooth: true }
    ),
    mat.metal("brass"),
    [0, base + 0.328, 0]
  )
  const brass = mat.metal("brass", 0.2)
  const y = base + 0.04
  kit.add(rod([0, y, 0.1], [0, y, 0.118], 0.018, 0.018, 28), brass)
  kit.add(rod([0, y, 0.11], [0, y, 0.165], 0.0085, 0.0085, 20), brass)
  kit.add(rod([0, y + 0.014, 0.155], [0, y - 0.036, 0.155], 0.0095, 0.008, 20), brass)
  kit.add(rod([0, y + 0.012, 0.155], [0, y + 0.024, 0.155], 0.006), brass)
  kit.add(
    tube(
      [
        [-0.026, y + 0.03, 0.155],
        [-0.01, y + 0.024, 0.155],
        [0.01, y + 0.024, 0.155],
        [0.026, y + 0.03, 0.155],
      ],
      0.005
    ),
    brass
  )
  kit.add(new THREE.SphereGeometry(0.0085, 16, 10), brass, [-0.027, y + 0.03, 0.155])
  kit.add(new THREE.SphereGeometry(0.0085, 16, 10), brass, [0.027, y + 0.03, 0.155])
  return kit.group
}

export const bars = {
  "rattan-bar": {
    frames: 14,
    view: { azimuth: 20, elevation: 12, fill: 0.84 },
    build: rattanBar,
  },
  "fluted-bar": {
    frames: 14,
    view: { azimuth: 22, elevation: 11, fill: 0.84 },
    look: { glow: 0.25 },
    build: flutedBar,
  },
  "pipe-and-plank-bar": {
    frames: 14,
    view: { azimuth: 26, elevation: 12, fill: 0.84 },
    build: pipeBar,
  },
  "brass-bar-cart": { frames: 14, view: { azimuth: 24, elevation: 14 }, build: barCart },
  "wine-barrel": {
    frames: 14,
    view: { azimuth: 10, elevation: 17, fill: 0.72 },
    build: wineBarrel,
  },
  "drinks-dispenser": {
    frames: 14,
    view: { azimuth: 18, elevation: 8 },
    build: drinksDispenser,
  },
}

export { bottle, coupe, lemon, tumbler }
