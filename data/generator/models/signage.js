import * as THREE from "three"
import { Kit, place } from "../geometry/kit.js"
import {
  archShape,
  batten,
  box,
  merged,
  plate,
  rod,
  surface,
  tube,
} from "../geometry/shapes.js"
import { glassShine } from "../materials/index.js"
import * as mat from "../materials/index.js"
import { panelPicture } from "../materials/textures.js"

/**
 * The shop's handwriting: one stroke per letter on a grid whose x-height is 1. A letter starts at
 * the left of the baseline and ends at its width; `high` letters join the next one at mid height.
 */
const HAND = {
  a: [
    [
      [0.3, 0.45],
      [0.62, 0.88],
      [0.4, 0.98],
      [0.15, 0.75],
      [0.1, 0.35],
      [0.28, 0.02],
      [0.5, 0.2],
      [0.66, 0.75],
      [0.68, 0.85],
      [0.66, 0.3],
      [0.76, 0.03],
    ],
    0.95,
  ],
  b: [
    [
      [0.2, 0.5],
      [0.45, 1.4],
      [0.5, 2],
      [0.38, 2.15],
      [0.28, 1.7],
      [0.24, 0.8],
      [0.26, 0.2],
      [0.45, -0.02],
      [0.68, 0.2],
      [0.7, 0.6],
      [0.56, 0.86],
      [0.6, 0.7],
    ],
    0.92,
    "high",
  ],
  c: [
    [
      [0.3, 0.5],
      [0.6, 0.8],
      [0.45, 0.98],
      [0.2, 0.8],
      [0.1, 0.4],
      [0.25, 0.04],
      [0.5, 0],
    ],
    0.78,
  ],
  e: [
    [
      [0.3, 0.32],
      [0.56, 0.64],
      [0.48, 0.94],
      [0.29, 0.97],
      [0.14, 0.6],
      [0.2, 0.15],
      [0.44, 0],
    ],
    0.78,
  ],
  g: [
    [
      [0.3, 0.5],
      [0.62, 0.88],
      [0.4, 0.98],
      [0.15, 0.75],
      [0.1, 0.35],
      [0.28, 0.02],
      [0.5, 0.2],
      [0.67, 0.75],
      [0.69, 0.9],
      [0.66, 0.3],
      [0.6, -0.5],
      [0.45, -0.95],
      [0.22, -0.9],
      [0.2, -0.6],
      [0.5, -0.2],
    ],
    0.92,
  ],
  h: [
    [
      [0.2, 0.5],
      [0.45, 1.4],
      [0.5, 2],
      [0.38, 2.15],
      [0.28, 1.7],
      [0.23, 0.8],
      [0.2, 0.03],
      [0.28, 0.5],
      [0.46, 0.9],
      [0.62, 0.92],
      [0.68, 0.6],
      [0.68, 0.15],
      [0.8, 0.01],
    ],
    1,
  ],
  i: [
    [
      [0.15, 0.5],
      [0.3, 0.98],
      [0.28, 0.5],
      [0.32, 0.08],
      [0.46, 0.01],
    ],
    0.65,
  ],
  l: [
    [
      [0.2, 0.5],
      [0.45, 1.4],
      [0.5, 2],
      [0.38, 2.15],
      [0.28, 1.7],
      [0.25, 0.6],
      [0.32, 0.08],
      [0.48, 0.01],
    ],
    0.68,
  ],
  m: [
    [
      [0.12, 0.6],
      [0.24, 0.98],
      [0.29, 0.6],
      [0.27, 0.03],
      [0.36, 0.6],
      [0.52, 0.95],
      [0.64, 0.8],
      [0.63, 0.03],
      [0.72, 0.6],
      [0.88, 0.95],
      [1, 0.8],
      [1, 0.25],
      [1.1, 0.01],
    ],
    1.28,
  ],
  n: [
    [
      [0.12, 0.6],
      [0.24, 0.98],
      [0.29, 0.6],
      [0.27, 0.03],
      [0.36, 0.6],
      [0.54, 0.95],
      [0.66, 0.8],
      [0.66, 0.25],
      [0.76, 0.01],
    ],
    0.95,
  ],
  o: [
    [
      [0.3, 0.5],
      [0.46, 0.96],
      [0.2, 0.82],
      [0.1, 0.45],
      [0.22, 0.05],
      [0.48, 0],
      [0.7, 0.35],
      [0.66, 0.8],
      [0.48, 0.95],
      [0.52, 0.76],
    ],
    0.95,
    "high",
  ],
  r: [
    [
      [0.15, 0.4],
      [0.3, 0.9],
      [0.35, 1.1],
      [0.42, 0.94],
      [0.56, 0.9],
      [0.68, 0.86],
      [0.64, 0.5],
      [0.66, 0.12],
      [0.8, 0.01],
    ],
    1,
  ],
  s: [
    [
      [0.25, 0.5],
      [0.44, 1.1],
      [0.5, 0.82],
      [0.63, 0.4],
      [0.52, 0.06],
      [0.28, 0],
      [0.14, 0.12],
      [0.32, 0.04],
    ],
    0.85,
  ],
  t: [
    [
      [0.2, 0.5],
      [0.42, 1.2],
      [0.46, 1.66],
      [0.4, 1.3],
      [0.36, 0.5],
      [0.42, 0.06],
      [0.58, 0.01],
    ],
    0.78,
  ],
  u: [
    [
      [0.12, 0.6],
      [0.22, 0.98],
      [0.2, 0.4],
      [0.34, 0.03],
      [0.52, 0.15],
      [0.66, 0.95],
      [0.66, 0.3],
      [0.76, 0.02],
    ],
    0.95,
  ],
  w: [
    [
      [0.12, 0.6],
      [0.2, 0.98],
      [0.2, 0.4],
      [0.32, 0.03],
      [0.5, 0.15],
      [0.62, 0.7],
      [0.65, 0.95],
      [0.65, 0.4],
      [0.78, 0.03],
      [0.96, 0.2],
      [1.07, 0.75],
      [1.04, 0.98],
      [1.12, 0.8],
    ],
    1.38,
    "high",
  ],
  y: [
    [
      [0.12, 0.6],
      [0.2, 0.98],
      [0.2, 0.4],
      [0.35, 0.03],
      [0.55, 0.2],
      [0.68, 0.9],
      [0.66, 0.3],
      [0.58, -0.5],
      [0.42, -0.95],
      [0.2, -0.88],
      [0.2, -0.6],
      [0.5, -0.2],
    ],
    0.92,
  ],
}

