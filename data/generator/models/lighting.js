import * as THREE from "three"
import { addGlass, addGlasses } from "../geometry/glassware.js"
import { Kit, place } from "../geometry/kit.js"
import {
  box,
  merged,
  plate,
  post,
  ring,
  rod,
  surface,
  tube,
  turned,
} from "../geometry/shapes.js"
import * as mat from "../materials/index.js"

/** The studio with its lamps turned down, so that what shines is seen to shine. */
export const EVENING = {
  light: {
    environment: "studio",
    environmentIntensity: 0.55,
    key: { azimuth: -52, elevation: 50, size: 14, power: 0.62, colour: "#fff1e0" },
    sky: { power: 0.36, zenith: "#f2f2f8", horizon: "#f0e6da" },
  },
  look: { glow: 0.5, glowFrom: 1.15, vignette: 0.22 },
  backdrop: { wall: "#756c63", floor: "#84796e" },
}

/** A warm lamp without a shadow of its own. */
export function lamp(at, power = 1, reach = 4, colour = "#ffc27a") {
  const light = new THREE.PointLight(colour, power, reach, 1.8)
  light.position.set(...at)
  return light
}

/** Points of a hanging cable. @param {number[]} from @param {number[]} to @param {number} sag metres */
export function swag(from, to, sag, n = 24) {
  return Array.from({ length: n + 1 }, (_, i) => {
    const t = i / n
    const p = from.map((v, k) => v + (to[k] - v) * t)
    p[1] -= sag * 4 * t * (1 - t)
    return p
  })
}

/** Bulbs along a cable: sockets, glass and light. @param {number[][]} spots where each hangs from */
export function festoonBulbs(kit, spots, size = 1) {
  const socket = turned(
    [
      [0, 0],
      [0.011, 0],
      [0.014, -0.012],
      [0.016, -0.048],
      [0, -0.05],
    ],
    { segments: 14 }
  ).scale(size, size, size)
  const bulb = turned(
    [
      [0.011, -0.046],
      [0.014, -0.055],
      [0.0265, -0.078],
      [0.03, -0.096],
      [0.026, -0.114],
      [0.014, -0.126],
      [0, -0.129],
    ],
    { segments: 18, smooth: true, steps: 3 }
  ).scale(size, size, size)
  const places = spots.map((at) => place(at))
  kit.many(socket, mat.paint("#171717", 0.5), places)
  kit.many(bulb, mat.glow("#ffc67c", 5), places)
}

/** A cable with bulbs, strung through swags. @param {number[][][]} runs each a list of points */
export function festoon(kit, runs, spacing = 0.32, size = 1) {
  const spots = []
  for (const run of runs) {
    kit.add(
      tube(run, 0.006 * size, { segments: 60, sides: 7 }),
      mat.paint("#141414", 0.6)
    )
    const curve = new THREE.CatmullRomCurve3(run.map((p) => new THREE.Vector3(...p)))
    const n = Math.max(2, Math.round(curve.getLength() / spacing))
    for (let i = 0; i < n; i++) spots.push(curve.getPointAt((i + 0.5) / n).toArray())
  }
  festoonBulbs(kit, spots, size)
  return spots
}

export function festoonLights() {
  const kit = new Kit()
  const steel = mat.paint("#232323", 0.5)
  const [half, top] = [1.15, 2.75]
  const posts = []
  for (const x of [-half, half]) {
    posts.push(rod([x, 0.02, 0], [x, top + 0.06, 0], 0.024, 0.02))
    kit.add(post(0.24, 0.235, 0.035, 48), steel, [x, 0, 0])
    kit.add(post(0.05, 0.03, 0.12, 24), steel, [x, 0.03, 0])
    kit.add(new THREE.SphereGeometry(0.032, 20, 14), steel, [x, top + 0.07, 0])
    for (const h of [top, top - 0.5, top - 1])
      posts.push(rod([x, h, 0], [x, h, 0.06], 0.006))
  }
  kit.add(merged(posts), steel)
  const hook = (side, h) => [side * half, top - h, 0.055]
  const runs = [
    swag(hook(-1, 0), hook(1, 0), 0.42),
    swag(hook(1, 0), hook(-1, 0.5), 0.4),
    swag(hook(-1, 0.5), hook(1, 0.5), 0.42),
    swag(hook(1, 0.5), hook(-1, 1), 0.4),
    swag(hook(-1, 1), hook(1, 1), 0.4),
  ]
  festoon(kit, runs, 0.315, 1.2)
  kit.add(
    tube(
      [
        hook(1, 1),
        [half + 0.03, 1.2, 0.05],
        [half + 0.03, 0.5, 0.05],
        [half + 0.06, 0.02, 0.2],
        [half + 0.3, 0.008, 0.35],
      ],
      0.006,
      { segments: 60 }
    ),
    mat.paint("#141414", 0.6)
  )
  kit.group.add(lamp([0, 2, 0.5], 2.2, 7), lamp([0, 1.4, 0.7], 1.2, 6))
  return kit.group
}

