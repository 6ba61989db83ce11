import * as THREE from "three"
import { Kit } from "../geometry/kit.js"
import {
  batten,
  box,
  merged,
  plate,
  post,
  ring,
  rod,
  tube,
  turned,
} from "../geometry/shapes.js"
import { addGlass } from "../geometry/glassware.js"
import * as mat from "../materials/index.js"
import { tone } from "../palette.js"

/** A round disc of stone or wood, its texture laid flat; `y` is its underside. */
export function disc(radius, thickness, y, round = 0.004) {
  const shape = new THREE.Shape()
  shape.absarc(0, 0, radius, 0, Math.PI * 2, false)
  const geometry = plate(shape, thickness, { round, curveSegments: 72 })
  return geometry.rotateX(-Math.PI / 2).translate(0, y + thickness / 2, 0)
}

/** Boards side by side along x, their tops at `y`. */
function boardTop(kit, material, { length, width, thickness, y, boards, ends = 0 }) {
  const each = width / boards
  const parts = []
  for (let i = 0; i < boards; i++) {
    const z = -width / 2 + each * (i + 0.5)
    const board = box(length - ends * 2 - 0.003, thickness, each - 0.0025, {
      round: 0.004,
      offset: [i * 0.37, i * 0.131],
    })
    parts.push(board.translate(0, y - thickness / 2, z))
  }
  if (ends) {
    for (const side of [-1, 1]) {
      const board = box(ends, thickness, width, {
        round: 0.005,
        grain: "z",
        offset: [side, 0.2],
      })
      parts.push(board.translate(side * (length / 2 - ends / 2), y - thickness / 2, 0))
    }
  }
  kit.add(merged(parts), material)
}

/** @param {{ size?: string }} options */
export function farmTable({ size = "180 × 90 cm", finish = "oak" }) {
  const kit = new Kit()
  const [length, width] = size.startsWith("240") ? [2.4, 1] : [1.8, 0.9]
  const oak = mat.wood(finish, 0.6)
  boardTop(kit, oak, { length, width, thickness: 0.045, y: 0.76, boards: 5, ends: 0.12 })
  const x = length / 2 - 0.13
  const z = width / 2 - 0.11
  const parts = []
  for (const sx of [-1, 1]) {
    for (const sz of [-1, 1]) {
      parts.push(
        box(0.095, 0.715, 0.095, {
          round: 0.006,
          grain: "y",
          offset: [sx + sz * 2, sx * 0.3],
        }).translate(sx * x, 0.3575, sz * z)
      )
    }
    parts.push(
      box(0.03, 0.1, z * 2 - 0.08, { grain: "z", offset: [0.5, sx] }).translate(
        sx * (x + 0.02),
        0.663,
        0
      )
    )
  }
  for (const sz of [-1, 1]) {
    parts.push(
      box(x * 2 - 0.08, 0.1, 0.03, { offset: [sz * 0.4, 0.1] }).translate(
        0,
        0.663,
        sz * (z + 0.02)
      )
    )
  }
  kit.add(merged(parts), oak)
  return kit.group
}

/** @param {{ size?: string }} options */
export function banquetTable({ size = "150 cm" }) {
  const kit = new Kit()
  const radius = size.startsWith("180") ? 0.9 : 0.75
  const steel = mat.metal("steel", 0.38)
  kit.add(disc(radius - 0.004, 0.02, 0.729, 0.001), mat.wood("#c7a273", 0.5))
  kit.add(
    ring(radius - 0.002, 0.012, { sides: 12, segments: 140 })
      .scale(1, 1.05, 1)
      .translate(0, 0.7385, 0),
    steel
  )
  const under = box(radius * 1.25, 0.045, 0.06, { grain: "x" })
  const bars = [-0.28, 0.28].map((z) => under.clone().translate(0, 0.705, z))
  kit.add(merged(bars), mat.wood("#a98252"))
  const frames = []
  for (const side of [-1, 1]) {
    const x = side * radius * 0.56
    const foot = x + side * 0.06
    for (const z of [-0.36, 0.36]) {
      frames.push(
        tube(
          [
            [x, 0.72, z * 0.72],
            [x, 0.66, z * 0.78],
            [foot - side * 0.03, 0.3, z * 0.96],
            [foot, 0.012, z],
          ],
          0.0145,
          { segments: 40 }
        )
      )
      frames.push(
        tube(
          [
            [x - side * 0.01, 0.46, z * 0.87],
            [x * 0.55, 0.6, z * 0.8],
            [x * 0.32, 0.71, z * 0.76],
          ],
          0.008
        )
      )
    }
    frames.push(
      rod([x + side * 0.022, 0.34, -0.335], [x + side * 0.022, 0.34, 0.335], 0.011)
    )
    frames.push(rod([x, 0.7, -0.29], [x, 0.7, 0.29], 0.0145))
  }
  kit.add(merged(frames), mat.metal("gunmetal", 0.42))
  const caps = []
  for (const sx of [-1, 1]) {
    for (const z of [-0.36, 0.36])
      caps.push(post(0.02, 0.017, 0.03).translate(sx * (radius * 0.56 + 0.06), 0, z))
  }
  kit.add(merged(caps), mat.paint("#2a2a2a"))
  return kit.group
}

