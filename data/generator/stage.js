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
  const pixels = studio.take({ ...shot, width: order.width, height: order.height, frames: order.frames ?? shot.frames })
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
    frames: model.frames ?? 16,
    light: { ...DAYLIGHT_STUDIO, ...model.light },
    look: { exposure: 0.93, vignette: 0.1, contrast: 0.12, saturation: 0.94, ...model.look },
  }
}

function sceneShot({ scene: name, options, width, height }) {
  const build = SCENES[name]
  if (!build) throw new Error(`No scene is called "${name}"`)
  const { scene, view, ...rest } = build({ ...options, random: new Random(name + JSON.stringify(options)) })
  return { scene, camera: placeCamera(view, width / height), frames: 20, ...rest }
}

function dispose(scene) {
  scene.traverse((object) => {
    object.geometry?.dispose()
    if (object.isInstancedMesh) object.dispose()
  })
}