let hotWire
/** Drawn after the glass round it, so that its own colour reaches the eye. */
function filament() {
  if (!hotWire) {
    hotWire = mat.glow("#ffb45e", 11).clone()
    hotWire.transparent = true
    hotWire.userData = { order: 6, shadow: 0 }
  }
  return hotWire
}

/** A bulb with a visible filament. Hangs from y = 0 down. */
function edisonBulb(kit, at, size = 1, form = 0) {
  const profile = [
    [
      [0.013, 0],
      [0.016, -0.02],
      [0.03, -0.06],
      [0.034, -0.09],
      [0.026, -0.125],
      [0.008, -0.142],
      [0, -0.143],
    ],
    [
      [0.013, 0],
      [0.018, -0.02],
      [0.045, -0.06],
      [0.06, -0.105],
      [0.045, -0.15],
      [0.016, -0.172],
      [0, -0.174],
    ],
    [
      [0.013, 0],
      [0.018, -0.025],
      [0.021, -0.1],
      [0.021, -0.16],
      [0.012, -0.185],
      [0, -0.188],
    ],
  ][form].map(([x, y]) => [x * size, y * size])
  const tall = -profile[profile.length - 1][1]
  addGlass(kit, turned(profile, { smooth: true, segments: 40 }), "amber", at)
  const wires = []
  for (let i = 0; i < 6; i++) {
    const [t, u] = [(i / 6) * Math.PI * 2, ((i + 0.5) / 6) * Math.PI * 2]
    const [r, q] = [0.006 * size, 0.012 * size]
    wires.push(
      rod(
        [Math.cos(t) * r, -tall * 0.2, Math.sin(t) * r],
        [Math.cos(u) * q, -tall * 0.74, Math.sin(u) * q],
        0.0013,
        0.0013,
        6
      )
    )
    wires.push(
      rod(
        [Math.cos(u) * q, -tall * 0.74, Math.sin(u) * q],
        [Math.cos(t + 1.05) * r, -tall * 0.2, Math.sin(t + 1.05) * r],
        0.0013,
        0.0013,
        6
      )
    )
  }
  kit.add(merged(wires), filament(), at)
  kit.add(rod([0, 0, 0], [0, -tall * 0.22, 0], 0.005 * size, 0.002), filament(), at)
  kit.add(
    turned(
      [
        [0, 0.055],
        [0.012, 0.055],
        [0.019, 0.045],
        [0.019, 0.004],
        [0.0175, 0],
        [0, 0],
      ],
      { segments: 28 }
    ),
    mat.metal("brass", 0.35),
    [at[0], at[1] - 0.004, at[2]]
  )
}