export function trestleTable() {
  const kit = new Kit()
  const walnut = mat.wood("walnut", 0.5)
  boardTop(kit, walnut, { length: 2.2, width: 0.85, thickness: 0.04, y: 0.76, boards: 4 })
  const parts = []
  for (const side of [-1, 1]) {
    const x = side * 0.72
    for (const sx of [-1, 1]) {
      for (const sz of [-1, 1]) {
        parts.push(
          batten(
            [x + sx * 0.045, 0.685, sz * 0.3],
            [x + sx * 0.17, 0.004, sz * 0.365],
            0.045,
            0.062
          )
        )
      }
      parts.push(
        box(0.03, 0.06, 0.66, { grain: "z", offset: [sx, side] }).translate(
          x + sx * 0.128,
          0.24,
          0
        )
      )
    }
    for (const sz of [-1, 1])
      parts.push(
        box(0.29, 0.05, 0.026, { offset: [sz, side * 0.4] }).translate(
          x,
          0.245,
          sz * 0.372
        )
      )
    parts.push(
      box(0.12, 0.07, 0.76, { grain: "z", offset: [0.3, side] }).translate(x, 0.685, 0)
    )
  }
  kit.add(merged(parts), walnut)
  return kit.group
}

/** @param {{ colour?: string }} options */
export function bistroTable({ colour = "Gold base" }) {
  const kit = new Kit()
  const metal = colour.startsWith("Gold")
    ? mat.metal("gold", 0.26)
    : mat.paint("#1f1e1e", 0.42)
  kit.add(disc(0.35, 0.022, 0.718, 0.006), mat.marble())
  const foot = [
    [0, 0],
    [0.215, 0],
    [0.22, 0.008],
    [0.212, 0.02],
    [0.17, 0.032],
    [0.095, 0.05],
    [0.055, 0.085],
    [0.038, 0.14],
    [0.033, 0.19],
    [0.044, 0.205],
    [0.044, 0.222],
    [0.03, 0.236],
    [0.025, 0.32],
    [0.023, 0.48],
    [0.026, 0.57],
    [0.038, 0.585],
    [0.038, 0.6],
    [0.03, 0.612],
    [0.036, 0.65],
    [0.07, 0.69],
    [0.14, 0.708],
    [0.15, 0.717],
    [0, 0.717],
  ]
  kit.add(turned(foot, { segments: 72 }), metal)
  kit.add(ring(0.335, 0.006, { segments: 110 }).translate(0, 0.715, 0), metal)
  return kit.group
}

export function cocktailTable() {
  const kit = new Kit()
  const steel = mat.paint("#201f1f", 0.45)
  kit.add(disc(0.35, 0.03, 1.07, 0.006), mat.wood("oak", 0.5))
  kit.add(
    turned(
      [
        [0, 0],
        [0.235, 0],
        [0.235, 0.008],
        [0.04, 0.016],
        [0.036, 0.03],
        [0.032, 0.034],
        [0.032, 1.052],
        [0.0, 1.052],
      ],
      { segments: 72 }
    ),
    steel
  )
  const arms = [0, 1].map((i) =>
    box(0.5, 0.018, 0.045)
      .rotateY((i * Math.PI) / 2 + 0.4)
      .translate(0, 1.061, 0)
  )
  kit.add(merged(arms), steel)
  return kit.group
}

