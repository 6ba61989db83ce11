import * as THREE from "three"
import { Bouquet, GREENS, OLIVES } from "../geometry/flowers.js"
import { addGlass } from "../geometry/glassware.js"
import { Kit } from "../geometry/kit.js"
import { merged, rod, surface, tube, turned } from "../geometry/shapes.js"
import * as mat from "../materials/index.js"
import { panelPicture } from "../materials/textures.js"
import { Random } from "../random.js"

/** Clay with a chalky bloom that is thicker in places. */
const chalk = () =>
  mat.pictured(
    panelPicture("chalkyClay", 512, 512, [0.7, 0.7], (pen, random, w, h) => {
      pen.fillStyle = "#b4623f"
      pen.fillRect(0, 0, w, h)
      for (let i = 0; i < 260; i++) {
        const [x, y, r] = [random.next() * w, random.next() * h, random.between(6, 70)]
        const pale = random.next() < 0.55
        for (const dx of [-w, 0, w]) {
          for (const dy of [-h, 0, h]) {
            const spot = pen.createRadialGradient(x + dx, y + dy, 0, x + dx, y + dy, r)
            spot.addColorStop(
              0,
              pale
                ? `rgba(226,196,172,${random.between(0.05, 0.22)})`
                : "rgba(120,54,32,0.16)"
            )
            spot.addColorStop(1, "rgba(200,150,120,0)")
            pen.fillStyle = spot
            pen.fillRect(x + dx - r, y + dy - r, r * 2, r * 2)
          }
        }
      }
      for (let i = 0; i < 900; i++) {
        pen.fillStyle = `rgba(${random.pick(["240,220,200", "90,44,28"])},${random.between(0.05, 0.25)})`
        pen.fillRect(random.next() * w, random.next() * h, random.between(1, 9), 1.2)
      }
    }),
    { roughness: 0.95 }
  )

/** A jar with two small handles, open at the top. */
export function urn() {
  const kit = new Kit()
  const clay = chalk()
  kit.add(
    turned(
      [
        [0, 0],
        [0.105, 0],
        [0.112, 0.012],
        [0.125, 0.05],
        [0.17, 0.14],
        [0.196, 0.23],
        [0.192, 0.31],
        [0.158, 0.375],
        [0.112, 0.41],
        [0.097, 0.43],
        [0.1, 0.455],
        [0.122, 0.472],
        [0.126, 0.48],
        [0.112, 0.478],
        [0.09, 0.44],
        [0.088, 0.4],
        [0, 0.36],
      ],
      { smooth: true, segments: 96 }
    ),
    clay
  )
  for (const y of [0.245, 0.33])
    kit.add(
      new THREE.TorusGeometry(y > 0.3 ? 0.1845 : 0.197, 0.003, 8, 96).rotateX(
        Math.PI / 2
      ),
      clay,
      [0, y, 0]
    )
  for (const s of [-1, 1]) {
    kit.add(
      tube(
        [
          [s * 0.1, 0.437, 0],
          [s * 0.14, 0.452, 0],
          [s * 0.176, 0.43, 0],
          [s * 0.182, 0.385, 0],
          [s * 0.168, 0.352, 0],
        ],
        0.0135,
        { segments: 40 }
      ),
      clay
    )
  }
  return kit.group
}

/** A ribbed stoneware vase; `lip` is where stems leave it. */
function ribbedVase(kit, colour, high = 0.46) {
  const ribs = 34
  const line = new THREE.SplineCurve(
    [
      [0.085, 0],
      [0.118, 0.09],
      [0.132, 0.2],
      [0.112, 0.31],
      [0.064, 0.39],
      [0.056, 0.42],
      [0.07, high],
    ].map(([r, y]) => new THREE.Vector2(r, y))
  ).getPoints(60)
  kit.add(
    surface(
      ribs * 6,
      60,
      (u, v) => {
        const p = line[Math.round(v * 60)]
        const r =
          p.x +
          0.0028 * Math.cos(u * ribs * Math.PI * 2) * Math.min(1, (high - p.y) / 0.04)
        return [r * Math.cos(u * Math.PI * 2), p.y, r * Math.sin(u * Math.PI * 2)]
      },
      { size: [0.8, 0.5], closed: true }
    ),
    mat.stoneware(colour, 0.15)
  )
  kit.add(
    turned([
      [0.068, high - 0.001],
      [0.055, high - 0.03],
      [0.05, high - 0.06],
      [0, high - 0.07],
    ]),
    mat.paint("#4a4038")
  )
}

