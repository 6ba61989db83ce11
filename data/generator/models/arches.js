import { hungCloth } from "../geometry/cloth.js"
import { Bouquet, GREENS, blade, facing, tints } from "../geometry/flowers.js"
import { Kit } from "../geometry/kit.js"
import {
  archShape,
  batten,
  box,
  merged,
  plate,
  post,
  ring,
  rod,
  tube,
} from "../geometry/shapes.js"
import * as mat from "../materials/index.js"

const CANE = { Natural: "#d6ad76", Whitewash: "#dcd2c2" }

/** A circle of bundled canes, bound at intervals, on a timber foot. */
export function moonGate({ colour = "Natural", random, radius = 1.1 }) {
  const kit = new Kit()
  const cane = mat.rattan(CANE[colour])
  const centre = radius + 0.07
  const canes = []
  for (let k = 0; k < 9; k++) {
    const phase = (k / 9) * Math.PI * 2
    const points = Array.from({ length: 64 }, (_, i) => {
      const t = (i / 64) * Math.PI * 2
      const twist = phase + t * 3
      const spread = 0.04 + 0.006 * Math.sin(t * 5 + k)
      const r = radius + spread * Math.cos(twist)
      return [Math.cos(t) * r, centre + Math.sin(t) * r, spread * Math.sin(twist)]
    })
    canes.push(
      tube(points, random.between(0.0135, 0.018), {
        closed: true,
        segments: 260,
        sides: 8,
      })
    )
  }
  kit.add(merged(canes), cane)
  const bands = []
  for (let i = 0; i < 18; i++) {
    const band = ring(0.062, 0.009, { segments: 30, sides: 8 }).scale(1, 3.4, 1)
    bands.push(
      band
        .translate(radius, 0, 0)
        .rotateZ((i / 18) * Math.PI * 2 + 0.17)
        .translate(0, centre, 0)
    )
  }
  kit.add(merged(bands), mat.wood(colour === "Natural" ? "#94673a" : "#c9bda9"))
  const wood = mat.wood(colour === "Natural" ? "oak" : "whitewash")
  kit.add(box(1.3, 0.1, 0.09), wood, [0, 0.05, 0.15])
  kit.add(box(1.3, 0.1, 0.09), wood, [0, 0.05, -0.15])
  for (const s of [-1, 1]) kit.add(box(0.1, 0.07, 0.62), wood, [s * 0.58, 0.035, 0])
  return kit.group
}

export function hexagonArch() {
  const kit = new Kit()
  const oak = mat.wood("oak")
  const corners = [
    [-0.62, 0.03],
    [-1.2, 1.15],
    [-0.62, 2.27],
    [0.62, 2.27],
    [1.2, 1.15],
    [0.62, 0.03],
  ]
  for (let i = 0; i < 5; i++) {
    const [x0, y0] = corners[i]
    const [x1, y1] = corners[i + 1]
    const long = Math.hypot(x1 - x0, y1 - y0)
    const [ux, uy] = [(x1 - x0) / long, (y1 - y0) / long]
    kit.add(
      batten(
        [x0 - ux * 0.03, y0 - uy * 0.03, 0],
        [x1 + ux * 0.03, y1 + uy * 0.03, 0],
        0.1,
        0.075
      ),
      oak
    )
  }
  for (const [x, y] of corners)
    kit.add(post(0.012, 0.012, 0.084, 20).rotateX(Math.PI / 2), mat.iron(), [
      x,
      y,
      -0.042,
    ])
  for (const s of [-1, 1]) {
    kit.add(box(0.09, 0.06, 0.8, { grain: "z" }), oak, [s * 0.62, 0.03, 0])
    kit.add(batten([s * 0.66, 0.05, 0.34], [s * 0.72, 0.24, 0.03], 0.05, 0.05), oak)
    kit.add(batten([s * 0.66, 0.05, -0.34], [s * 0.72, 0.24, -0.03], 0.05, 0.05), oak)
  }
  return kit.group
}

const GAUZE = { Terracotta: "terracotta", Ivory: "#f4eee2", "Dusty blue": "dustyBlue" }