export function edisonPendantCluster({ drop = 0.9 } = {}) {
  const kit = new Kit()
  const top = 1.3
  kit.add(
    turned(
      [
        [0, 0],
        [0.19, 0],
        [0.195, 0.006],
        [0.195, 0.026],
        [0.185, 0.034],
        [0, 0.036],
      ],
      { segments: 72 }
    ),
    mat.iron("#1d1c1c"),
    [0, top, 0]
  )
  const lengths = [0.3, 0.62, 0.42, 0.76, 0.34, 0.54, 0.68]
  const cord = mat.paint("#1b1a19", 0.9)
  lengths.forEach((length, i) => {
    const t = i === 6 ? 0 : (i / 6) * Math.PI * 2 + 0.3
    const r = i === 6 ? 0 : 0.145
    const [x, z] = [Math.cos(t) * r, Math.sin(t) * r]
    const y = top - (length * drop) / 0.9
    kit.add(
      tube(
        [
          [x, top, z],
          [x, (top + y) / 2, z],
          [x, y + 0.04, z],
        ],
        0.0036,
        { segments: 8, sides: 8 }
      ),
      cord
    )
    kit.add(
      turned(
        [
          [0, 0],
          [0.012, 0],
          [0.016, -0.012],
          [0.012, -0.016],
          [0, -0.016],
        ],
        { segments: 20 }
      ),
      cord,
      [x, top, z]
    )
    edisonBulb(kit, [x, y, z], 1.12, i % 3)
  })
  for (const [x, z] of [
    [-0.12, -0.05],
    [0.12, -0.05],
    [0, 0.12],
  ]) {
    kit.add(
      rod([x, top + 0.03, z], [0, top + 1.2, 0], 0.002),
      mat.metal("darkSteel")
    ).userData.unframed = true
  }
  kit.add(rod([0, top + 0.6, 0], [0, top + 3, 0], 0.006), cord).userData.unframed = true
  kit.group.add(lamp([0.05, 0.75, 0.22], 0.5, 3))
  return kit.group
}

/** A faceted drop hanging from y = 0. */
const drop = (long, wide) =>
  new THREE.IcosahedronGeometry(1, 0)
    .scale(wide, long / 2, wide)
    .translate(0, -long / 2, 0)