/**
 * A word in the shop's handwriting as smooth strokes, x-height 1, centred on x = 0.
 *
 * @param {string} word @returns {{ strokes: THREE.Vector2[][], width: number }}
 */
export function handwritten(word, slant = 0.22) {
  const line = [[0, 0.1]]
  const marks = []
  let x = 0
  let high = false
  for (const letter of word) {
    const [points, width, join] = HAND[letter]
    points.slice(high ? 1 : 0).forEach(([px, py]) => line.push([x + px, py]))
    if (letter === "t")
      marks.push([
        [x + 0.08, 1.16],
        [x + 0.4, 1.2],
        [x + 0.82, 1.28],
      ])
    if (letter === "i")
      marks.push([
        [x + 0.34, 1.42],
        [x + 0.37, 1.46],
      ])
    x += width
    high = join === "high"
    line.push([x, high ? 0.78 : 0.12])
  }
  const last = line[line.length - 1]
  line.push([last[0] + 0.35, last[1] + 0.42])
  const lean = ([px, py]) => new THREE.Vector2(px - x / 2 + py * slant - slant / 2, py)
  const strokes = [line, ...marks].map((stroke) =>
    new THREE.CatmullRomCurve3(
      stroke.map(lean).map((p) => new THREE.Vector3(p.x, p.y, 0)),
      false,
      "centripetal"
    )
      .getPoints(stroke.length * 9)
      .map((p) => new THREE.Vector2(p.x, p.y))
  )
  return { strokes, width: x }
}

/** Writes a word with a brush that is broad on the way down. */
function brush(pen, word, x, y, size, colour, weight = 1) {
  pen.strokeStyle = colour
  pen.lineCap = "round"
  for (const stroke of handwritten(word).strokes) {
    let thick = 0.05
    for (let i = 1; i < stroke.length; i++) {
      const [a, b] = [stroke[i - 1], stroke[i]]
      const down = Math.max(0, (a.y - b.y) / (a.distanceTo(b) || 1))
      thick += (0.05 + 0.11 * down - thick) * 0.35
      pen.lineWidth = thick * size * weight
      pen.beginPath()
      pen.moveTo(x + a.x * size, y - a.y * size)
      pen.lineTo(x + b.x * size, y - b.y * size)
      pen.stroke()
    }
  }
}

/** Spaced capitals or plain text, centred. */
function printed(pen, text, x, y, size, colour, spacing = 0.2, style = "") {
  pen.fillStyle = colour
  pen.font = `${style} ${size}px "Liberation Serif", "Times New Roman", serif`
  pen.letterSpacing = `${size * spacing}px`
  pen.textAlign = "center"
  pen.fillText(text, x + (size * spacing) / 2, y)
}

/** Lettering alone, without its ground, on a plane of the given size. */
function lettering(name, width, height, draw, options = {}) {
  const [w, h] = [Math.round(width * 1500), Math.round(height * 1500)]
  const map = panelPicture(name, w, h, [1, 1], draw)
  const material = mat.pictured(map, {
    transparent: true,
    depthWrite: false,
    roughness: 0.7,
    ...options,
  })
  material.userData.shadow = 0
  material.userData.order = 5
  return [new THREE.PlaneGeometry(width, height), material]
}

const BOARDS = {
  White: ["#f3f0ea", "#4a4541", "#a9744e"],
  Terracotta: ["#b5623f", "#f7eadb", "#f3cfae"],
  "Dusty blue": ["#879fb5", "#fbf8f2", "#e9eef2"],
}

function sprig(pen, x, y, size, turn, colour) {
  pen.save()
  pen.translate(x, y)
  pen.rotate(turn)
  pen.strokeStyle = pen.fillStyle = colour
  pen.lineWidth = size * 0.02
  pen.beginPath()
  pen.moveTo(0, 0)
  pen.quadraticCurveTo(size * 0.5, -size * 0.12, size, 0)
  pen.stroke()
  for (let i = 1; i <= 9; i++) {
    const f = i / 9.5
    for (const side of [-1, 1]) {
      pen.save()
      pen.translate(size * f, -size * 0.24 * f * (1 - f))
      pen.rotate(side * 0.8 - 0.1)
      pen.beginPath()
      pen.ellipse(size * 0.085, 0, size * 0.08 * (1.1 - f * 0.5), size * 0.026, 0, 0, 7)
      pen.fill()
      pen.restore()
    }
  }
  pen.restore()
}

