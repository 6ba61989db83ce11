import * as THREE from "three"

/**
 * What shiny things see. Each rig is a room of glowing panels, baked once to a PMREM.
 * Panels: [azimuth°, elevation°, width, height, intensity, colour] on a sphere of radius 5.
 */
const ROOMS = {
  studio: {
    top: [0.95, 0.95, 0.97],
    middle: [0.62, 0.61, 0.6],
    floor: [0.74, 0.72, 0.69],
    panels: [
      [-62, 30, 3.2, 5.5, 5.5, "#fff8ee"],
      [70, 18, 1.5, 6, 3.2, "#ffffff"],
      [20, 78, 5, 4, 3.2, "#ffffff"],
      [165, 22, 2.2, 5, 2.4, "#ffffff"],
      [8, 8, 1.6, 5, 0.05, "#2a2826"],
      [110, 5, 1.4, 6, 0.06, "#2a2826"],
      [-115, 4, 1.8, 6, 0.06, "#2a2826"],
    ],
  },
  garden: {
    top: [0.75, 0.95, 1.25],
    middle: [0.7, 0.78, 0.72],
    floor: [0.22, 0.26, 0.14],
    panels: [
      [-50, 35, 2.2, 2.2, 14, "#fff0d0"],
      [60, 25, 3, 4, 1.6, "#e8f2ff"],
      [150, 6, 4, 2, 0.15, "#2f4023"],
      [-120, 5, 3, 2, 0.15, "#2f4023"],
    ],
  },
  dusk: {
    top: [0.24, 0.3, 0.5],
    middle: [0.75, 0.5, 0.4],
    floor: [0.28, 0.2, 0.15],
    panels: [
      [-65, 10, 3, 1.6, 9, "#ffb070"],
      [60, 40, 3, 3, 0.8, "#8fa8e0"],
    ],
  },
  night: {
    top: [0.05, 0.05, 0.07],
    middle: [0.16, 0.12, 0.09],
    floor: [0.1, 0.07, 0.05],
    panels: [
      [-40, 40, 1.4, 1.4, 7, "#ffcf8f"],
      [50, 35, 1.2, 1.2, 6, "#ffcf8f"],
      [160, 30, 2, 2, 3, "#ffcf8f"],
      [0, 75, 1.6, 1.6, 4, "#ffddaa"],
    ],
  },
  sea: {
    top: [0.7, 0.9, 1.2],
    middle: [0.85, 0.95, 1.02],
    floor: [0.62, 0.58, 0.5],
    panels: [
      [-45, 40, 2.4, 2.4, 11, "#fff6e4"],
      [70, 20, 3, 5, 2.2, "#f4faff"],
      [180, 4, 5, 1.2, 0.3, "#3a5a70"],
    ],
  },
  loft: {
    top: [0.22, 0.21, 0.2],
    middle: [0.34, 0.31, 0.28],
    floor: [0.24, 0.21, 0.19],
    panels: [
      [-75, 25, 3.4, 4.5, 6, "#eaf1ff"],
      [-35, 25, 1.6, 4.5, 5, "#eaf1ff"],
      [60, 45, 1.2, 1.2, 5, "#ffc987"],
    ],
  },
}

/** @param {THREE.WebGLRenderer} renderer */
export function createEnvironments(renderer) {
  const generator = new THREE.PMREMGenerator(renderer)
  const baked = new Map()
  return (name) => {
    if (!ROOMS[name]) throw new Error(`No environment is called "${name}"`)
    if (!baked.has(name))
      baked.set(name, generator.fromScene(room(ROOMS[name]), 0.012).texture)
    return baked.get(name)
  }
}

function room({ top, middle, floor, panels }) {
  const scene = new THREE.Scene()
  const dome = new THREE.SphereGeometry(8, 48, 32)
  const colours = []
  const position = dome.attributes.position
  for (let i = 0; i < position.count; i++) {
    const y = position.getY(i) / 8
    const [from, to, t] =
      y > 0 ? [middle, top, y ** 0.6] : [middle, floor, Math.min(1, -y * 4)]
    for (let k = 0; k < 3; k++) colours.push(from[k] + (to[k] - from[k]) * t)
  }
  dome.setAttribute("color", new THREE.Float32BufferAttribute(colours, 3))
  const shell = { side: THREE.BackSide, vertexColors: true }
  scene.add(new THREE.Mesh(dome, new THREE.MeshBasicMaterial(shell)))
  for (const [azimuth, elevation, width, height, intensity, colour] of panels) {
    const material = new THREE.MeshBasicMaterial({ side: THREE.DoubleSide })
    material.color.set(colour).multiplyScalar(intensity)
    const panel = new THREE.Mesh(new THREE.PlaneGeometry(width, height), material)
    panel.position.copy(direction(azimuth, elevation)).multiplyScalar(5)
    panel.lookAt(0, 0, 0)
    scene.add(panel)
  }
  return scene
}

/** Unit vector: azimuth 0 looks at the camera (+z), positive to the right; degrees. */
export function direction(azimuth, elevation) {
  const a = THREE.MathUtils.degToRad(azimuth)
  const e = THREE.MathUtils.degToRad(elevation)
  return new THREE.Vector3(
    Math.sin(a) * Math.cos(e),
    Math.sin(e),
    Math.cos(a) * Math.cos(e)
  )
}