export function crystalChandelier({ colour = "Gold" }) {
  const kit = new Kit()
  const frame = mat.metal(colour === "Gold" ? "gold" : "silver", 0.22)
  const base = 0.7
  const column = turned(
    [
      [0, 0],
      [0.012, 0],
      [0.03, 0.03],
      [0.05, 0.06],
      [0.03, 0.09],
      [0.016, 0.1],
      [0.026, 0.13],
      [0.026, 0.16],
      [0.014, 0.2],
      [0.014, 0.3],
      [0.034, 0.34],
      [0.044, 0.37],
      [0.02, 0.42],
      [0.012, 0.46],
      [0.012, 0.58],
      [0.03, 0.61],
      [0.014, 0.64],
      [0, 0.65],
    ],
    { segments: 40 }
  )
  kit.add(column, frame, [0, base, 0])
  const arms = []
  const pans = []
  const tips = []
  for (let i = 0; i < 12; i++) {
    const low = i % 2 === 0
    const t = (i / 12) * Math.PI * 2 + 0.13
    const [c, s] = [Math.cos(t), Math.sin(t)]
    const [reach, lift] = low ? [0.37, 0.16] : [0.245, 0.33]
    const root = low ? 0.14 : 0.35
    const line = [
      [0.02, root],
      [0.1, root - 0.06],
      [reach * 0.62, root - 0.075],
      [reach * 0.93, root - 0.03],
      [reach, lift + (low ? 0.02 : 0.03)],
    ]
    arms.push(
      tube(
        line.map(([r, y]) => [c * r, base + y, s * r]),
        0.0065,
        { segments: 34, sides: 10 }
      )
    )
    const curl = []
    for (let k = 0; k <= 14; k++) {
      const a = (k / 14) * 4.6
      const r = 0.03 * (1 - k / 18)
      curl.push([
        c * (reach * 0.5 + Math.cos(a) * r),
        base + root - 0.035 + Math.sin(a) * r,
        s * (reach * 0.5 + Math.cos(a) * r),
      ])
    }
    arms.push(tube(curl, 0.004, { segments: 30, sides: 7 }))
    const tip = [c * reach, base + lift + (low ? 0.02 : 0.03), s * reach]
    tips.push(tip)
    pans.push(place(tip))
  }
  kit.add(merged(arms), frame)
  kit.many(
    turned(
      [
        [0, -0.012],
        [0.012, -0.01],
        [0.03, 0.004],
        [0.042, 0.014],
        [0.039, 0.016],
        [0.016, 0.006],
        [0.013, 0.03],
        [0, 0.03],
      ],
      { segments: 26 }
    ),
    frame,
    pans
  )
  kit.many(
    post(0.0095, 0.0095, 0.085, 14),
    mat.wax("#f5eeda"),
    tips.map(([x, y, z]) => place([x, y + 0.024, z]))
  )
  const flame = turned(
    [
      [0, 0],
      [0.006, 0.003],
      [0.0115, 0.02],
      [0.009, 0.036],
      [0.003, 0.054],
      [0, 0.058],
    ],
    { segments: 14, smooth: true, steps: 3 }
  )
  kit.many(
    flame,
    mat.glow("#ffd596", 6),
    tips.map(([x, y, z]) => place([x, y + 0.108, z]))
  )
  const beads = []
  const drops = []
  const chain = (from, to, sag, n) => {
    for (let i = 0; i <= n; i++) {
      const t = i / n
      const p = from.map((v, k) => v + (to[k] - v) * t)
      p[1] -= sag * 4 * t * (1 - t)
      beads.push(place(p, [t * 9, t * 5, 0], 0.0085))
    }
  }
  const polar = (t, r, y) => [Math.cos(t) * r, base + y, Math.sin(t) * r]
  for (let i = 0; i < 12; i++) {
    const t = (i / 12) * Math.PI * 2 + 0.13
    const low = i % 2 === 0
    const here = tips[i]
    const next = tips[(i + (low ? 2 : 2)) % 12]
    chain(here, next, low ? 0.07 : 0.05, low ? 17 : 12)
    if (low) chain(polar(t, 0.03, 0.61), here, 0.1, 22)
    else chain(polar(t, 0.022, 0.46), here, 0.03, 10)
    for (let k = 0; k < 5; k++) {
      const a = (k / 5) * Math.PI * 2
      drops.push(
        place(
          [here[0] + Math.cos(a) * 0.036, here[1] + 0.006, here[2] + Math.sin(a) * 0.036],
          [0, a, 0],
          1
        )
      )
    }
    const middle = here.map((v, k) => (v + next[k]) / 2)
    drops.push(
      place([middle[0], middle[1] - (low ? 0.075 : 0.055), middle[2]], [0, t, 0], 1.25)
    )
  }
  const rings = [
    [0.135, 0.0],
    [0.1, -0.055],
    [0.06, -0.105],
  ]
  rings.forEach(([r, y], k) => {
    kit.add(ring(r, 0.004), frame, [0, base + y + 0.02, 0])
    const n = [20, 15, 9][k]
    for (let i = 0; i < n; i++)
      drops.push(place(polar((i / n) * Math.PI * 2, r, y + 0.018), [0, i, 0], 1.05))
    if (k === 0)
      for (let i = 0; i < 10; i++)
        chain(
          polar((i / 10) * Math.PI * 2, 0.022, 0.16),
          polar((i / 10) * Math.PI * 2, r, y + 0.02),
          0.012,
          8
        )
    else
      for (let i = 0; i < 10; i++)
        chain(
          polar((i / 10) * Math.PI * 2, rings[k - 1][0], rings[k - 1][1] + 0.02),
          polar((i / 10) * Math.PI * 2, r, y + 0.02),
          0.004,
          3
        )
  })
  for (let i = 0; i < 10; i++)
    drops.push(place(polar((i / 10) * Math.PI * 2, 0.032, 0.61), [0, i, 0], 0.8))
  const ball = new THREE.IcosahedronGeometry(0.03, 1)
  const sparkle = new THREE.MeshStandardMaterial({
    color: "#f4f6f8",
    metalness: 1,
    roughness: 0.06,
    flatShading: true,
    transparent: true,
    opacity: 0.62,
    fog: false,
  })
  sparkle.userData.shadow = 0.3
  const bead = new THREE.IcosahedronGeometry(1, 0)
  kit.many(bead, sparkle, beads)
  kit.many(drop(0.052, 0.0125), sparkle, drops)
  kit.add(ball, sparkle, [0, base - 0.13, 0])
  addGlasses(kit, drop(0.054, 0.0135), "clear", drops)
  const links = []
  for (let i = 0; i < 70; i++)
    links.push(
      place([0, base + 0.66 + i * 0.03, 0], [0, i % 2 ? Math.PI / 2 : 0, 0], [1, 1.5, 1])
    )
  kit.many(new THREE.TorusGeometry(0.012, 0.003, 8, 18), frame, links).userData.unframed =
    true
  kit.group.add(lamp([0, base + 0.35, 0.15], 0.7, 3, "#ffcf92"))
  return kit.group
}