export function oakEasel() {
  const kit = new Kit()
  const oak = mat.wood("#c79d68", 0.5)

  const parts = []
  for (const side of [-1, 1])
    parts.push(
      batten([side * 0.055, 1.56, -0.185], [side * 0.34, 0.004, 0.06], 0.036, 0.022)
    )
  parts.push(batten([0, 1.5, -0.21], [0, 0.004, -0.62], 0.036, 0.022))
  parts.push(batten([-0.3, 0.42, 0.0], [0.3, 0.42, 0.0], 0.03, 0.02))
  parts.push(batten([-0.13, 1.2, -0.145], [0.13, 1.2, -0.145], 0.03, 0.02))
  kit.add(merged(parts), oak)
  kit.add(box(0.15, 0.06, 0.04, { round: 0.008 }), oak, [0, 1.565, -0.19], [-0.15, 0, 0])
  kit.add(box(0.62, 0.026, 0.07, { round: 0.006 }), oak, [0, 0.49, 0.045])
  kit.add(box(0.62, 0.03, 0.012, { round: 0.004 }), oak, [0, 0.51, 0.078])
  const pegs = [-0.2, 0.2].map((x) => rod([x, 0.49, -0.03], [x, 0.49, 0.05], 0.009))
  kit.add(merged(pegs), oak)
  kit.add(
    tube(
      [
        [0, 0.5, -0.04],
        [0, 0.42, -0.24],
        [0, 0.46, -0.5],
      ],
      0.0035
    ),
    mat.metal("brass")
  )

  return kit.group
}

export function welcomeEasel({ colour = "White" }) {
  const kit = new Kit()
  const [ground, ink, accent] = BOARDS[colour]
  kit.put(oakEasel())
  const tilt = -0.155
  const board = new Kit()
  board.add(plate(archShape(0.6, 0.9), 0.018, { round: 0.004 }), mat.paint(ground, 0.7))
  const draw = (pen, random, w, h) => {
    const u = w / 60
    pen.strokeStyle = accent
    pen.lineWidth = u * 0.25
    pen.beginPath()
    pen.arc(w / 2, w / 2, w / 2 - u * 2.6, Math.PI, 0)
    pen.lineTo(w - u * 2.6, h - u * 2.6)
    pen.lineTo(u * 2.6, h - u * 2.6)
    pen.closePath()
    pen.stroke()
    sprig(pen, w / 2 - u * 0.5, u * 12, u * 10, Math.PI + 0.25, accent)
    sprig(pen, w / 2 + u * 0.5, u * 12, u * 10, -0.25, accent)
    brush(pen, "welcome", w / 2 - u * 1, u * 34, u * 7.2, ink, 1.1)
    printed(pen, "TO THE WEDDING OF", w / 2, u * 44, u * 2.9, ink, 0.24)
    printed(pen, "Clara & Noah", w / 2, u * 56, u * 7, ink, 0.02, "italic")
    pen.fillStyle = accent
    pen.fillRect(w / 2 - u * 7, u * 62, u * 14, u * 0.25)
    printed(pen, "THE FOURTEENTH OF JUNE", w / 2, u * 69, u * 2.6, ink, 0.18)
    printed(pen, "FOUR O’CLOCK", w / 2, u * 74.5, u * 2.6, ink, 0.18)
  }
  board.add(...lettering(`welcome${colour}`, 0.6, 0.9, draw), [0, 0.45, 0.0105])
  board.group.rotation.x = tilt
  kit.put(board.group, [0, 0.504, 0.052])
  return kit.group
}

/** A moulding run round a rectangle. `profile` is [outwards, towards the eye] from the inner edge. */
function moulding(width, height, profile) {
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ]
  const pieces = []
  for (let side = 0; side < 4; side++) {
    const [a, b] = [corners[side], corners[(side + 1) % 4]]
    const long = side % 2 ? height : width
    pieces.push(
      surface(
        2,
        profile.length - 1,
        (u, v) => {
          const [out, rise] = profile[Math.round(v * (profile.length - 1))]
          const [x, y] = [a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u]
          return [x * (width / 2 + out), y * (height / 2 + out), rise]
        },
        { size: [long, 0.14] }
      )
    )
  }
  return merged(pieces)
}