export function pampas({ random }) {
  const kit = new Kit()
  ribbedVase(kit, "#d9c7a8")
  const b = new Bouquet(random)
  for (let i = 0; i < 13; i++) {
    const a = i * 2.39996
    const lean = 0.1 + 0.34 * Math.sqrt(i / 13)
    const to = [Math.cos(a) * lean, 1, Math.sin(a) * lean]
    const long = random.between(0.4, 0.52) * (1.12 - 0.3 * (i / 13))
    const start = 0.28 + 0.18 * (1 - i / 13)
    const from = [
      to[0] * (0.42 + start) * 0.8,
      0.42 + start,
      to[2] * (0.42 + start) * 0.8,
    ]
    b.stem(
      [
        [to[0] * 0.02, 0.4, to[2] * 0.02],
        [from[0] * 0.5, (0.42 + from[1]) / 2, from[2] * 0.5],
        from,
      ],
      0.0024
    )
    b.plume(
      from,
      to,
      long * 0.98,
      random.pick(["#f8e6c6", "#f0dab2", "#fdf2dc", "#f6e4c4"]),
      { droop: 0.2, thick: 0.21 }
    )
  }
  for (let i = 0; i < 16; i++) {
    const a = i * 2.39996 + 0.7
    const lean = 0.3 + 0.4 * random.next()
    const h = random.between(0.2, 0.36)
    const tip = [Math.cos(a) * lean * h * 1.3, 0.46 + h, Math.sin(a) * lean * h * 1.3]
    b.stem([[0, 0.42, 0], [tip[0] * 0.45, 0.44 + h * 0.55, tip[2] * 0.45], tip], 0.0013)
    b.put(
      "bunny",
      () => new THREE.SphereGeometry(1, 12, 10).scale(0.42, 1, 0.42),
      mat.leaf("#fffdf8", 0.3, 0.95),
      new THREE.Matrix4().compose(
        new THREE.Vector3(...tip),
        new THREE.Quaternion().setFromEuler(
          new THREE.Euler(random.around(0, 0.4), 0, random.around(0, 0.4))
        ),
        new THREE.Vector3(0.034, 0.034, 0.034)
      ),
      new THREE.Color(random.pick(["#f2e8d2", "#ecdfc4"]))
    )
  }
  return b.into(kit)
}

const BOTTLES = [
  {
    at: [-0.19, 0.01],
    h: 0.2,
    p: [
      [0.026, 0],
      [0.03, 0.006],
      [0.031, 0.08],
      [0.024, 0.115],
      [0.011, 0.14],
      [0.0105, 0.19],
      [0.014, 0.2],
    ],
  },
  {
    at: [-0.105, -0.045],
    h: 0.15,
    p: [
      [0.03, 0],
      [0.042, 0.02],
      [0.045, 0.045],
      [0.034, 0.075],
      [0.013, 0.095],
      [0.0115, 0.14],
      [0.017, 0.15],
    ],
  },
  {
    at: [-0.09, 0.055],
    h: 0.095,
    p: [
      [0.022, 0],
      [0.032, 0.012],
      [0.034, 0.03],
      [0.026, 0.052],
      [0.012, 0.065],
      [0.012, 0.088],
      [0.017, 0.095],
    ],
  },
  {
    at: [-0.005, 0.0],
    h: 0.175,
    p: [
      [0.034, 0],
      [0.037, 0.006],
      [0.022, 0.08],
      [0.013, 0.115],
      [0.0115, 0.165],
      [0.0155, 0.175],
    ],
  },
  {
    at: [0.065, 0.065],
    h: 0.11,
    p: [
      [0.027, 0],
      [0.029, 0.005],
      [0.029, 0.06],
      [0.024, 0.075],
      [0.0125, 0.084],
      [0.0125, 0.104],
      [0.0165, 0.11],
    ],
  },
  {
    at: [0.105, -0.03],
    h: 0.19,
    p: [
      [0.022, 0],
      [0.027, 0.006],
      [0.034, 0.05],
      [0.03, 0.08],
      [0.013, 0.115],
      [0.0105, 0.178],
      [0.015, 0.19],
    ],
  },
  {
    at: [0.19, 0.025],
    h: 0.13,
    p: [
      [0.031, 0],
      [0.036, 0.01],
      [0.04, 0.035],
      [0.028, 0.062],
      [0.018, 0.078],
      [0.014, 0.12],
      [0.02, 0.13],
    ],
  },
]

