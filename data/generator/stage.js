import * as THREE from "three"
import { MODELS } from "./models/index.js"
import { Random } from "./random.js"
import { SCENES } from "./scenes/index.js"
import { frameSubject, placeCamera } from "./studio/camera.js"
import { DAYLIGHT_STUDIO, Studio } from "./studio/studio.js"
import { sweep } from "./studio/sweep.js"

const studio = new Studio()

/** Draws one order and sends its pixels back to the server that asked. */
window.draw = async (order) => {
  const shot = order.kind === "product" ? productShot(order) : sceneShot(order)
  const pixels = studio.take({
    ...shot,
    width: order.width,
    height: order.height,
    frames: order.frames ?? shot.frames,
  })
  await fetch(`/${order.file}`, { method: "POST", body: pixels })
  dispose(shot.scene)
}

function productShot({ handle, options, width, height }) {
  const model = MODELS[handle]
  if (!model) throw new Error(`No model is called "${handle}"`)
  const random = new Random(handle)
  const subject = model.build({ colour: options.Colour, size: options.Size, random })
  const view = { ...model.view }
  const camera = frameSubject(subject, view, width / height)
  const box = new THREE.Box3().setFromObject(subject)
  const radius = box.getSize(new THREE.Vector3()).length() / 2
  const centre = box.getCenter(new THREE.Vector3())
  const scene = new THREE.Scene()
  scene.add(subject)
  sweep(scene, camera, { ground: Math.min(0, box.min.y), radius, ...model.backdrop })
  return {
    scene,
    camera,
    centre,
    reach: radius * 1.3,
    frames: Math.min(model.frames ?? 10, 12),
    light: { ...DAYLIGHT_STUDIO, ...model.light },
    look: {
      exposure: 0.93,
      vignette: 0.1,
      contrast: 0.12,
      saturation: 1.02,
      ...model.look,
    },
  }
}

function sceneShot({ scene: name, options, width, height }) {
  const build = SCENES[name]
  if (!build) throw new Error(`No scene is called "${name}"`)
  const { scene, view, ...rest } = build({
    ...options,
    random: new Random(name + JSON.stringify(options)),
  })
  scene.traverse(sparedShadow)
  rest.light = { ...rest.light, few: true }
  const camera = placeCamera(
    options.angle ? fromAngle(view, options.angle) : view,
    width / height
  )
  return { scene, camera, frames: 8, ...rest }
}

const MANY_TRIANGLES = 120_000

/** Grass and leaves by the thousand take light but draw no shadow: nobody sees it, all wait for it. */
function sparedShadow(object) {
  if (!object.isInstancedMesh) return
  const { index, attributes } = object.geometry
  const triangles = ((index ?? attributes.position).count / 3) * object.count
  if (triangles > MANY_TRIANGLES) object.castShadow = false
}

/** The same set seen from elsewhere: turned about its middle (degrees), nearer or higher (metres). */
function fromAngle(view, { turn = 0, near = 1, up = 0 }) {
  const to = new THREE.Vector3(...view.to)
  const from = new THREE.Vector3(...view.from).sub(to)
  from
    .applyAxisAngle(new THREE.Vector3(0, 1, 0), THREE.MathUtils.degToRad(turn))
    .multiplyScalar(near)
  from.y += up
  return { ...view, from: from.add(to).toArray(), focus: view.focus && view.focus * near }
}

function dispose(scene) {
  scene.traverse((object) => {
    object.geometry?.dispose()
    if (object.isInstancedMesh) object.dispose()
  })
}
