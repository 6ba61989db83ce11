import * as THREE from "three"

/** Collects parts into one object that stands on y = 0. */
export class Kit {
  constructor() {
    this.group = new THREE.Group()
  }

  /**
   * Adds a part.
   *
   * @param {THREE.BufferGeometry} geometry @param {THREE.Material} material
   * @param {number[]} [at] position @param {number[]} [turn] Euler angles in radians
   */
  add(geometry, material, at = [0, 0, 0], turn = [0, 0, 0]) {
    const mesh = new THREE.Mesh(geometry, material)
    mesh.position.set(...at)
    mesh.rotation.set(...turn)
    return this.put(mesh)
  }

  /** Adds many copies of one part. @param {THREE.Matrix4[]} places @param {THREE.Color[]} [colours] */
  many(geometry, material, places, colours) {
    const mesh = new THREE.InstancedMesh(geometry, material, places.length)
    places.forEach((matrix, i) => mesh.setMatrixAt(i, matrix))
    colours?.forEach((colour, i) => mesh.setColorAt(i, colour))
    return this.put(mesh)
  }

  /** Adds a finished object. */
  put(object, at, turnY = 0, scale = 1) {
    if (at) object.position.set(...at)
    if (turnY) object.rotation.y = turnY
    if (scale !== 1) object.scale.setScalar(scale)
    object.traverse((part) => {
      if (!part.isMesh) return
      part.castShadow = part.material.userData.shadow !== 0
      part.receiveShadow = true
      const share = part.material.userData.shadow
      if (share > 0 && share < 1) part.userData.shadowShare = share
      if (part.material.userData.order) part.renderOrder = part.material.userData.order
    })
    this.group.add(object)
    return object
  }
}

/** A placement. Angles in radians. */
export function place(at, turn = [0, 0, 0], scale = 1) {
  const s = Array.isArray(scale) ? scale : [scale, scale, scale]
  return new THREE.Matrix4().compose(
    new THREE.Vector3(...at),
    new THREE.Quaternion().setFromEuler(new THREE.Euler(...turn, "YXZ")),
    new THREE.Vector3(...s)
  )
}