export function giltMirrorSign() {
  const kit = new Kit()
  const gilt = mat.metal("gold", 0.34)
  const [w, h] = [0.66, 1.44]
  const profile = [
    [0, 0],
    [0, 0.012],
    [0.008, 0.018],
    [0.014, 0.012],
    [0.02, 0.014],
    [0.034, 0.034],
    [0.05, 0.044],
    [0.064, 0.042],
    [0.074, 0.03],
    [0.078, 0.024],
    [0.086, 0.028],
    [0.092, 0.022],
    [0.094, 0.0],
    [0.094, -0.02],
    [0, -0.02],
  ]
  const frame = new Kit()
  frame.add(moulding(w, h, profile), gilt)
  const mirror = new THREE.MeshStandardMaterial({
    color: "#a3a09b",
    metalness: 1,
    roughness: 0.09,
    fog: false,
  })
  frame.add(new THREE.PlaneGeometry(w + 0.01, h + 0.01), mirror, [0, 0, 0.002])
  frame.add(box(w + 0.1, h + 0.1, 0.012), mat.paint("#3a2c1e"), [0, 0, -0.022])
  const beads = []
  const leaves = []
  const along = (halfX, halfY, step, each) => {
    for (const [axis, half, other] of [
      ["x", halfX, halfY],
      ["y", halfY, halfX],
    ]) {
      const n = Math.round((half * 2) / step)
      for (let i = 0; i <= n; i++) {
        const t = -half + (i / n) * half * 2
        for (const side of [-1, 1])
          each(axis === "x" ? [t, side * other] : [side * other, t], axis, side, i)
      }
    }
  }
  along(w / 2 + 0.007, h / 2 + 0.007, 0.0165, ([x, y]) =>
    beads.push(place([x, y, 0.017], [0, 0, 0], 0.0068))
  )
  along(w / 2 + 0.057, h / 2 + 0.057, 0.042, ([x, y], axis, side, i) => {
    const turn =
      axis === "x" ? (side > 0 ? 0 : Math.PI) : side > 0 ? -Math.PI / 2 : Math.PI / 2
    for (const k of [-0.5, 0, 0.5])
      leaves.push(
        place(
          [x, y, 0.041],
          [0, 0, turn + k],
          [0.0085, 0.021 - Math.abs(k) * 0.008, 0.008]
        )
      )
    if (i % 2) leaves.push(place([x, y, 0.044], [0, 0, turn], [0.007, 0.007, 0.01]))
  })
  const corner = (cx, cy, size) => {
    for (let k = 0; k < 12; k++) {
      const t = (k / 12) * Math.PI * 2
      leaves.push(
        place(
          [cx + Math.cos(t) * 0.026 * size, cy + Math.sin(t) * 0.026 * size, 0.046],
          [0, 0, t - Math.PI / 2],
          [0.011 * size, 0.032 * size, 0.013]
        )
      )
    }
    leaves.push(place([cx, cy, 0.056], [0, 0, 0], [0.018 * size, 0.018 * size, 0.014]))
  }
  for (const x of [-1, 1])
    for (const y of [-1, 1]) corner(x * (w / 2 + 0.05), y * (h / 2 + 0.05), 1.15)
  const scrolls = []
  const crest = h / 2 + 0.1
  for (const side of [-1, 1]) {
    const spiral = []
    for (let i = 0; i <= 40; i++) {
      const t = (i / 40) * Math.PI * 3
      const r = 0.052 * (1 - i / 48)
      spiral.push([
        side * (0.115 - Math.cos(t) * r),
        crest + 0.022 + Math.sin(t) * r * 0.75,
        0.03,
      ])
    }
    scrolls.push(
      tube(
        [
          [side * 0.32, crest - 0.012, 0.025],
          [side * 0.24, crest + 0.0, 0.03],
          [side * 0.17, crest - 0.006, 0.03],
          ...spiral.slice(4),
        ],
        0.0085,
        { segments: 120 }
      )
    )
    for (let i = 0; i < 7; i++)
      leaves.push(
        place(
          [side * (0.19 + i * 0.02), crest + 0.02 - i * 0.003, 0.03],
          [0, 0, side * -(0.5 + i * 0.06)],
          [0.01, 0.034 - i * 0.003, 0.01]
        )
      )
  }
  frame.add(merged(scrolls), gilt)
  for (let k = -4; k <= 4; k++)
    leaves.push(
      place(
        [Math.sin(k * 0.36) * 0.045, crest + 0.02 + Math.cos(k * 0.36) * 0.05, 0.036],
        [0, 0, -k * 0.36],
        [0.013, 0.05 - Math.abs(k) * 0.004, 0.013]
      )
    )
  leaves.push(place([0, crest + 0.014, 0.045], [0, 0, 0], [0.028, 0.028, 0.02]))
  frame.many(new THREE.SphereGeometry(1, 12, 8), gilt, beads)
  frame.many(new THREE.SphereGeometry(1, 14, 10), gilt, leaves)
  const tables = [
    ["One", "Ada  Felix  Greta  Hugo"],
    ["Two", "Iris  Jonas  Kitty  Leo"],
    ["Three", "Mara  Nils  Olive  Pim"],
    ["Four", "Rosa  Silas  Tess  Uma"],
    ["Five", "Vera  Walt  Yara  Zeno"],
    ["Six", "Bea  Cato  Dora  Emil"],
    ["Seven", "Frida  Gus  Hazel  Ivo"],
    ["Eight", "June  Kai  Lotte  Max"],
  ]
  const ink = "#fffdf8"
  const draw = (pen, random, pw) => {
    const u = pw / 60
    brush(pen, "together", pw / 2 - u, u * 20, u * 5.6, ink, 1.1)
    printed(pen, "PLEASE FIND YOUR SEAT", pw / 2, u * 30.5, u * 2.4, ink, 0.3)
    tables.forEach(([name, guests], i) => {
      const x = pw * (i % 2 ? 0.735 : 0.265)
      const y = u * (43 + Math.floor(i / 2) * 21)
      printed(pen, name, x, y, u * 4, ink, 0.02, "italic")
      const people = guests.split("  ")
      people.forEach((person, k) =>
        printed(pen, person.toUpperCase(), x, y + u * (3.7 + k * 3.1), u * 1.9, ink, 0.18)
      )
    })
    sprig(pen, pw / 2 - u, u * 128, u * 13, Math.PI + 0.1, ink)
    sprig(pen, pw / 2 + u, u * 128, u * 13, -0.1, ink)
  }
  const written = lettering("mirrorPlan", w * 0.94, h * 0.94, draw, { roughness: 1 })
  written[1].emissive = new THREE.Color("#ffffff")
  written[1].emissiveMap = written[1].map
  written[1].emissiveIntensity = 0.25
  frame.add(...written, [0, 0, 0.0035])
  frame.group.rotation.x = -0.07
  kit.put(frame.group, [0, 0.83, 0])
  kit.add(batten([0, 1.3, -0.07], [0, 0.004, -0.45], 0.05, 0.02), mat.wood("#5b3d25"))
  return kit.group
}

