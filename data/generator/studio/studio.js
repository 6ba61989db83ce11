import * as THREE from "three"
import { spread2 } from "../random.js"
import { Darkroom } from "./develop.js"
import { createEnvironments, direction } from "./environment.js"
import { patchShading } from "./shading.js"

/** Lights in a frame: of the sky, then of the key. The shader tells them apart by this order. */
const LAMPS = { sky: 3, key: 2 }
const FEW_LAMPS = { sky: 2, key: 1 }

/**
 * A photo studio: takes a scene, a camera and a light, and returns the picture's pixels.
 *
 * A picture is the mean of many frames. Each moves the camera by a part of a pixel (smooth edges)
 * and within its lens (depth of field), the key light within its softbox (soft shadows), and takes
 * new directions of the sky (ambient occlusion).
 */
export class Studio {
  constructor() {
    patchShading()
    const canvas = document.createElement("canvas")
    this.renderer = new THREE.WebGLRenderer({ canvas, antialias: false })
    this.renderer.shadowMap.enabled = true
    this.renderer.shadowMap.type = THREE.BasicShadowMap
    this.renderer.toneMapping = THREE.NoToneMapping
    this.environment = createEnvironments(this.renderer)
    this.darkrooms = new Map()
  }

  /**
   * @param {{ scene: THREE.Scene, camera: THREE.PerspectiveCamera, light: Light, look: object,
   *   width: number, height: number, frames: number, aperture?: number, reach?: number,
   *   centre?: THREE.Vector3 }} shot
   *   `reach`: radius in metres around `centre` within which things cast shadows
   */
  take(shot) {
    const { scene, camera, light, width, height, frames } = shot
    const darkroom = this.darkroom(width, height)
    scene.environment = this.environment(light.environment ?? "studio")
    scene.environmentIntensity = light.environmentIntensity ?? 1
    scene.environmentRotation.y = THREE.MathUtils.degToRad(light.turn ?? 0)
    const lamps = createLamps(scene, shot)
    camera.updateMatrixWorld(true)
    const place = camera.position.clone()
    const projection = camera.projectionMatrix.clone()
    const sheer = collect(
      scene,
      (object) => object.isMesh && object.userData.shadowShare < 1
    )
    darkroom.clear()
    for (let n = 0; n < frames; n++) {
      const [x, y] = spread2(n + 7).map((part) => part - 0.5)
      aimCamera(camera, place, projection, shot, n, [(x * 4) / width, (y * 4) / height])
      aimLamps(lamps, shot, n)
      for (const object of sheer) {
        object.castShadow = (n * 0.6180339887) % 1 < object.userData.shadowShare
      }
      this.renderer.setRenderTarget(darkroom.frame)
      this.renderer.render(scene, camera)
      darkroom.add(-x, -y)
    }
    camera.position.copy(place)
    for (const lamp of lamps) {
      scene.remove(lamp, lamp.target)
      lamp.dispose()
    }
    return darkroom.develop(shot.look)
  }

  darkroom(width, height) {
    const key = `${width}x${height}`
    if (!this.darkrooms.has(key)) {
      this.darkrooms.set(key, new Darkroom(this.renderer, width, height))
    }
    return this.darkrooms.get(key)
  }
}

/**
 * @typedef {{
 *   few?: boolean, environment?: string, environmentIntensity?: number, turn?: number,
 *   key?: { azimuth: number, elevation: number, size: number, power: number, colour: string },
 *   sky?: { power: number, zenith: string, horizon: string }
 * }} Light
 */

export const DAYLIGHT_STUDIO = {
  environment: "studio",
  key: { azimuth: -52, elevation: 50, size: 13, power: 1.5, colour: "#fff6ea" },
  sky: { power: 0.56, zenith: "#ffffff", horizon: "#f4efe9" },
}

function createLamps(scene, { reach = 2, light }) {
  const lamps = []
  const { sky, key } = lampsOf(light)
  for (let i = 0; i < sky + key; i++) {
    const lamp = new THREE.DirectionalLight(0xffffff, 1)
    lamp.castShadow = true
    const size = light.shadowMap ?? 1024
    lamp.shadow.mapSize.set(size, size)
    Object.assign(lamp.shadow.camera, {
      left: -reach,
      right: reach,
      top: reach,
      bottom: -reach,
      near: 0.1,
      far: reach * 6,
    })
    lamp.shadow.bias = -0.0012
    lamp.shadow.normalBias = reach * 0.0042
    scene.add(lamp, lamp.target)
    lamps.push(lamp)
  }
  return lamps
}

/** Large sets draw fewer shadows in each frame. */
function lampsOf(light) {
  return light.few ? FEW_LAMPS : LAMPS
}

function aimLamps(lamps, { light, centre = new THREE.Vector3(), reach = 2 }, n) {
  const { key: main, sky: dome } = { ...DAYLIGHT_STUDIO, ...light }
  const count = lampsOf(light).sky
  const sky = lamps.slice(0, count)
  const keys = lamps.slice(count)
  keys.forEach((lamp, i) => {
    const [u, v] = spread2(n * keys.length + i)
    const radius = Math.sqrt(u) * main.size
    const elevation = main.elevation + radius * Math.sin(v * Math.PI * 2)
    const flat = Math.cos(THREE.MathUtils.degToRad(main.elevation))
    const azimuth = main.azimuth + (radius * Math.cos(v * Math.PI * 2)) / flat
    place(lamp, direction(azimuth, elevation), centre, reach)
    lamp.color.set(main.colour)
    lamp.intensity = (main.power * Math.PI * 0.5) / keys.length
  })
  const horizon = new THREE.Color(dome.horizon)
  const zenith = new THREE.Color(dome.zenith)
  sky.forEach((lamp, i) => {
    const [a, b] = spread2(n * sky.length + i)
    const y = 0.04 + 0.96 * b
    const flat = Math.sqrt(1 - y * y)
    const to = new THREE.Vector3(
      Math.cos(a * Math.PI * 2) * flat,
      y,
      Math.sin(a * Math.PI * 2) * flat
    )
    place(lamp, to, centre, reach)
    lamp.color.lerpColors(horizon, zenith, y)
    lamp.intensity = (dome.power * 2 * Math.PI) / sky.length
  })
}

function place(lamp, to, centre, reach) {
  lamp.target.position.copy(centre)
  lamp.position.copy(centre).addScaledVector(to, reach * 3)
  lamp.target.updateMatrixWorld()
}

function aimCamera(camera, home, projection, { aperture = 0 }, n, [jx, jy]) {
  const [shiftX, shiftY] = camera.userData.shift ?? [0, 0]
  const [lu, lv] = spread2(n + 31)
  const r = aperture * Math.sqrt(lu)
  const dx = r * Math.cos(lv * Math.PI * 2)
  const dy = r * Math.sin(lv * Math.PI * 2)
  camera.position.copy(home)
  camera.translateX(dx)
  camera.translateY(dy)
  camera.updateMatrixWorld(true)
  const matrix = camera.projectionMatrix.copy(projection).elements
  const focus = camera.userData.focus ?? 1
  matrix[8] += shiftX + jx - (matrix[0] * dx) / focus
  matrix[9] += shiftY + jy - (matrix[5] * dy) / focus
  camera.projectionMatrixInverse.copy(camera.projectionMatrix).invert()
}

function collect(scene, wanted) {
  const found = []
  scene.traverse((object) => wanted(object) && found.push(object))
  return found
}