const STEMS = {
  Amber: [
    ["bloom", "#e6a05a"],
    ["tuft"],
    ["rose", "#d88a5c"],
    ["leaf"],
    ["bloom", "#f0e2c8"],
    ["leaf"],
    ["rose", "#c5673f"],
  ],
  Blue: [
    ["bloom", "#f4f2ec"],
    ["leaf"],
    ["bloom", "#8fa9cc"],
    ["puff", "#9fb6d4"],
    ["rose", "#f5f1e8"],
    ["leaf"],
    ["bloom", "#dfe6ef"],
  ],
  Clear: [
    ["leaf"],
    ["rose", "#f6f1e6"],
    ["bloom", "#f7f3ea"],
    ["leaf"],
    ["puff", "#eef0e2"],
    ["bloom", "#f7f3ea"],
    ["rose", "#f3e6d8"],
  ],
  Blush: [
    ["bloom", "#f0d2ca"],
    ["leaf"],
    ["rose", "#ecc8be"],
    ["bloom", "#f8eee8"],
    ["rose", "#e0b0a8"],
    ["leaf"],
    ["puff", "#f2dcd4"],
  ],
}

/** Seven bottles, each with one stem. */
export function budVases({ colour = "Clear", random }) {
  const kit = new Kit()
  const b = new Bouquet(random)
  BOTTLES.forEach(({ at: [x, z], h, p }, i) => {
    const bottle = turned([[0, 0.003], ...p], { smooth: false, segments: 56 })
    addGlass(kit, bottle, colour.toLowerCase(), [x, 0, z])
    const [kind, hex] = STEMS[colour][i]
    const tall = h + random.between(0.055, 0.11)
    const lean = [random.around(0, 0.035), random.around(0, 0.02)]
    const tip = [x + lean[0], tall, z + lean[1]]
    b.stem([[x - lean[0] * 0.3, 0.012, z], [x, h * 0.98, z], tip], 0.0015)
    if (kind === "rose") b.rose(tip, [lean[0] * 4, 1, 0.55], 0.031, hex)
    if (kind === "bloom") b.bloom(tip, [lean[0] * 8, 0.7, 0.75], 0.031, hex)
    if (kind === "puff") b.puff(tip, [0, 1, 0.3], 0.034, hex)
    if (kind === "leaf")
      b.eucalyptus([x, h * 0.96, z], [lean[0], tall - h, lean[1]], tall - h + 0.04, {
        size: 0.03,
        droop: 0.05,
      })
    if (kind === "tuft")
      b.plume([x, h, z], [lean[0], 0.1, 0], 0.12, "#e6d3b2", { thick: 0.2 })
    if (kind === "rose" || kind === "bloom") {
      for (let k = 0; k < 3; k++)
        b.leaf(
          [x + lean[0] * 0.5, h + (tall - h) * (0.3 + 0.2 * k), z + lean[1] * 0.5],
          [Math.cos(k * 2.4 + i), 0.7, Math.sin(k * 2.4 + i)],
          0.026,
          random.pick(GREENS)
        )
    }
  })
  return b.into(kit)
}