export function acrylicSign() {
  const kit = new Kit()
  const gold = mat.metal("gold", 0.3)
  const [w, top] = [0.66, 1.5]
  const bars = [
    batten([-w / 2, 0.012, 0], [-w / 2, top, 0], 0.02),
    batten([w / 2, 0.012, 0], [w / 2, top, 0], 0.02),
    batten([-w / 2 - 0.01, top, 0], [w / 2 + 0.01, top, 0], 0.02),
    batten([-w / 2, 0.3, 0], [w / 2, 0.3, 0], 0.02),
    batten([-w / 2, 0.012, -0.2], [-w / 2, 0.012, 0.2], 0.024, 0.02),
    batten([w / 2, 0.012, -0.2], [w / 2, 0.012, 0.2], 0.024, 0.02),
  ]
  kit.add(merged(bars), gold)
  const middle = 0.98
  const sheet = box(0.6, 0.9, 0.006, { round: 0.002 })
  const clear = new THREE.MeshStandardMaterial({
    color: "#dfe9ea",
    transparent: true,
    opacity: 0.16,
    roughness: 0.1,
    depthWrite: false,
    side: THREE.DoubleSide,
  })
  Object.assign(clear.userData, { order: 2, shadow: 0.14 })
  clear.fog = false
  kit.add(sheet, clear, [0, middle, 0])
  kit.add(sheet, glassShine(0.05), [0, middle, 0])
  const rim = [
    [-0.3, -0.45],
    [0.3, -0.45],
    [0.3, 0.45],
    [-0.3, 0.45],
  ]
  const edge = new THREE.MeshStandardMaterial({
    color: "#e9f3f2",
    emissive: "#cfe6e4",
    emissiveIntensity: 0.25,
    roughness: 0.3,
  })
  edge.fog = false
  kit.add(
    merged(rim.map((p, i) => batten([...p, 0], [...rim[(i + 1) % 4], 0], 0.004, 0.0062))),
    edge,
    [0, middle, 0]
  )
  const bolts = []
  for (const x of [-0.318, 0.318])
    for (const y of [middle - 0.36, middle + 0.36])
      bolts.push(
        rod([x - 0.022, y, 0], [x + 0.022, y, 0], 0.005),
        rod([x * 0.885, y, -0.012], [x * 0.885, y, 0.012], 0.011)
      )
  kit.add(merged(bolts), gold)
  const ink = "#ffffff"
  const draw = (pen, random, pw) => {
    const u = pw / 60
    brush(pen, "cheers", pw / 2 - u, u * 25, u * 8, ink, 1.05)
    printed(pen, "FROM THE BAR", pw / 2, u * 35, u * 3, ink, 0.3, "bold")
    pen.fillStyle = ink
    pen.fillRect(pw / 2 - u * 6, u * 39.5, u * 12, u * 0.25)
    const drinks = [
      ["Hers", "ELDERFLOWER SPRITZ"],
      ["His", "SMOKED OLD FASHIONED"],
      ["Ours", "CHAMPAGNE, ALWAYS"],
    ]
    drinks.forEach(([who, what], i) => {
      printed(pen, who, pw / 2, u * (48.5 + i * 12), u * 4.6, ink, 0.02, "italic")
      printed(pen, what, pw / 2, u * (53.2 + i * 12), u * 2.5, ink, 0.16, "bold")
    })
    sprig(pen, pw / 2 - u, u * 83, u * 9, Math.PI + 0.15, ink)
    sprig(pen, pw / 2 + u, u * 83, u * 9, -0.15, ink)
  }
  const written = lettering("acrylicBar", 0.6, 0.9, draw, { roughness: 1 })
  written[1].emissive = new THREE.Color("#ffffff")
  written[1].emissiveMap = written[1].map
  written[1].emissiveIntensity = 0.3
  kit.add(...written, [0, middle, 0.006])
  return kit.group
}

/** A worn slate: chalk dust wiped in broad strokes. */
function slate() {
  const map = panelPicture("slate", 512, 900, [0.52, 1], (pen, random, w, h) => {
    pen.fillStyle = "#30322f"
    pen.fillRect(0, 0, w, h)
    for (let i = 0; i < 70; i++) {
      pen.strokeStyle = `rgba(235,235,225,${random.between(0.006, 0.03)})`
      pen.lineWidth = random.between(14, 70)
      pen.beginPath()
      const [x, y] = [random.next() * w, random.next() * h]
      pen.moveTo(x, y)
      pen.quadraticCurveTo(
        x + random.around(0, 160),
        y + random.around(0, 60),
        x + random.around(0, 280),
        y + random.around(0, 120)
      )
      pen.stroke()
    }
  })
  return mat.pictured(map, { roughness: 0.95 })
}