/** @param {{ colour?: string }} options */
export function picnicTable({ colour = "Natural" }) {
  const kit = new Kit()
  const pine = mat.wood(colour === "Whitewash" ? "#e9e1d4" : "#dcb47c", 0.66)
  boardTop(kit, pine, { length: 2, width: 0.7, thickness: 0.026, y: 0.35, boards: 5 })
  const parts = []
  for (const side of [-1, 1]) {
    const x = side * 0.74
    parts.push(
      box(0.07, 0.03, 0.62, { grain: "z", offset: [side, 0.3] }).translate(x, 0.309, 0)
    )
    for (const sz of [-1, 1])
      parts.push(
        batten(
          [x + side * 0.015, 0.3, sz * 0.27],
          [x + side * 0.07, 0.003, sz * 0.285],
          0.05,
          0.04
        )
      )
    parts.push(
      box(0.03, 0.05, 0.56, { grain: "z", offset: [0.7, side] }).translate(
        x + side * 0.05,
        0.115,
        0
      )
    )
    parts.push(
      batten([x - side * 0.3, 0.31, 0.11], [x + side * 0.03, 0.13, 0.11], 0.03, 0.02)
    )
  }
  parts.push(box(1.9, 0.04, 0.024, { offset: [0.2, 0.6] }).translate(0, 0.302, 0.2))
  parts.push(box(1.9, 0.04, 0.024, { offset: [0.5, 0.2] }).translate(0, 0.302, -0.2))
  kit.add(merged(parts), pine)
  return kit.group
}

/** One plinth. @param {number} height @param {string} colour a hex */
export function plinth(height, colour) {
  const r = 0.2
  const kit = new Kit()
  kit.add(
    turned(
      [
        [0, 0],
        [r - 0.003, 0],
        [r, 0.004],
        [r, height - 0.005],
        [r - 0.005, height],
        [0, height],
      ],
      { segments: 96 }
    ),
    mat.paint(colour, 0.82)
  )
  return kit.group
}

/** @param {{ colour?: string }} options */
export function plinthTrio({ colour = "White" }) {
  const kit = new Kit()
  const hex = tone(colour)
  kit.put(plinth(1, hex), [-0.2, 0, -0.16])
  kit.put(plinth(0.75, hex), [0.26, 0, -0.06])
  kit.put(plinth(0.5, hex), [-0.06, 0, 0.3])
  return kit.group
}

export function consoleTable() {
  const kit = new Kit()
  const gold = mat.metal("gold", 0.3)
  const [x, z, h, t] = [0.69, 0.19, 0.82, 0.02]
  const parts = []
  for (const sx of [-1, 1]) {
    for (const sz of [-1, 1])
      parts.push(
        box(t, h - 0.01, t, { round: 0.002 }).translate(sx * x, (h - 0.01) / 2, sz * z)
      )
    for (const y of [0.01, h - 0.02])
      parts.push(box(t, t, z * 2, { round: 0.002 }).translate(sx * x, y, 0))
  }
  for (const sz of [-1, 1])
    parts.push(box(x * 2, t, t, { round: 0.002 }).translate(0, h - 0.02, sz * z))
  parts.push(box(x * 2, t * 0.8, t * 0.8, { round: 0.002 }).translate(0, 0.16, 0))
  for (const sx of [-1, 1])
    parts.push(box(t * 0.8, t * 0.8, z * 2, { round: 0.002 }).translate(sx * x, 0.16, 0))
  kit.add(merged(parts), gold)
  addGlass(kit, box(x * 2 + 0.018, 0.01, z * 2 + 0.018, { round: 0.003 }), "smoke", [
    0,
    h - 0.004,
    0,
  ])
  return kit.group
}

export const tables = {
  "oak-farm-table": {
    view: { azimuth: 38, elevation: 19, fill: 0.88 },
    build: farmTable,
    frames: 14,
  },
  "round-banquet-table": {
    view: { azimuth: 28, elevation: 16, fill: 0.86 },
    build: banquetTable,
    frames: 14,
  },
  "trestle-table": {
    view: { azimuth: 40, elevation: 18, fill: 0.88 },
    build: trestleTable,
    frames: 14,
  },
  "marble-bistro-table": {
    view: { azimuth: 20, elevation: 19, fill: 0.78 },
    build: bistroTable,
    frames: 14,
  },
  "cocktail-table": {
    view: { azimuth: 20, elevation: 15, fill: 0.8 },
    build: cocktailTable,
    frames: 14,
  },
  "low-picnic-table": {
    view: { azimuth: 46, elevation: 24, fill: 0.88 },
    build: picnicTable,
    frames: 14,
  },
  "plinth-trio": {
    view: { azimuth: 14, elevation: 11, fill: 0.76 },
    build: plinthTrio,
    look: { saturation: 0.8 },
    frames: 14,
  },
  "gold-console-table": {
    view: { azimuth: 34, elevation: 14, fill: 0.86 },
    build: consoleTable,
    frames: 14,
  },
}