export function ringVase({ colour = "White", random }) {
  const kit = new Kit()
  const hex = { White: "#f1eee7", Black: "#252423", Terracotta: "terracotta" }[colour]
  const clay = colour === "Terracotta" ? mat.bareClay(hex) : mat.bisque(hex)
  const torus = new THREE.TorusGeometry(0.082, 0.036, 40, 120)
  const uv = torus.attributes.uv
  for (let i = 0; i < uv.count; i++) uv.setXY(i, uv.getX(i) * 0.52, uv.getY(i) * 0.23)
  kit.add(torus.scale(1, 1, 0.92), clay, [0, 0.127, 0])
  kit.add(
    turned(
      [
        [0, 0],
        [0.042, 0],
        [0.044, 0.004],
        [0.04, 0.012],
        [0.034, 0.022],
        [0, 0.03],
      ],
      { segments: 64 }
    ),
    clay
  )
  kit.add(
    turned(
      [
        [0.024, 0.236],
        [0.0175, 0.252],
        [0.0165, 0.27],
        [0.0205, 0.28],
        [0.0165, 0.28],
        [0.012, 0.268],
        [0.012, 0.25],
      ],
      { smooth: true, segments: 64 }
    ),
    clay
  )
  const b = new Bouquet(random)
  if (colour === "White") {
    b.eucalyptus([0, 0.26, 0], [0.3, 1, 0.1], 0.26, {
      round: false,
      size: 0.06,
      droop: 0.3,
      greens: OLIVES,
    })
  } else {
    b.stem(
      [
        [0, 0.25, 0],
        [0.006, 0.32, 0.002],
        [0.03, 0.38, 0.006],
      ],
      0.0015
    )
    b.plume(
      [0.012, 0.33, 0.002],
      [0.32, 1, 0.06],
      0.2,
      colour === "Black" ? "#e9dcc3" : "#ecdcc0",
      { droop: 0.35, thick: 0.22 }
    )
  }
  return b.into(kit)
}

const ROSES = {
  Blush: ["#ecc6bc", "#e6b8ae", "#f4e0d7", "#dca7a0", "#f8ece4"],
  White: ["#f6f1e6", "#f3ecdc", "#faf7f0", "#efe6d4"],
  "Rust and peach": ["#a84e2c", "#e0a07a", "#c46b41", "#edc4a2", "#8f3d25"],
  "Blue and white": ["#f5f3ee", "#8ea8cb", "#f1eee6", "#b7c8dd", "#6f8fbd"],
}

/** A dome of roses with eucalyptus, its middle at `centre`. */
export function roseDome(
  b,
  centre,
  radius,
  colour,
  { count = 46, low = -0.12, greens = 16, squash = 0.86 } = {}
) {
  const { random } = b
  b.dome(centre, radius, {
    count,
    low,
    squash,
    colours: ROSES[colour],
    size: [0.72, 1.12],
    flowers: colour.startsWith("Blue") ? ["rose", "rose", "puff"] : ["rose"],
  })
  for (let i = 0; i < greens; i++) {
    const a = (i / greens) * Math.PI * 2 + random.around(0, 0.2)
    const up = random.between(low - 0.15, 0.55)
    const from = [
      centre[0] + Math.cos(a) * radius * 0.62,
      centre[1] + up * radius * 0.6,
      centre[2] + Math.sin(a) * radius * 0.62,
    ]
    b.eucalyptus(
      from,
      [Math.cos(a), up + 0.15, Math.sin(a)],
      radius * random.between(0.55, 0.85),
      { size: radius * 0.27, droop: 0.3 }
    )
  }
  for (let i = 0; i < 46; i++) {
    const to = [random.around(0, 1), random.between(low, 1), random.around(0, 1)]
    const n = Math.hypot(...to)
    b.leaf(
      to.map((v, k) => centre[k] + (v / n) * radius * (k === 1 ? squash : 1) * 0.7),
      to,
      radius * 0.34,
      random.pick(GREENS)
    )
  }
}

export function roseCentrepiece({ colour = "Blush", random }) {
  const kit = new Kit()
  const bowl = turned(
    [
      [0, 0],
      [0.058, 0],
      [0.06, 0.006],
      [0.03, 0.02],
      [0.022, 0.045],
      [0.034, 0.06],
      [0.085, 0.085],
      [0.105, 0.12],
      [0.108, 0.13],
      [0.1, 0.125],
      [0, 0.1],
    ],
    { smooth: true, segments: 72 }
  )
  kit.add(
    bowl,
    {
      Blush: mat.metal("gold", 0.25),
      White: mat.porcelain(),
      "Rust and peach": mat.bareClay(),
      "Blue and white": mat.porcelain("#f4f6f8"),
    }[colour]
  )
  const b = new Bouquet(random)
  roseDome(b, [0, 0.15, 0], 0.13, colour)
  return b.into(kit)
}