export function rattanPendant({ colour = "Natural" }) {
  const kit = new Kit()
  const cane = colour === "Black" ? mat.paint("#211f1d", 0.6) : mat.wood("#c7995c", 0.6)
  const bottom = 0.8
  const shape = (v) => [
    0.35 * Math.sin(0.18 + v * 1.39) ** 0.85 * (v > 0.86 ? 1 - (v - 0.86) * 0.35 : 1),
    0.4 * (1 - v) ** 0.92,
  ]
  const point = (t, v, lift = 0) => {
    const [r, y] = shape(v)
    return [Math.cos(t) * (r + lift), bottom + y, Math.sin(t) * (r + lift)]
  }
  const strands = []
  const n = 44
  for (let i = 0; i < n; i++) {
    for (const twist of [0.62, -0.62]) {
      const t = (i / n) * Math.PI * 2
      const line = []
      for (let k = 0; k <= 12; k++)
        line.push(
          point(t + (twist * k) / 12, k / 12, Math.sign(twist) * 0.002 * (k % 2 ? 1 : -1))
        )
      strands.push(tube(line, 0.0028, { segments: 22, sides: 5 }))
    }
  }
  for (let k = 1; k <= 12; k++) {
    const v = k / 12
    const [r, y] = shape(v)
    strands.push(
      ring(r, k === 12 ? 0.011 : k % 4 === 0 ? 0.0055 : 0.003, {
        sides: 7,
        segments: 90,
      }).translate(0, bottom + y, 0)
    )
  }
  strands.push(
    ring(shape(0)[0], 0.008, { sides: 8, segments: 50 }).translate(0, bottom + 0.4, 0)
  )
  strands.push(
    ring(shape(1)[0], 0.007, { sides: 8, segments: 90 }).translate(0, bottom + 0.02, 0)
  )
  kit.add(merged(strands), cane)
  kit.add(
    turned(
      [
        [0, 0.4],
        [0.07, 0.4],
        [0.07, 0.405],
        [0.03, 0.44],
        [0.02, 0.47],
        [0, 0.47],
      ],
      { segments: 40 }
    ),
    mat.metal(colour === "Black" ? "darkSteel" : "brass"),
    [0, bottom, 0]
  )
  kit.add(rod([0, bottom + 0.4, 0], [0, bottom + 0.26, 0], 0.02), mat.paint("#efe9dd"))
  kit.add(new THREE.SphereGeometry(0.055, 28, 20), mat.glow("#ffcf8c", 4.5), [
    0,
    bottom + 0.2,
    0,
  ])
  kit.add(
    rod([0, bottom + 0.46, 0], [0, bottom + 3, 0], 0.0045),
    mat.linen(colour === "Black" ? "#222020" : "#d8c7a4")
  ).userData.unframed = true
  kit.group.add(lamp([0, bottom + 0.17, 0], 1.5, 3))
  return kit.group
}

export function mushroomLamp({ colour = "Brass" }) {
  const kit = new Kit()
  const skin = {
    Brass: () => mat.metal("brass", 0.27),
    White: () => mat.paint("#f2efe8", 0.4),
    Terracotta: () => mat.paint("#b4603f", 0.48),
  }[colour]()
  kit.add(
    turned(
      [
        [0, 0],
        [0.052, 0],
        [0.056, 0.004],
        [0.056, 0.013],
        [0.05, 0.019],
        [0.02, 0.023],
        [0.0125, 0.034],
        [0.0115, 0.06],
        [0.0115, 0.225],
        [0, 0.225],
      ],
      { segments: 72 }
    ),
    skin
  )
  const dome = [
    [0.0835, 0.196],
    [0.085, 0.2],
    [0.084, 0.215],
    [0.077, 0.245],
    [0.062, 0.272],
    [0.04, 0.29],
    [0.018, 0.2985],
    [0, 0.3],
  ]
  kit.add(turned(dome, { smooth: true, segments: 96, steps: 5 }), skin)
  kit.add(
    turned(
      dome.map(([r, y]) => [r * 0.965, y - 0.003]),
      { smooth: true, segments: 64 }
    ),
    mat.paper("#fff3dd", 1.15)
  )
  kit.add(
    turned(
      [
        [0, 0.208],
        [0.077, 0.208],
      ],
      { segments: 64 }
    ),
    mat.glow("#ffdca6", 2.6)
  )
  kit.add(
    turned(
      [
        [0, 0.3],
        [0.007, 0.3],
        [0.008, 0.304],
        [0.006, 0.309],
        [0, 0.31],
      ],
      { segments: 30 }
    ),
    mat.metal("brass", 0.3)
  )
  kit.group.add(
    lamp([0, 0.15, 0.03], 0.06, 1.2, "#ffc98c"),
    lamp([0, 0.17, -0.03], 0.06, 1.2, "#ffc98c")
  )
  return kit.group
}