export function chalkboardAFrame() {
  const kit = new Kit()
  const oak = mat.wood("#b98b55", 0.55)
  const tall = 1.1
  const leaf = (front) => {
    const one = new Kit()
    const parts = [
      box(0.05, tall, 0.026, { grain: "y" }).translate(-0.275, tall / 2, 0),
      box(0.05, tall, 0.026, { grain: "y", offset: [0.3, 0.1] }).translate(
        0.275,
        tall / 2,
        0
      ),
      box(0.5, 0.05, 0.026, { offset: [0.1, 0.2] }).translate(0, tall - 0.025, 0),
      box(0.5, 0.06, 0.026, { offset: [0.6, 0.05] }).translate(0, 0.15, 0),
    ]
    one.add(merged(parts), oak)
    one.add(new THREE.BoxGeometry(0.5, 0.88, 0.008).translate(0, 0.615, 0), slate())
    if (front) {
      const chalk = "rgba(250,248,240,0.93)"
      const draw = (pen, random, pw, ph) => {
        const u = pw / 50

        brush(pen, "this", pw / 2 - u * 11, u * 17, u * 5.6, chalk, 1)
        brush(pen, "way", pw / 2 + u * 11, u * 17, u * 5.6, chalk, 1)
        printed(pen, "TODAY’S ORDER", pw / 2, u * 27, u * 3, chalk, 0.26)
        const list = [
          ["4.00", "Ceremony"],
          ["5.00", "Drinks"],
          ["7.00", "Dinner"],
          ["9.00", "First dance"],
          ["late", "Everything else"],
        ]
        list.forEach(([when, what], i) => {
          pen.textAlign = "left"
          pen.letterSpacing = "0px"
          pen.font = `${u * 3.6}px "Liberation Serif", serif`
          pen.fillStyle = "#e8bd8a"
          pen.fillText(when, u * 7, u * (37 + i * 7.6))
          pen.font = `italic ${u * 4.6}px "Liberation Serif", serif`
          pen.fillStyle = chalk
          pen.fillText(what, u * 17, u * (37 + i * 7.6))
        })
        pen.strokeStyle = chalk
        pen.lineCap = "round"
        pen.lineWidth = u * 0.7
        pen.beginPath()
        pen.moveTo(u * 12, u * 79)
        pen.quadraticCurveTo(u * 24, u * 74, u * 37, u * 79)
        pen.moveTo(u * 32.5, u * 75.6)
        pen.lineTo(u * 37.4, u * 79.2)
        pen.lineTo(u * 32, u * 81.6)
        pen.stroke()
        pen.globalCompositeOperation = "destination-out"
        for (let i = 0; i < 26000; i++) {
          pen.fillStyle = `rgba(0,0,0,${random.between(0.1, 0.55)})`
          pen.fillRect(
            random.next() * pw,
            random.next() * ph,
            random.between(1, 3),
            random.between(1, 3)
          )
        }
        pen.globalCompositeOperation = "source-over"
      }
      one.add(
        ...lettering("chalkOrder", 0.5, 0.88, draw, { roughness: 1 }),
        [0, 0.615, 0.0055]
      )
    }
    return one.group
  }
  const front = leaf(true)
  front.rotation.x = -0.2
  kit.put(front, [0, 0, 0.235])
  const back = leaf(false)
  back.rotation.x = 0.2
  kit.put(back, [0, 0, -0.235])
  const hinge = [-0.2, 0.2].map((x) =>
    rod([x - 0.035, 1.082, 0.01], [x + 0.035, 1.082, 0.01], 0.008)
  )
  kit.add(merged(hinge), mat.metal("brass"))
  const chain = [-0.29, 0.29].map((x) =>
    tube(
      [
        [x, 0.42, 0.15],
        [x, 0.36, 0],
        [x, 0.42, -0.15],
      ],
      0.0035
    )
  )
  kit.add(merged(chain), mat.metal("brass"))
  kit.add(box(0.12, 0.035, 0.045, { round: 0.006 }), oak, [0.17, 0.2, 0.228])
  kit.add(
    rod([-0.16, 0.19, 0.222], [-0.08, 0.19, 0.225], 0.005),
    mat.paint("#f2efe6", 0.9)
  )
  return kit.group
}

/** A written neon word: a glowing tube and the pale tube behind it. */
function neonWord(kit, word, size, at, power) {
  const { strokes } = handwritten(word)
  const lit = mat.glow("#ffd3a1", power)
  for (const stroke of strokes) {
    const points = stroke.map((p) => new THREE.Vector3(p.x * size, p.y * size, 0))
    kit.add(tube(points, 0.0052, { segments: points.length * 2, sides: 8 }), lit, at)
  }
}