export function trumpetVase({ colour = "White", random }) {
  const kit = new Kit()
  const glass = turned(
    [
      [0, 0.012],
      [0.085, 0.006],
      [0.088, 0],
      [0.09, 0.006],
      [0.03, 0.02],
      [0.016, 0.04],
      [0.0155, 0.2],
      [0.024, 0.38],
      [0.048, 0.52],
      [0.074, 0.6],
    ],
    { smooth: true, segments: 72 }
  )
  addGlass(kit, glass, "clear")
  kit.add(
    turned([
      [0.0735, 0.599],
      [0.0755, 0.601],
      [0.0735, 0.603],
    ]),
    mat.metal("gold")
  )
  const b = new Bouquet(random)
  for (let i = 0; i < 9; i++) {
    const a = i * 2.4
    b.stem(
      [
        [Math.cos(a) * 0.004, 0.05, Math.sin(a) * 0.004],
        [Math.cos(a) * 0.008, 0.3, Math.sin(a) * 0.008],
        [Math.cos(a) * 0.05, 0.66, Math.sin(a) * 0.05],
      ],
      0.002
    )
  }
  roseDome(b, [0, 0.755, 0], 0.185, colour, {
    count: 84,
    low: -0.92,
    greens: 14,
    squash: 1,
  })
  return b.into(kit)
}

/** A garland of eucalyptus along a line; `at(t)` gives its spine. */
export function garland(
  b,
  at,
  long,
  { wide = 0.12, density = 62, greens = GREENS, round = true } = {}
) {
  const { random } = b
  const count = Math.round(long * density)
  for (let i = 0; i < count; i++) {
    const t = (i + random.next()) / count
    const p = at(Math.min(1, t))
    const q = at(Math.min(1, t + 0.01))
    const way = new THREE.Vector3(...q).sub(new THREE.Vector3(...p)).normalize()
    const a = random.next() * Math.PI * 2
    const to = [
      way.x * 0.9 * (i % 2 ? 1 : -1) + Math.cos(a) * 0.6,
      Math.abs(Math.sin(a)) * 0.5 + 0.06,
      way.z * 0.9 * (i % 2 ? 1 : -1) + Math.cos(a + 1.5) * 0.6,
    ]
    b.eucalyptus(
      [p[0], p[1] + 0.02 + random.next() * 0.02, p[2]],
      to,
      wide * random.between(0.8, 1.5),
      {
        size: random.between(0.034, 0.052),
        droop: 0.22,
        greens,
        round: round && random.next() < 0.7,
      }
    )
  }
}

function eucalyptusGarland({ random }) {
  const b = new Bouquet(random)
  const spine = (t) => [-0.92 + 1.84 * t, 0.012, 0.05 * Math.sin(t * 7)]
  garland(b, spine, 2, { wide: 0.14, density: 80 })
  b.stems.push(
    tube(
      Array.from({ length: 20 }, (_, i) => spine(i / 19)),
      0.006,
      { sides: 6 }
    )
  )
  return b.into(new Kit())
}