export function fairyLightCurtain({ random, width = 3, height = 3 }) {
  const kit = new Kit()
  const steel = mat.paint("#e9e6e0", 0.4)
  const half = width / 2
  const parts = []
  for (const x of [-half, half]) {
    parts.push(rod([x, 0.02, 0], [x, height + 0.02, 0], 0.02))
    kit.add(box(0.42, 0.014, 0.5, { round: 0.005 }), steel, [x, 0.007, 0])
  }
  parts.push(rod([-half - 0.06, height, 0], [half + 0.06, height, 0], 0.018))
  kit.add(merged(parts), steel)
  const phase = [random.next() * 6, random.next() * 6]
  const pleat = (x, v) =>
    (0.035 + 0.02 * v) * Math.sin(x * 26 + phase[0] + 0.7 * Math.sin(x * 5)) +
    0.012 * Math.sin(x * 61 + phase[1])
  const voile = surface(
    360,
    12,
    (u, v) => {
      const x = (u - 0.5) * (width - 0.06)
      return [x, height - 0.02 - v * (height - 0.05), -0.06 + pleat(x, v)]
    },
    { size: [width * 1.6, height] }
  )
  kit.add(voile, mat.canvas("#fdfaf4", 0.5))
  const wires = []
  const points = []
  const strands = 24
  for (let i = 0; i < strands; i++) {
    const x = ((i + 0.5) / strands - 0.5) * (width - 0.1)
    const line = []
    for (let k = 0; k <= 25; k++) {
      const y = height - 0.03 - (k / 25) * (height - 0.25)
      const p = [x + random.around(0, 0.018), y, 0.045 + random.around(0, 0.012)]
      line.push(p)
      if (k)
        points.push(place([p[0], p[1], p[2]], [0, 0, 0], random.between(0.0062, 0.0085)))
    }
    wires.push(tube(line, 0.0011, { segments: 50, sides: 4 }))
  }
  kit.add(merged(wires), mat.metal("copper", 0.4))
  kit.many(new THREE.SphereGeometry(1, 8, 6), mat.glow("#ffd79a", 11), points)
  kit.group.add(lamp([-0.7, 1.9, 0.5], 1.3, 5), lamp([0.7, 1.1, 0.5], 1.3, 5))
  return kit.group
}

const LANTERNS = {
  White: ["#f6f0e4", "#f6f0e4", "#f3ead9"],
  "Blush mix": ["#eec3b6", "#f4e6dc", "#e0a193"],
  "Blue mix": ["#a9c2d8", "#eef0ee", "#7396b8"],
}

/** A ribbed paper ball with a wire mouth; hangs round its middle. */
export function paperLantern(radius, paper) {
  const kit = new Kit()
  const ribs = Math.round(10 + radius * 40)
  const line = []
  for (let i = 0; i <= ribs * 5; i++) {
    const t = i / (ribs * 5)
    const a = 0.24 + t * (Math.PI - 0.48)
    const rib = Math.abs(Math.sin(t * ribs * Math.PI)) ** 0.7
    const r = radius * (1 + 0.012 * rib)
    line.push([Math.sin(a) * r, -Math.cos(a) * radius * 0.95])
  }
  const points = line.map(([x, y]) => new THREE.Vector2(x, y))
  kit.add(new THREE.LatheGeometry(points, 56), paper)
  for (const y of [line[0], line[line.length - 1]])
    kit.add(ring(y[0], 0.0022, { sides: 6, segments: 40 }), mat.metal("darkSteel"), [
      0,
      y[1],
      0,
    ])
  kit.add(
    rod([-line[0][0], -line[0][1], 0], [line[0][0], -line[0][1], 0], 0.0016),
    mat.metal("darkSteel")
  )
  kit.add(
    new THREE.SphereGeometry(radius * 0.17, 16, 12),
    mat.glow("#ffe0ae", 3),
    [0, 0, 0]
  )
  return kit.group
}