export function neonBetterTogether({ alone = false } = {}) {
  const kit = new Kit()
  const panel = new THREE.Shape()
  const [w, h, r] = [0.55, 0.225, 0.03]
  panel
    .moveTo(-w + r, -h)
    .lineTo(w - r, -h)
    .absarc(w - r, -h + r, r, -Math.PI / 2, 0)
    .lineTo(w, h - r)
    .absarc(w - r, h - r, r, 0, Math.PI / 2)
    .lineTo(-w + r, h)
    .absarc(-w + r, h - r, r, Math.PI / 2, Math.PI)
    .lineTo(-w, -h + r)
    .absarc(-w + r, -h + r, r, Math.PI, Math.PI * 1.5)
  const sheet = plate(panel, 0.006, { round: 0.002 })
  const clear = new THREE.MeshStandardMaterial({
    color: "#2a2f33",
    transparent: true,
    opacity: 0.1,
    roughness: 0.1,
    depthWrite: false,
    side: THREE.DoubleSide,
  })
  Object.assign(clear.userData, { order: 2, shadow: 0 })
  clear.fog = false
  const y = 1.3
  kit.add(sheet, clear, [0, y, 0])
  kit.add(sheet, glassShine(0.06), [0, y, 0])
  neonWord(kit, "better", 0.089, [-0.15, y + 0.035, 0.014], 3.6)
  neonWord(kit, "together", 0.089, [0.09, y - 0.125, 0.018], 3.6)
  const steel = mat.metal("steel")
  const studs = []
  for (const x of [-0.51, 0.51])
    for (const dy of [-0.185, 0.185])
      studs.push(rod([x, y + dy, -0.03], [x, y + dy, 0.012], 0.008))
  kit.add(merged(studs), steel)
  const links = []
  for (const x of [-0.51, 0.51])
    for (let i = 0; i < 60; i++)
      links.push(
        place(
          [x, y + 0.2 + i * 0.021, 0.005],
          [0, i % 2 ? Math.PI / 2 : 0, 0],
          [1, 1.6, 1]
        )
      )
  kit.many(new THREE.TorusGeometry(0.008, 0.002, 6, 14), steel, links).userData.unframed =
    true
  const cord = kit.add(
    tube(
      [
        [0.53, y - 0.2, -0.01],
        [0.56, y - 0.4, -0.03],
        [0.54, y - 1.2, -0.04],
      ],
      0.003
    ),
    mat.paint("#e9e6e0")
  )
  cord.userData.unframed = true
  for (const [x, dy, power] of [
    [-0.25, 0.09, 0.55],
    [0.22, -0.06, 0.7],
  ]) {
    const lamp = new THREE.PointLight("#ffc98f", power, 3, 1.6)
    lamp.position.set(x, y + dy, 0.09)
    kit.group.add(lamp)
  }
  if (!alone) {
    const wall = kit.add(box(6, 6, 0.05), mat.plaster("#77716b"), [0, 1.5, -0.09])
    wall.userData.unframed = true
    wall.castShadow = false
  }
  return kit.group
}

/** The centre lines of the numerals, 1 high; each is cut as a ribbon, broad where it runs down. */
const DIGITS = {
  0: [
    [
      [0.31, 0.97],
      [0.12, 0.82],
      [0.06, 0.5],
      [0.12, 0.18],
      [0.31, 0.03],
      [0.5, 0.18],
      [0.56, 0.5],
      [0.5, 0.82],
      [0.31, 0.97],
    ],
  ],
  1: [
    [
      [0.05, 0.78],
      [0.18, 0.86],
      [0.26, 0.97],
    ],
    [
      [0.26, 0.97],
      [0.26, 0.5],
      [0.26, 0.03],
    ],
    [
      [0.08, 0.03],
      [0.26, 0.03],
      [0.44, 0.03],
    ],
  ],
  2: [
    [
      [0.08, 0.74],
      [0.14, 0.9],
      [0.32, 0.97],
      [0.5, 0.88],
      [0.53, 0.7],
      [0.42, 0.48],
      [0.22, 0.24],
      [0.07, 0.04],
    ],
    [
      [0.07, 0.035],
      [0.3, 0.035],
      [0.57, 0.035],
    ],
  ],
  3: [
    [
      [0.08, 0.84],
      [0.18, 0.95],
      [0.34, 0.96],
      [0.49, 0.85],
      [0.47, 0.65],
      [0.24, 0.53],
    ],
    [
      [0.24, 0.53],
      [0.48, 0.46],
      [0.55, 0.26],
      [0.44, 0.08],
      [0.25, 0.03],
      [0.06, 0.14],
    ],
  ],
  4: [
    [
      [0.42, 0.97],
      [0.24, 0.66],
      [0.04, 0.3],
    ],
    [
      [0.04, 0.29],
      [0.3, 0.29],
      [0.6, 0.29],
    ],
    [
      [0.42, 0.97],
      [0.42, 0.5],
      [0.42, 0.03],
    ],
  ],
  5: [
    [
      [0.15, 0.955],
      [0.3, 0.955],
      [0.5, 0.955],
    ],
    [
      [0.15, 0.96],
      [0.13, 0.74],
      [0.11, 0.53],
    ],
    [
      [0.11, 0.54],
      [0.3, 0.6],
      [0.5, 0.49],
      [0.55, 0.3],
      [0.45, 0.1],
      [0.25, 0.03],
      [0.06, 0.13],
    ],
  ],
  6: [
    [
      [0.5, 0.94],
      [0.3, 0.85],
      [0.13, 0.62],
      [0.07, 0.32],
      [0.17, 0.08],
      [0.34, 0.03],
      [0.52, 0.14],
      [0.54, 0.38],
      [0.41, 0.55],
      [0.22, 0.52],
      [0.09, 0.36],
    ],
  ],
  7: [
    [
      [0.06, 0.95],
      [0.3, 0.95],
      [0.55, 0.95],
    ],
    [
      [0.54, 0.94],
      [0.37, 0.6],
      [0.2, 0.03],
    ],
  ],
  8: [
    [
      [0.31, 0.54],
      [0.14, 0.66],
      [0.13, 0.86],
      [0.31, 0.97],
      [0.49, 0.86],
      [0.48, 0.66],
      [0.31, 0.54],
    ],
    [
      [0.31, 0.54],
      [0.1, 0.4],
      [0.07, 0.17],
      [0.31, 0.03],
      [0.55, 0.17],
      [0.52, 0.4],
      [0.31, 0.54],
    ],
  ],
  9: [
    [
      [0.54, 0.66],
      [0.42, 0.47],
      [0.23, 0.45],
      [0.09, 0.6],
      [0.1, 0.84],
      [0.28, 0.97],
      [0.46, 0.92],
      [0.55, 0.7],
      [0.5, 0.38],
      [0.33, 0.15],
      [0.13, 0.05],
    ],
  ],
}

