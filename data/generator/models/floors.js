import * as THREE from "three"
import { Kit } from "../geometry/kit.js"
import { box, merged, rod, surface, tube, turned } from "../geometry/shapes.js"
import * as mat from "../materials/index.js"

/** A bevelled ramp round a square floor. */
function ramp(half, wide, high) {
  const parts = []
  for (let s = 0; s < 4; s++) {
    const side = surface(
      1,
      1,
      (u, v) => {
        const r = half + wide * v
        const t = (u * 2 - 1) * r
        return [
          [t, high * (1 - v) + 0.003, r],
          [r, high * (1 - v) + 0.003, -t],
          [-t, high * (1 - v) + 0.003, -r],
          [-r, high * (1 - v) + 0.003, t],
        ][s]
      },
      { size: [half * 2, wide] }
    )
    parts.push(side)
  }
  return merged(parts)
}

function parquetFloor({ size = "360 × 360 cm" }) {
  const kit = new Kit()
  const count = size.startsWith("600") ? 6 : 4
  const panel = size.startsWith("600") ? 1 : 0.9
  const half = (count * panel) / 2
  for (let j = 0; j < count; j++) {
    for (let i = 0; i < count; i++) {
      const [x, z] = [(i + 0.5) * panel - half, (j + 0.5) * panel - half]
      const tile = box(panel - 0.003, 0.03, panel - 0.003, {
        round: 0.002,
        grain: "x",
        offset: [
          panel / 2 + ((i * 2 + j) % 4) * 0.225,
          panel / 2 + ((j * 2 + i) % 4) * 0.225,
        ],
      })
      kit.add(tile, mat.parquet(), [x, 0.015, z])
    }
  }
  kit.add(ramp(half, 0.12, 0.029), mat.wood("#a9794a", 0.5))
  return kit.group
}

function checkerFloor() {
  const kit = new Kit()
  const [panel, count] = [0.6, 8]
  const half = (panel * count) / 2
  const tile = box(panel - 0.003, 0.03, panel - 0.003, { round: 0.002 })
  for (let j = 0; j < count; j++) {
    for (let i = 0; i < count; i++) {
      const at = [(i + 0.5) * panel - half, 0.015, (j + 0.5) * panel - half]
      kit.add(
        tile,
        (i + j) % 2 ? mat.lacquer("#f3f1ec", 0.05) : mat.lacquer("#121213", 0.05),
        at
      )
    }
  }
  kit.add(ramp(half, 0.1, 0.03), mat.metal("steel", 0.3))
  return kit.group
}

/** The image of a lamp in a polished floor at height `level`, cut off at the floor's edge. */
function reflection(colour, strength, level, half) {
  const material = new THREE.ShaderMaterial({
    uniforms: { colour: { value: new THREE.Color(colour).multiplyScalar(strength) } },
    vertexShader: `varying vec2 hit;
      void main() {
        vec4 p = modelMatrix * vec4( position, 1.0 );
        p.y = ${(2 * level).toFixed(4)} - p.y;
        float t = ( cameraPosition.y - ${level.toFixed(4)} ) / ( cameraPosition.y - p.y );
        hit = cameraPosition.xz + ( p.xz - cameraPosition.xz ) * t;
        gl_Position = projectionMatrix * viewMatrix * p;
      }`,
    fragmentShader: `uniform vec3 colour; varying vec2 hit;
      void main() {
        if ( max( abs( hit.x ), abs( hit.y ) ) > ${half.toFixed(3)} ) discard;
        gl_FragColor = vec4( colour, 1.0 );
      }`,
    side: THREE.DoubleSide,
    transparent: true,
    depthTest: false,
    depthWrite: false,
    blending: THREE.AdditiveBlending,
    toneMapped: false,
  })
  Object.assign(material.userData, { order: 5, shadow: 0 })
  return material
}