export function paperLanternCluster({ colour = "White" }) {
  const kit = new Kit()
  const tones = LANTERNS[colour]
  const spots = [
    [-0.42, 1.62, 0.05, 0.3, 0],
    [0.34, 1.76, -0.12, 0.25, 1],
    [0.02, 2.16, -0.2, 0.2, 2],
    [-0.03, 1.2, 0.16, 0.22, 1],
    [0.52, 1.26, 0.06, 0.2, 2],
    [-0.56, 1.02, -0.08, 0.175, 2],
    [0.26, 0.8, 0.02, 0.16, 0],
    [-0.5, 2.16, -0.05, 0.15, 1],
    [0.56, 2.2, 0.02, 0.125, 0],
  ]
  for (const [x, y, z, r, k] of spots) {
    kit.put(paperLantern(r, mat.paper(tones[k], 0.36)), [x, y, z], x * 5)
    kit.add(
      rod([x, y + r * 0.92, z], [x, 4.6, z], 0.0016),
      mat.linen("#d9cfbd")
    ).userData.unframed = true
  }
  kit.group.add(lamp([0, 1.5, 0.9], 0.7, 5))
  return kit.group
}

/** An outline moved by a distance to its left, with mitred corners. */
function offset(outline, distance) {
  const n = outline.length
  return outline.map((point, i) => {
    const [a, c] = [outline[(i + n - 1) % n], outline[(i + 1) % n]]
    const u = new THREE.Vector2(point[0] - a[0], point[1] - a[1]).normalize()
    const w = new THREE.Vector2(c[0] - point[0], c[1] - point[1]).normalize()
    const normal = new THREE.Vector2(-u.y - w.y, u.x + w.x).normalize()
    const stretch = distance / Math.max(0.35, normal.x * -u.y + normal.y * u.x)
    return [point[0] + normal.x * stretch, point[1] + normal.y * stretch]
  })
}

const circle = (rx, ry, cx, cy, n = 72) =>
  Array.from({ length: n }, (_, i) => [
    cx + Math.cos((i / n) * Math.PI * 2) * rx,
    cy + Math.sin((i / n) * Math.PI * 2) * ry,
  ])

const LETTERS = {
  L: {
    width: 0.68,
    outline: [
      [0, 0],
      [0.68, 0],
      [0.68, 0.26],
      [0.28, 0.26],
      [0.28, 1.2],
      [0, 1.2],
    ],
    lines: [
      [
        [0.14, 1.09],
        [0.14, 0.13],
      ],
      [
        [0.14, 0.13],
        [0.58, 0.13],
      ],
    ],
  },
  O: {
    width: 1.02,
    outline: circle(0.51, 0.6, 0.51, 0.6),
    hole: circle(0.235, 0.325, 0.51, 0.6),
    lines: [circle(0.372, 0.462, 0.51, 0.6).concat([[0.882, 0.6]])],
  },
  V: {
    width: 0.96,
    outline: [
      [0.35, 0],
      [0.61, 0],
      [0.96, 1.2],
      [0.67, 1.2],
      [0.48, 0.44],
      [0.29, 1.2],
      [0, 1.2],
    ],
    lines: [
      [
        [0.155, 1.09],
        [0.48, 0.13],
      ],
      [
        [0.48, 0.13],
        [0.805, 1.09],
      ],
    ],
  },
  E: {
    width: 0.72,
    outline: [
      [0, 0],
      [0.72, 0],
      [0.72, 0.25],
      [0.28, 0.25],
      [0.28, 0.475],
      [0.62, 0.475],
      [0.62, 0.725],
      [0.28, 0.725],
      [0.28, 0.95],
      [0.72, 0.95],
      [0.72, 1.2],
      [0, 1.2],
    ],
    lines: [
      [
        [0.14, 1.08],
        [0.14, 0.125],
      ],
      [
        [0.25, 0.125],
        [0.62, 0.125],
      ],
      [
        [0.25, 0.6],
        [0.53, 0.6],
      ],
      [
        [0.25, 1.08],
        [0.62, 1.08],
      ],
    ],
  },
}