export function drapedArch({ colour = "Ivory", random }) {
  const kit = new Kit()
  const wood = mat.wood(colour === "Terracotta" ? "walnut" : "#a97c4c")
  for (const s of [-1, 1]) {
    kit.add(batten([s * 1.02, 0, 0], [s * 1.02, 2.1, 0], 0.085, 0.085), wood)
    kit.add(box(0.12, 0.05, 0.8, { grain: "z" }), wood, [s * 1.02, 0.025, 0])
    kit.add(batten([s * 1.02, 0.05, 0.34], [s * 1.02, 0.42, 0.03], 0.05, 0.05), wood)
  }
  kit.add(batten([-1.22, 2.1, 0], [1.22, 2.1, 0], 0.085, 0.085), wood)
  const cloth = mat.canvas(GAUZE[colour], 0.45)
  const swag = (from, to, sag, out, folds = 7) =>
    hungCloth(
      (u) => [
        from[0] + (to[0] - from[0]) * u,
        2.17 - 0.02 * Math.sin(u * Math.PI),
        out * 0.4 + 0.045,
      ],
      (u) => [
        from[0] + (to[0] - from[0]) * u,
        2.06 - sag * Math.sin(u * Math.PI) ** 0.8 - 0.05 * u,
        out + 0.06 + 0.05 * Math.sin(u * Math.PI),
      ],
      { folds, depth: 0.018, random, size: [1.6, 1], gather: 0.3 }
    )
  kit.add(swag([-1.06, 0], [0.2, 0], 0.5, 0.05), cloth)
  kit.add(swag([-0.1, 0], [1.08, 0], 0.72, 0.1), cloth)
  const tail = (x, width, low, lean, folds) =>
    hungCloth(
      (u) => [x + (u - 0.5) * width * 0.55, 2.165, 0.07],
      (u) => [
        x + lean + (u - 0.5) * width,
        low + 0.04 * Math.sin(u * 9),
        0.1 + 0.05 * Math.sin(u * 5),
      ],
      { folds, depth: 0.018, random, size: [width * 2, 2.1], gather: 0.35 }
    )
  kit.add(tail(1.05, 0.72, 0.015, 0.1, 5), cloth)
  kit.add(tail(-1.06, 0.52, 0.5, -0.05, 4), cloth)
  for (const x of [-1.04, 0.06, 1.03]) {
    kit.add(
      tube(
        Array.from({ length: 20 }, (_, i) => {
          const t = (i / 20) * Math.PI * 2
          return [
            x + 0.012 * Math.sin(t * 3),
            2.1 + Math.sin(t) * 0.085,
            Math.cos(t) * 0.085,
          ]
        }),
        0.038,
        { closed: true, segments: 60 }
      ),
      cloth
    )
  }
  return kit.group
}

export function hoopArch({ colour = "Brass" }) {
  const kit = new Kit()
  const metal = colour === "Brass" ? mat.metal("brass", 0.3) : mat.iron("#1e1d1d")
  kit.add(
    ring(0.985, 0.0165, { sides: 18, segments: 180 }).rotateX(Math.PI / 2),
    metal,
    [0, 1.02, 0]
  )
  kit.add(box(0.9, 0.012, 0.42), metal, [0, 0.006, 0])
  for (const s of [-1, 1])
    kit.add(rod([s * 0.26, 0.01, 0], [s * 0.26, 0.075, 0], 0.012), metal)
  return kit.group
}