function whiteGlossFloor({ random }) {
  const kit = new Kit()
  const half = 2.4
  kit.add(
    box(half * 2, 0.03, half * 2, { round: 0.002 }),
    mat.lacquer("#cfcdc9", 0.03),
    [0, 0.015, 0]
  )
  kit.add(ramp(half, 0.1, 0.03), mat.metal("silver", 0.3))
  const image = reflection("#ffc987", 1.1, 0.03, half)
  const globe = new THREE.SphereGeometry(0.085, 28, 18)
  for (let k = 0; k < 21; k++) {
    const row = k % 3
    const t = Math.floor(k / 3) / 6
    const x = -2.05 + t * 4.1
    const z = -1.7 + row * 1.5
    const y = 1.95 + 0.55 * (t * 2 - 1) ** 2 + 0.12 * row + random.around(0, 0.02)
    kit.add(globe, mat.glow("#ffd79c", 2.2), [x, y, z])
    const mirrored = kit.add(globe, image, [x, y, z])
    mirrored.frustumCulled = false
    mirrored.userData.unframed = true
    kit.add(
      rod([x, y + 0.06, z], [x, y + 0.13, z], 0.022, 0.022, 10),
      mat.metal("silver")
    )
  }
  for (let row = 0; row < 3; row++) {
    const line = Array.from({ length: 25 }, (_, i) => {
      const t = i / 24
      return [
        -2.25 + t * 4.5,
        2.08 + 0.57 * (t * 2 - 1) ** 2 + 0.12 * row,
        -1.7 + row * 1.5,
      ]
    })
    kit.add(tube(line, 0.008, { segments: 60, sides: 6 }), mat.paint("#e9e6e0"))
  }
  for (const x of [-2.27, 2.27]) {
    for (let row = 0; row < 3; row++) {
      const z = -1.7 + row * 1.5
      kit.add(rod([x, 0.03, z], [x, 2.7 + 0.12 * row, z], 0.02), mat.paint("white", 0.35))
      kit.add(
        turned([
          [0, 0],
          [0.14, 0],
          [0.14, 0.015],
          [0.03, 0.03],
          [0, 0.03],
        ]),
        mat.paint("white", 0.35),
        [x, 0.03, z]
      )
    }
  }
  return kit.group
}

/** A hanging pleated skirt along a line from `a` to `b` in plan. */
export function pleats(a, b, height, depth = 0.022, pitch = 0.085) {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1])
  const [nx, nz] = [(b[1] - a[1]) / length, -(b[0] - a[0]) / length]
  return surface(
    Math.round((length / pitch) * 8),
    6,
    (u, v) => {
      const wave =
        Math.sin((u * length * Math.PI * 2) / pitch) +
        0.3 * Math.sin((u * length * Math.PI * 2) / (pitch * 2.7))
      const push = depth * wave * (0.45 + 0.55 * v)
      return [
        a[0] + (b[0] - a[0]) * u + nx * push,
        height * (1 - v) + 0.004,
        a[1] + (b[1] - a[1]) * u + nz * push,
      ]
    },
    { size: [length, height] }
  )
}

function stageRiser() {
  const kit = new Kit()
  const carpet = mat.boucle("#2b2b2d")
  const steel = mat.metal("steel", 0.4)
  const [long, deep, high] = [2, 1, 0.4]
  for (const x of [-1, 1]) {
    for (const z of [-0.5, 0.5]) {
      kit.add(box(long - 0.006, 0.022, deep - 0.006, { round: 0.004 }), carpet, [
        x,
        high - 0.011,
        z,
      ])
      kit.add(box(long - 0.008, 0.07, deep - 0.008, { round: 0.004 }), steel, [
        x,
        high - 0.058,
        z,
      ])
      for (const dx of [-0.92, 0.92]) {
        for (const dz of [-0.42, 0.42]) {
          kit.add(
            rod([x + dx, 0.02, z + dz], [x + dx, high - 0.09, z + dz], 0.026),
            steel
          )
          kit.add(
            turned([
              [0, 0],
              [0.045, 0],
              [0.045, 0.015],
              [0.02, 0.03],
              [0, 0.03],
            ]),
            mat.paint("#1d1d1e"),
            [x + dx, 0, z + dz]
          )
        }
      }
    }
  }
  const skirt = mat.canvas("#29292b")
  kit.add(pleats([-2.0, 1.035], [2.0, 1.035], high - 0.03), skirt)
  kit.add(pleats([2.035, 1.02], [2.035, -1.0], high - 0.03), skirt)
  kit.add(box(4.07, 0.045, 0.012), mat.canvas("#232325"), [0, high - 0.05, 1.055])
  kit.add(box(0.012, 0.045, 2.07), mat.canvas("#232325"), [2.055, high - 0.05, 0.02])
  const step = [-1.25, 0.2, 1.32]
  kit.add(box(0.9, 0.022, 0.34), carpet, [step[0], 0.2, step[2]])
  kit.add(box(0.9, 0.05, 0.34), steel, [step[0], 0.163, step[2]])
  for (const dx of [-0.4, 0.4]) {
    for (const dz of [-0.12, 0.12])
      kit.add(
        rod([step[0] + dx, 0, step[2] + dz], [step[0] + dx, 0.15, step[2] + dz], 0.02),
        steel
      )
  }
  kit.add(box(3.98, 0.004, 0.03), mat.paint("#e8e4da"), [0, high + 0.001, 0.975])
  return kit.group
}