/** A flat ribbon along a centre line. @param {number[][]} line @param {number} size metres for 1 */
function ribbon(line, size, thickness) {
  const curve = new THREE.CatmullRomCurve3(
    line.map(([x, y]) => new THREE.Vector3(x, y, 0)),
    false,
    "centripetal"
  )
  const n = 14 * (line.length - 1)
  const points = curve.getSpacedPoints(n)
  const [left, right] = [[], []]
  points.forEach((point, i) => {
    const along = curve.getTangentAt(i / n)
    const half = 0.042 + 0.04 * Math.abs(along.y) ** 1.5
    left.push([(point.x - along.y * half) * size, (point.y + along.x * half) * size])
    right.push([(point.x + along.y * half) * size, (point.y - along.x * half) * size])
  })
  return plate([...right, ...left.reverse()], thickness, { round: 0.0007 })
}

export function tableNumber(number, metal) {
  const kit = new Kit()
  const size = 0.11
  const pieces = []
  let x = 0
  for (const digit of String(number)) {
    const lines = DIGITS[digit]
    lines.forEach((line, k) =>
      pieces.push(ribbon(line, size, 0.0074 - k * 0.0002).translate(x, 0, 0))
    )
    x += (digit === "1" ? 0.52 : 0.66) * size
  }
  const figure = merged(pieces)
  figure.computeBoundingBox()
  const { min, max } = figure.boundingBox
  figure.translate(-(min.x + max.x) / 2, 0.0088 - min.y, 0)
  kit.add(figure, metal)
  kit.add(
    box(Math.max(0.062, (max.x - min.x) * 0.95), 0.01, 0.038, { round: 0.002 }),
    metal,
    [0, 0.005, 0]
  )
  return kit.group
}

let brass
const brushedBrass = () =>
  (brass ??= new THREE.MeshStandardMaterial({
    color: "#e3b661",
    metalness: 0.9,
    roughness: 0.44,
    fog: false,
  }))

export function tableNumbers({ colour = "Brass", random }) {
  const kit = new Kit()
  const metal = colour === "Brass" ? brushedBrass() : mat.paint("#191919", 0.38)
  let number = 1
  for (let row = 0; row < 5; row++) {
    for (let i = 0; i < 4; i++, number++) {
      const x = (i - 1.5) * 0.15 + (row % 2 ? 0.03 : -0.03)
      kit.put(
        tableNumber(number, metal),
        [x, 0, 0.42 - row * 0.21],
        random.around(0, 0.1)
      )
    }
  }
  return kit.group
}

export const signage = {
  "welcome-easel": {
    view: { azimuth: 20, elevation: 7, fill: 0.8 },
    build: welcomeEasel,
  },
  "gilt-mirror-sign": {
    view: { azimuth: 18, elevation: 6, fill: 0.84 },
    build: giltMirrorSign,
    light: { turn: 25 },
  },
  "acrylic-sign": {
    view: { azimuth: 17, elevation: 7, fill: 0.82 },
    build: acrylicSign,
    backdrop: { wall: "#8f877c", floor: "#a2998d" },
    light: {
      key: { azimuth: -52, elevation: 50, size: 13, power: 1.2, colour: "#fff3e2" },
    },
  },
  "chalkboard-a-frame": {
    view: { azimuth: 27, elevation: 9, fill: 0.78 },
    build: chalkboardAFrame,
  },
  "neon-better-together": {
    view: { azimuth: 10, elevation: 2, fill: 0.84 },
    build: neonBetterTogether,
    backdrop: { wall: "#55504b", floor: "#55504b" },
    light: {
      environment: "night",
      environmentIntensity: 0.6,
      key: { azimuth: -50, elevation: 45, size: 14, power: 0.22, colour: "#e8ecff" },
      sky: { power: 0.16, zenith: "#e6e8f2", horizon: "#efe2d4" },
    },
    look: { glow: 0.65, glowFrom: 1, vignette: 0.3 },
  },
  "table-numbers": {
    view: { azimuth: 14, elevation: 34, fill: 0.84 },
    build: tableNumbers,
  },
}