/** An olive tree in a pot. */
export function oliveTree({ random }) {
  const kit = new Kit()
  kit.add(
    turned(
      [
        [0, 0],
        [0.13, 0],
        [0.136, 0.01],
        [0.185, 0.26],
        [0.2, 0.275],
        [0.205, 0.3],
        [0.2, 0.325],
        [0.183, 0.325],
        [0.178, 0.29],
        [0, 0.29],
      ],
      { segments: 80 }
    ),
    chalk()
  )
  kit.add(
    turned([
      [0, 0.3],
      [0.1, 0.302],
      [0.178, 0.296],
    ]),
    mat.bareClay("#4a3626")
  )
  const b = new Bouquet(random)
  const bark = mat.bareClay("#7d705f")
  const trunks = []
  for (let k = 0; k < 3; k++) {
    const a = k * 2.1
    trunks.push(
      tube(
        [
          [0.016 * Math.cos(a), 0.28, 0.016 * Math.sin(a)],
          [0.012 * Math.cos(a + 1.6), 0.55, 0.012 * Math.sin(a + 1.6)],
          [0.02 * Math.cos(a + 3), 0.85, 0.02 * Math.sin(a + 3)],
          [0.07 * Math.cos(a + 3.6), 1.08, 0.07 * Math.sin(a + 3.6)],
        ],
        0.017 - k * 0.002,
        { segments: 40, sides: 9 }
      )
    )
  }
  const tips = []
  for (let i = 0; i < 34; i++) {
    const y = 1 - (1.75 * (i + 0.5)) / 34
    const flat = Math.sqrt(1 - y * y)
    const a = i * 2.39996
    const r = random.between(0.24, 0.31)
    const tip = [Math.cos(a) * flat * r, 1.33 + y * 0.33, Math.sin(a) * flat * r]
    const root = [tip[0] * 0.2, 1.0 + 0.12 * random.next(), tip[2] * 0.2]
    trunks.push(
      tube(
        [root, [tip[0] * 0.55, (root[1] + tip[1]) / 2 + 0.03, tip[2] * 0.55], tip],
        0.0055,
        { sides: 6, segments: 12 }
      )
    )
    tips.push([root, tip])
  }
  kit.add(merged(trunks), bark)
  for (const [root, tip] of tips) {
    for (let k = 0; k < 7; k++) {
      const t = 0.45 + 0.55 * random.next()
      const at = root.map((v, c) => v + (tip[c] - v) * t)
      const to = [
        tip[0] * 2 + random.around(0, 0.5),
        random.around(0.35, 0.5),
        tip[2] * 2 + random.around(0, 0.5),
      ]
      b.eucalyptus(at, to, random.between(0.14, 0.24), {
        round: false,
        size: 0.056,
        droop: 0.25,
        greens: ["#8b9a74", "#74855c", "#a3ad8b", "#66784f"],
      })
    }
  }
  for (let i = 0; i < 26; i++) {
    const [root, tip] = random.pick(tips)
    b.berry(
      root.map(
        (v, c) => v + (tip[c] - v) * random.between(0.7, 1.05) + random.around(0, 0.03)
      ),
      0.0085,
      random.pick(["#5a6239", "#3f3342"])
    )
  }
  return b.into(kit)
}

/** Cobalt painted porcelain, once round. */
const painted = () =>
  mat.pictured(
    panelPicture("cobaltJar", 1024, 1024, [1, 1], (pen, random, w, h) => {
      pen.fillStyle = "#f4f5f4"
      pen.fillRect(0, 0, w, h)
      const blue = (a) => `rgba(30,62,140,${a})`
      const band = (y, tall, a = 0.9) => {
        pen.fillStyle = blue(a)
        pen.fillRect(0, y, w, tall)
      }
      for (const y of [30, 70, 250, 270, 800, 820, 985]) band(y, 6)
      const flower = (x, y, r) => {
        for (let i = 0; i < 10; i++) {
          const t = (i / 10) * Math.PI * 2
          pen.fillStyle = blue(0.5 + 0.4 * (i % 2))
          pen.beginPath()
          pen.ellipse(
            x + Math.cos(t) * r * 0.58,
            y + Math.sin(t) * r * 0.58,
            r * 0.44,
            r * 0.2,
            t,
            0,
            7
          )
          pen.fill()
        }
        pen.fillStyle = "#f4f5f4"
        pen.beginPath()
        pen.arc(x, y, r * 0.24, 0, 7)
        pen.fill()
        pen.fillStyle = blue(0.95)
        pen.beginPath()
        pen.arc(x, y, r * 0.13, 0, 7)
        pen.fill()
      }
      const vine = (x0, y0, size, sign) => {
        pen.strokeStyle = blue(0.85)
        pen.lineWidth = 5
        pen.beginPath()
        for (let i = 0; i <= 60; i++) {
          const t = i / 60
          const a = t * 7
          const r = size * (1 - t * 0.86)
          pen.lineTo(x0 + sign * (size - r * Math.cos(a)), y0 + r * Math.sin(a))
        }
        pen.stroke()
        for (let i = 0; i < 9; i++) {
          const a = (i / 9) * 6
          const r = size * (1.06 - i * 0.06)
          pen.fillStyle = blue(random.between(0.4, 0.85))
          pen.beginPath()
          pen.ellipse(
            x0 + sign * (size - r * Math.cos(a)),
            y0 + r * Math.sin(a),
            20,
            8,
            a * sign,
            0,
            7
          )
          pen.fill()
        }
      }
      for (let k = 0; k < 4; k++) {
        const x = k * 256 + 128
        flower(x, 530, 92)
        flower(x - 118, 380, 44)
        flower(x - 118, 690, 44)
        vine(x - 84, 400, 46, -1)
        vine(x + 60, 660, 46, 1)
        vine(x + 66, 400, 40, 1)
        vine(x - 70, 660, 40, -1)
      }
      for (let k = 0; k < 16; k++) {
        for (const y of [160, 900]) {
          const x = k * 64 + 32
          pen.fillStyle = blue(0.85)
          pen.beginPath()
          pen.moveTo(x - 30, y + 44)
          pen.quadraticCurveTo(x - 26, y - 30, x, y - 56)
          pen.quadraticCurveTo(x + 26, y - 30, x + 30, y + 44)
          pen.fill()
          pen.fillStyle = "#f4f5f4"
          pen.beginPath()
          pen.ellipse(x, y + 4, 9, 26, 0, 0, 7)
          pen.fill()
        }
      }
    }),
    { roughness: 0.16 }
  )

