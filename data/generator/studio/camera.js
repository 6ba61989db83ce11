import * as THREE from "three"
import { direction } from "./environment.js"

/**
 * A camera that frames a group: it stands at an angle, far enough for the group to fill the given
 * share of the picture, and is shifted like a view camera so that uprights stay upright.
 *
 * @param {THREE.Object3D} subject
 * @param {{ azimuth?: number, elevation?: number, lens?: number, fill?: number, rise?: number }} view
 *   angles in degrees, `lens` the vertical field of view, `fill` 0..1, `rise` in picture heights
 * @param {number} aspect
 */
export function frameSubject(subject, view, aspect) {
  const { azimuth = 24, elevation = 10, lens = 22, fill = 0.76, rise = 0.012 } = view
  const camera = new THREE.PerspectiveCamera(lens, aspect, 0.02, 200)
  const points = samplePoints(subject)
  const box = new THREE.Box3().setFromPoints(points)
  const centre = box.getCenter(new THREE.Vector3())
  const away = direction(azimuth, elevation)
  let near = 0.05
  let far = 120
  let extent = null
  for (let i = 0; i < 40; i++) {
    const distance = (near + far) / 2
    camera.position.copy(centre).addScaledVector(away, distance)
    camera.lookAt(centre)
    camera.updateMatrixWorld(true)
    camera.updateProjectionMatrix()
    extent = projectedExtent(points, camera)
    const size = extent
      ? Math.max((extent.maxX - extent.minX) / 2, (extent.maxY - extent.minY) / 2)
      : Infinity
    if (size > fill) near = distance
    else far = distance
  }
  const distance = camera.position.distanceTo(centre)
  camera.near = Math.max(0.01, distance * 0.05)
  camera.far = distance * 12 + 60
  camera.userData.shift = [
    (extent.minX + extent.maxX) / 2,
    (extent.minY + extent.maxY) / 2 - rise * 2,
  ]
  camera.userData.focus = distance
  camera.updateProjectionMatrix()
  return camera
}

/**
 * A camera for a staged scene.
 *
 * @param {{ from: number[], to: number[], lens?: number, focus?: number, shift?: number[] }} view
 */
export function placeCamera(view, aspect) {
  const camera = new THREE.PerspectiveCamera(view.lens ?? 34, aspect, 0.03, 260)
  camera.position.fromArray(view.from)
  const target = new THREE.Vector3().fromArray(view.to)
  camera.lookAt(target)
  camera.userData.shift = view.shift ?? [0, 0]
  camera.userData.focus = view.focus ?? camera.position.distanceTo(target)
  camera.updateProjectionMatrix()
  return camera
}

function samplePoints(subject) {
  subject.updateMatrixWorld(true)
  const points = []
  const matrix = new THREE.Matrix4()
  subject.traverse((object) => {
    if (!object.isMesh || object.userData.unframed) return
    const position = object.geometry.attributes.position
    const copies = object.isInstancedMesh ? object.count : 1
    const step = Math.max(1, Math.floor((position.count * copies) / 1500))
    for (let i = 0; i < position.count * copies; i += step) {
      const point = new THREE.Vector3().fromBufferAttribute(position, i % position.count)
      if (object.isInstancedMesh) {
        object.getMatrixAt(Math.floor(i / position.count), matrix)
        point.applyMatrix4(matrix)
      }
      points.push(point.applyMatrix4(object.matrixWorld))
    }
  })
  return points
}

function projectedExtent(points, camera) {
  const extent = { minX: Infinity, maxX: -Infinity, minY: Infinity, maxY: -Infinity }
  const p = new THREE.Vector3()
  for (const point of points) {
    p.copy(point).applyMatrix4(camera.matrixWorldInverse)
    if (p.z > -0.02) return null
    p.applyMatrix4(camera.projectionMatrix)
    extent.minX = Math.min(extent.minX, p.x)
    extent.maxX = Math.max(extent.maxX, p.x)
    extent.minY = Math.min(extent.minY, p.y)
    extent.maxY = Math.max(extent.maxY, p.y)
  }
  return extent
}