export function marqueeLetter(letter) {
  const kit = new Kit()
  const { outline, hole, lines } = LETTERS[letter]
  const white = mat.paint("#f1eee7", 0.42)
  const deep = 0.17
  const shape = new THREE.Shape(outline.map((p) => new THREE.Vector2(...p)))
  if (hole)
    shape.holes.push(
      new THREE.Path([...hole].reverse().map((p) => new THREE.Vector2(...p)))
    )
  kit.add(plate(shape, 0.008, { round: 0 }), white, [0, 0, -deep / 2 + 0.02])
  const wall = (line, inward) => {
    const rim = new THREE.Shape(line.map((p) => new THREE.Vector2(...p)))
    const inner = offset(line, inward)
    rim.holes.push(
      new THREE.Path([...inner].reverse().map((p) => new THREE.Vector2(...p)))
    )
    kit.add(plate(rim, deep, { round: 0.002 }), white)
  }
  wall(outline, 0.012)
  if (hole) {
    const rim = new THREE.Shape(offset(hole, -0.012).map((p) => new THREE.Vector2(...p)))
    rim.holes.push(
      new THREE.Path([...hole].reverse().map((p) => new THREE.Vector2(...p)))
    )
    kit.add(plate(rim, deep, { round: 0.002 }), white)
  }
  const bulbs = []
  lines.forEach((line, k) => {
    const path = new THREE.CurvePath()
    for (let i = 1; i < line.length; i++)
      path.add(
        new THREE.LineCurve3(
          new THREE.Vector3(...line[i - 1], 0),
          new THREE.Vector3(...line[i], 0)
        )
      )
    const n = Math.round(path.getLength() / 0.118)
    for (let i = k && letter !== "E" ? 1 : 0; i <= n - (hole ? 1 : 0); i++) {
      const p = path.getPointAt(i / n)
      bulbs.push(place([p.x, p.y, 0.0], [0, 0, 0], 1))
    }
  })
  kit.many(
    rod([0, 0, -deep / 2 + 0.02], [0, 0, -0.022], 0.016, 0.019, 18),
    mat.metal("steel"),
    bulbs
  )
  kit.many(new THREE.SphereGeometry(0.03, 18, 14), mat.glow("#ffcf8b", 4), bulbs)
  return kit.group
}

export function marqueeLove() {
  const kit = new Kit()
  let x = -1.72
  for (const letter of "LOVE") {
    kit.put(marqueeLetter(letter), [x, 0, 0])
    x += LETTERS[letter].width + (letter === "O" ? -0.01 : letter === "L" ? 0.03 : 0.03)
  }
  for (const at of [-1.3, -0.45, 0.5, 1.35]) kit.group.add(lamp([at, 0.6, 0.35], 0.9, 3))
  return kit.group
}

export const lighting = {
  "festoon-lights": {
    view: { azimuth: 16, elevation: 6, fill: 0.86 },
    build: festoonLights,
    ...EVENING,
  },
  "edison-pendant-cluster": {
    view: { azimuth: 20, elevation: -2, fill: 0.8 },
    build: edisonPendantCluster,
    ...EVENING,
  },
  "crystal-chandelier": {
    view: { azimuth: 14, elevation: -3, fill: 0.84 },
    build: crystalChandelier,
    ...EVENING,
    light: { ...EVENING.light, environmentIntensity: 0.95 },
    look: { glow: 0.5, glowFrom: 1.5, vignette: 0.2 },
  },
  "rattan-pendant": {
    view: { azimuth: 14, elevation: -4, fill: 0.76 },
    build: rattanPendant,
    ...EVENING,
  },
  "mushroom-table-lamp": {
    view: { azimuth: 16, elevation: 9, fill: 0.68 },
    build: mushroomLamp,
    ...EVENING,
  },
  "fairy-light-curtain": {
    view: { azimuth: 15, elevation: 5, fill: 0.84 },
    build: fairyLightCurtain,
    ...EVENING,
    look: { glow: 0.9, glowFrom: 1.1, vignette: 0.22 },
  },
  "paper-lantern-cluster": {
    view: { azimuth: 10, elevation: -2, fill: 0.84 },
    build: paperLanternCluster,
    ...EVENING,
    backdrop: { wall: "#958b80", floor: "#a2978a" },
  },
  "marquee-love-letters": {
    view: { azimuth: 38, elevation: 6, fill: 0.88, lens: 30 },
    build: marqueeLove,
    ...EVENING,
  },
}