export function gingerJar({ open = false } = {}) {
  const kit = new Kit()
  const line = new THREE.SplineCurve(
    [
      [0.07, 0],
      [0.082, 0.02],
      [0.112, 0.1],
      [0.134, 0.2],
      [0.128, 0.27],
      [0.092, 0.325],
      [0.062, 0.338],
      [0.058, 0.35],
    ].map(([r, y]) => new THREE.Vector2(r, y))
  ).getPoints(70)
  kit.add(
    surface(
      128,
      70,
      (u, v) => {
        const p = line[Math.round(v * 70)]
        return [-p.x * Math.sin(u * Math.PI * 2), p.y, p.x * Math.cos(u * Math.PI * 2)]
      },
      { closed: true }
    ),
    painted()
  )
  kit.add(
    turned([
      [0, 0.002],
      [0.07, 0.002],
    ]),
    mat.porcelain()
  )
  if (open) return kit.group
  const lid = new THREE.SplineCurve(
    [
      [0.073, 0.344],
      [0.075, 0.372],
      [0.066, 0.386],
      [0.03, 0.398],
      [0.012, 0.4],
    ].map(([r, y]) => new THREE.Vector2(r, y))
  ).getPoints(30)
  kit.add(
    surface(
      96,
      30,
      (u, v) => {
        const p = lid[Math.round(v * 30)]
        return [-p.x * Math.sin(u * Math.PI * 2), p.y, p.x * Math.cos(u * Math.PI * 2)]
      },
      { closed: true, size: [1, 0.28] }
    ),
    painted()
  )
  kit.add(
    turned(
      [
        [0.008, 0.396],
        [0.009, 0.402],
        [0.0165, 0.41],
        [0.013, 0.419],
        [0, 0.422],
      ],
      { smooth: true }
    ),
    mat.porcelain("#23499a")
  )
  return kit.group
}

