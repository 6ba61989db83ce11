import * as THREE from "three"

/**
 * The seamless paper of a product photograph: a floor that runs out into an even, light wall.
 *
 * @param {THREE.Scene} scene @param {THREE.PerspectiveCamera} camera
 * @param {{ ground: number, radius: number, floor?: string, wall?: string, gloss?: number }} options
 */
export function sweep(
  scene,
  camera,
  { ground, radius, floor = "#e6e2dc", wall = "#efe9e0" }
) {
  const distance = camera.userData.focus
  scene.background = new THREE.Color(wall)
  scene.fog = new THREE.Fog(wall, distance + radius * 0.9, distance + radius * 5)
  const material = new THREE.MeshLambertMaterial({ color: floor })
  const paper = new THREE.Mesh(
    new THREE.CircleGeometry(60, 64).rotateX(-Math.PI / 2),
    material
  )
  paper.position.y = ground - 0.0005
  paper.receiveShadow = true
  scene.add(paper)
}