/** A swag of roses and leaves along a circle from one angle to another; radians from +x. */
export function circleSwag(
  kit,
  random,
  {
    radius,
    centre,
    from,
    to,
    colours,
    greens = GREENS,
    count = 30,
    thick = 0.16,
    size = [0.045, 0.085],
  }
) {
  const flowers = new Bouquet(random)
  for (let i = 0; i < count; i++) {
    const t = from + (to - from) * ((i + random.next()) / count)
    const body = Math.sin(((t - from) / (to - from)) * Math.PI) ** 0.6
    const at = [
      Math.cos(t) * radius + random.around(0, thick * body * 0.6),
      centre + Math.sin(t) * radius + random.around(0, thick * body * 0.6),
      0.03 + random.next() * thick * body,
    ]
    flowers.rose(
      at,
      [random.around(0, 0.7) + Math.cos(t) * 0.3, random.around(0.25, 0.6), 1],
      random.between(...size) * (0.7 + 0.5 * body),
      random.pick(colours)
    )
  }
  for (let i = 0; i < count * 1.6; i++) {
    const t = from + (to - from) * random.next()
    const at = [Math.cos(t) * radius, centre + Math.sin(t) * radius, 0.02]
    const along = random.next() < 0.5 ? 1 : -1
    flowers.eucalyptus(
      at,
      [
        -Math.sin(t) * along + random.around(0, 0.8),
        Math.cos(t) * along + random.around(0, 0.8),
        random.between(0, 0.9),
      ],
      random.between(0.16, 0.36),
      { greens, size: 0.045, droop: 0.2, round: random.next() < 0.5 }
    )
  }
  return flowers.into(kit)
}

const PANELS = {
  "Terracotta tones": ["#b8653f", "#d79b78", "#ead0b5"],
  "Sage tones": ["#8b9a7c", "#b3bda3", "#d9dccb"],
  "Blush tones": ["#cf9a8d", "#e6c0b3", "#f1dfd4"],
  White: ["#e1dfda", "#e9e7e2", "#e3e1dc"],
}

export function panelTrio({ colour = "Terracotta tones" }) {
  const kit = new Kit()
  const set = [
    [1.12, 2.2, -0.28, -0.2, 0],
    [0.96, 1.9, 0.5, 0.02, 1],
    [0.78, 1.5, -0.78, 0.16, 2],
  ]
  for (const [width, height, x, z, tint] of set) {
    kit.add(
      plate(archShape(width, height), 0.024, { round: 0.002, curveSegments: 72 }),
      mat.paint(PANELS[colour][tint], 0.9),
      [x, 0, z]
    )
    kit.add(box(0.05, 0.05, 0.4), mat.wood("pine"), [x, 0.025, z - 0.2])
  }
  return kit.group
}

export function hedgeWall({
  random,
  width = 2.4,
  height = 2.4,
  depth = 0.3,
  count = 12000,
}) {
  const kit = new Kit()
  kit.add(box(width - 0.1, height - 0.08, depth - 0.12), mat.paint("#33482a", 1), [
    0,
    height / 2,
    0,
  ])
  const places = []
  const colours = []
  const greens = ["#6f8d4a", "#82a058", "#5f7f42", "#93ad68", "#557039"]
  for (let i = 0; i < count; i++) {
    const side = random.next()
    const bump = 0.03 * Math.sin(i * 1.7) + random.around(0, 0.022)
    let at
    let out
    if (side < 0.74) {
      at = [
        random.around(0, width / 2),
        random.between(0.01, height),
        depth / 2 - 0.05 + bump,
      ]
      out = [random.around(0, 0.8), random.around(0.35, 0.8), 0.8]
    } else if (side < 0.9) {
      const s = random.next() < 0.5 ? -1 : 1
      at = [
        s * (width / 2 - 0.05 + bump),
        random.between(0.01, height),
        random.around(0, depth / 2),
      ]
      out = [s, random.around(0.3, 0.7), random.around(0, 0.7)]
    } else {
      at = [
        random.around(0, width / 2),
        height - 0.05 + bump,
        random.around(0, depth / 2),
      ]
      out = [random.around(0, 0.8), 1, random.around(0, 0.8)]
    }
    places.push(facing(at, out, random.between(0.034, 0.058), random.next() * 6.28))
    colours.push(tints(random.pick(greens), random, 0.08))
  }
  kit.many(blade(0.3), mat.leaf("#fffffe", 0.28, 0.5), places, colours)
  return kit.group
}