function winterBranches({ random }) {
  const kit = new Kit()
  const flutes = 26
  const line = new THREE.SplineCurve(
    [
      [0.075, 0],
      [0.092, 0.03],
      [0.1, 0.2],
      [0.094, 0.36],
      [0.1, 0.47],
      [0.116, 0.52],
    ].map(([r, y]) => new THREE.Vector2(r, y))
  ).getPoints(50)
  kit.add(
    surface(
      flutes * 8,
      50,
      (u, v) => {
        const p = line[Math.round(v * 50)]
        const r = p.x - 0.0045 * Math.abs(Math.cos(u * flutes * Math.PI)) ** 2
        return [r * Math.cos(u * Math.PI * 2), p.y, r * Math.sin(u * Math.PI * 2)]
      },
      { closed: true, size: [0.6, 0.5] }
    ),
    mat.bisque("#f4f2ed")
  )
  kit.add(
    turned([
      [0, 0.002],
      [0.075, 0.002],
      [0.085, 0.4],
      [0, 0.42],
    ]),
    mat.paint("#cfcbc4")
  )
  const twigs = []
  const tips = []
  const grow = (from, way, long, radius, depth) => {
    const bend = new THREE.Vector3(
      random.around(0, 0.28),
      random.around(0.05, 0.12),
      random.around(0, 0.28)
    )
    const mid = from
      .clone()
      .addScaledVector(way, long * 0.5)
      .addScaledVector(bend, long * 0.22)
    const end = from
      .clone()
      .addScaledVector(way, long)
      .addScaledVector(bend, long * 0.3)
    twigs.push(tube([from, mid, end], radius, { sides: 5, segments: 9 }))
    tips.push(mid, end)
    if (depth === 0) return
    const forks = depth > 1 ? 4 : 3
    for (let k = 0; k < forks; k++) {
      const t = 0.35 + 0.65 * ((k + 1) / forks)
      const at =
        t > 0.5 ? mid.clone().lerp(end, t * 2 - 1) : from.clone().lerp(mid, t * 2)
      const out = new THREE.Vector3(
        random.around(0, 1),
        random.between(0.1, 0.9),
        random.around(0, 1)
      ).normalize()
      grow(
        at,
        way.clone().lerp(out, 0.55).normalize(),
        long * random.between(0.4, 0.62),
        radius * 0.6,
        depth - 1
      )
    }
  }
  for (let i = 0; i < 8; i++) {
    const a = i * 2.39996
    const lean = 0.14 + 0.24 * Math.sqrt(i / 8)
    grow(
      new THREE.Vector3(Math.cos(a) * 0.03, 0.4, Math.sin(a) * 0.03),
      new THREE.Vector3(Math.cos(a) * lean, 1, Math.sin(a) * lean).normalize(),
      random.between(0.5, 0.66),
      0.006,
      2
    )
  }
  kit.add(merged(twigs), mat.bisque("#efece6"))
  const drops = []
  const threads = []
  for (let i = 0; i < 64; i++) {
    const p = random.pick(tips)
    if (p.y < 0.62) continue
    const hang = random.between(0.03, 0.08)
    threads.push(rod(p.toArray(), [p.x, p.y - hang, p.z], 0.0004, 0.0004, 4))
    drops.push(new THREE.Matrix4().makeTranslation(p.x, p.y - hang - 0.018, p.z))
  }
  kit.add(merged(threads), mat.paint("#dcdad6"))
  const drop = turned(
    [
      [0, 0],
      [0.006, 0.004],
      [0.0082, 0.01],
      [0.004, 0.02],
      [0, 0.027],
    ],
    { segments: 8 }
  )
  kit.many(drop, mat.lacquer("#e8edf0", 0.02), drops)
  return kit.group
}

const seeded = (build, seed) => (options) =>
  build({ ...options, random: options.random ?? new Random(seed) })

export const florals = {
  "terracotta-urn": {
    frames: 14,
    view: { azimuth: 18, elevation: 12, fill: 0.7 },
    build: urn,
  },
  "pampas-arrangement": {
    frames: 14,
    view: { azimuth: 0, elevation: 6, fill: 0.8 },
    build: seeded(pampas, "pampas"),
  },
  "bud-vase-set": {
    frames: 14,
    view: { azimuth: 8, elevation: 12, fill: 0.8 },
    build: seeded(budVases, "bud"),
    backdrop: { floor: "#e0d8cd", wall: "#e6dfd5" },
  },
  "ring-vase": {
    frames: 14,
    view: { azimuth: 22, elevation: 8, fill: 0.74 },
    build: seeded(ringVase, "ring"),
  },
  "rose-centrepiece": {
    frames: 14,
    view: { azimuth: 10, elevation: 14, fill: 0.78 },
    build: seeded(roseCentrepiece, "rose"),
  },
  "trumpet-vase-tall": {
    frames: 14,
    view: { azimuth: 10, elevation: 5, fill: 0.82 },
    build: seeded(trumpetVase, "trumpet"),
    backdrop: { floor: "#e0d8cd", wall: "#e6dfd5" },
  },
  "eucalyptus-garland": {
    frames: 14,
    view: { azimuth: 56, elevation: 26, fill: 0.88 },
    build: seeded(eucalyptusGarland, "garland"),
  },
  "potted-olive-tree": {
    frames: 14,
    view: { azimuth: 15, elevation: 6, fill: 0.82 },
    build: seeded(oliveTree, "olive"),
  },
  "ginger-jar": {
    frames: 14,
    view: { azimuth: 12, elevation: 10, fill: 0.7 },
    build: gingerJar,
  },
  "winter-branch-vase": {
    frames: 14,
    view: { azimuth: 0, elevation: 5, fill: 0.82 },
    build: seeded(winterBranches, "winter"),
    backdrop: { floor: "#d9d5cf", wall: "#dcd9d4" },
  },
}