function stanchions({ colour = "Gold and burgundy" }) {
  const kit = new Kit()
  const gold = colour.startsWith("Gold")
  const finish = mat.metal(gold ? "gold" : "silver")
  const rope = mat.velvet(gold ? "#6d1c2e" : "#232225")
  const profile = [
    [0, 0],
    [0.155, 0],
    [0.16, 0.012],
    [0.155, 0.022],
    [0.12, 0.04],
    [0.06, 0.056],
    [0.034, 0.075],
    [0.026, 0.1],
    [0.0255, 0.5],
    [0.0255, 0.82],
    [0.034, 0.832],
    [0.036, 0.85],
    [0.034, 0.868],
    [0.026, 0.878],
    [0.024, 0.885],
    [0.04, 0.9],
    [0.047, 0.922],
    [0.042, 0.942],
    [0.024, 0.955],
    [0, 0.957],
  ]
  const half = 0.62
  for (const x of [-half, half]) {
    kit.add(turned(profile, { segments: 80 }), finish, [x, 0, 0])
    kit.add(new THREE.TorusGeometry(0.043, 0.006, 10, 40).rotateX(Math.PI / 2), finish, [
      x,
      0.852,
      0,
    ])
    const inward = -Math.sign(x)
    kit.add(new THREE.TorusGeometry(0.02, 0.005, 10, 28), finish, [
      x + inward * 0.062,
      0.845,
      0,
    ])
    kit.add(
      rod(
        [x + inward * 0.075, 0.832, 0],
        [x + inward * 0.115, 0.775, 0],
        0.026,
        0.024,
        24
      ),
      finish
    )
    kit.add(new THREE.SphereGeometry(0.026, 20, 14), finish, [
      x + inward * 0.075,
      0.832,
      0,
    ])
  }
  const span = half - 0.108
  const drop = Array.from({ length: 41 }, (_, i) => {
    const t = i / 20 - 1
    return [t * span, 0.785 - 0.375 * (1 - Math.abs(t) ** 2.15), 0]
  })
  const strands = [0, 1, 2].map((k) =>
    tube(
      drop.flatMap(([x, y, z], i) => {
        const a = i * 0.75 + (k * Math.PI * 2) / 3
        return [[x, y + 0.008 * Math.sin(a), z + 0.008 * Math.cos(a)]]
      }),
      0.0165,
      { segments: 260, sides: 12 }
    )
  )
  kit.add(merged(strands), rope)
  return kit.group
}

const WIDE = { azimuth: 27, elevation: 33, lens: 42, fill: 0.95 }

export const floors = {
  "oak-parquet-dance-floor": { view: WIDE, frames: 14, build: parquetFloor },
  "checker-dance-floor": {
    frames: 14,
    view: { ...WIDE, azimuth: 22, elevation: 30 },
    build: checkerFloor,
  },
  "white-gloss-dance-floor": {
    frames: 14,
    view: { ...WIDE, azimuth: 21, elevation: 17 },
    look: { glow: 0.4 },
    light: { sky: { power: 0.46, zenith: "#ffffff", horizon: "#f4efe9" } },
    backdrop: { floor: "#a39a8e", wall: "#b3aaa0" },
    build: whiteGlossFloor,
  },
  "stage-riser": {
    frames: 14,
    view: { azimuth: -30, elevation: 20, lens: 26, fill: 0.88 },
    build: stageRiser,
  },
  "stanchion-and-rope": {
    frames: 14,
    view: { azimuth: 20, elevation: 8 },
    build: stanchions,
  },
}