export function slattedScreen({ colour = "Oak" }) {
  const kit = new Kit()
  const wood = colour === "Oak" ? mat.wood("oak") : mat.paint("#242322", 0.6)
  const leaf = (turn) => {
    const part = new Kit()
    for (let i = 0; i < 8; i++)
      part.add(box(0.032, 1.94, 0.028, { offset: [i * 0.3, i * 0.7 + turn] }), wood, [
        0.04 + i * 0.0745,
        1.0,
        0,
      ])
    for (const y of [0.06, 1.0, 1.95])
      part.add(box(0.6, 0.045, 0.022, { offset: [y, turn] }), wood, [0.3, y, -0.025])
    return part.group
  }
  let [x, z] = [-0.8, 0]
  for (const turn of [0.55, -0.6, 0.55]) {
    kit.put(leaf(turn), [x, 0, z], turn)
    x += Math.cos(turn) * 0.61
    z -= Math.sin(turn) * 0.61
  }
  return kit.group
}

export function meshBackdrop() {
  const kit = new Kit()
  const steel = mat.iron("#222121")
  const frame = [
    [-1, 0.12],
    [-1, 2],
    [1, 2],
    [1, 0.12],
  ]
  const parts = []
  for (let i = 0; i < 4; i++)
    parts.push(rod([...frame[i], 0], [...frame[(i + 1) % 4], 0], 0.019))
  for (let i = 1; i < 20; i++) {
    const at = -1 + i * 0.1
    parts.push(rod([at, 0.12, 0], [at, 2, 0], 0.0042, 0.0042, 6))
    if (i < 19)
      parts.push(
        rod(
          [-1, 0.12 + i * 0.099, 0.004],
          [1, 0.12 + i * 0.099, 0.004],
          0.0042,
          0.0042,
          6
        )
      )
  }
  for (const s of [-1, 1]) {
    parts.push(rod([s * 0.92, 0.12, -0.34], [s * 0.92, 0.12, 0.34], 0.017))
    parts.push(rod([s * 0.92, 0.12, -0.3], [s * 0.92, 0.75, 0], 0.012))
    parts.push(rod([s * 0.92, 0.12, 0.3], [s * 0.92, 0.5, 0], 0.012))
    for (const z of [-0.32, 0.32])
      parts.push(
        post(0.045, 0.045, 0.026, 28)
          .rotateZ(Math.PI / 2)
          .translate(s * 0.92 + 0.013, 0.045, z),
        rod([s * 0.92, 0.05, z], [s * 0.92, 0.12, z], 0.012)
      )
  }
  kit.add(merged(parts), steel)
  return kit.group
}

function withSwag({ colour, random }) {
  const kit = new Kit()
  kit.put(hoopArch({ colour }))
  const colours =
    colour === "Brass" ? ["#f4eee4", "#efe0d0", "#e8cdbf"] : ["#f6f3ee", "#efe9df"]
  const swag = new Kit()
  circleSwag(swag, random, {
    radius: 0.985,
    centre: 1.02,
    from: 1.75,
    to: 3.7,
    colours,
    count: 34,
  })
  kit.put(swag.group)
  return kit.group
}

const STANDING = { azimuth: 20, elevation: 7, fill: 0.8 }

export const arches = {
  "rattan-moon-gate": { view: STANDING, build: moonGate },
  "hexagon-oak-arch": {
    view: { azimuth: 22, elevation: 7, fill: 0.82 },
    build: hexagonArch,
  },
  "draped-timber-arch": {
    view: { azimuth: 16, elevation: 7, fill: 0.84 },
    build: drapedArch,
  },
  "brass-hoop-arch": { view: { azimuth: 22, elevation: 7, fill: 0.8 }, build: withSwag },
  "arched-panel-trio": {
    view: { azimuth: 18, elevation: 7, fill: 0.8 },
    build: panelTrio,
  },
  "boxwood-hedge-wall": {
    view: { azimuth: 24, elevation: 8, fill: 0.82 },
    build: hedgeWall,
  },
  "slatted-oak-screen": {
    view: { azimuth: 16, elevation: 9, fill: 0.8 },
    build: slattedScreen,
  },
  "steel-mesh-backdrop": {
    view: { azimuth: 26, elevation: 8, fill: 0.8 },
    build: meshBackdrop,
  },
}
