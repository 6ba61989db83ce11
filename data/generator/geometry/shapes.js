import * as THREE from "three"
import { RoundedBoxGeometry } from "three/addons/geometries/RoundedBoxGeometry.js"
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js"

/** All lengths are metres. Texture coordinates are metres too, so one texture fits everything. */

/** A box with softened edges; `grain` is the axis that wood grain follows (the longest, if absent). */
export function box(
  width,
  height,
  depth,
  { round = 0.004, grain, offset = [0, 0] } = {}
) {
  const radius = Math.min(round, width / 2.1, height / 2.1, depth / 2.1)
  const geometry = new RoundedBoxGeometry(width, height, depth, 3, radius)
  const longest = width >= height && width >= depth ? "x" : height >= depth ? "y" : "z"
  return boxUv(geometry, grain ?? longest, offset)
}

/** Lays texture coordinates by the direction each face looks. */
export function boxUv(geometry, grain = "x", offset = [0, 0]) {
  const flat = geometry.index ? geometry.toNonIndexed() : geometry
  const { position, normal } = flat.attributes
  const uv = new Float32Array(position.count * 2)
  const axis = { x: 0, y: 1, z: 2 }[grain]
  for (let i = 0; i < position.count; i += 3) {
    const n = [0, 0, 0]
    for (let k = 0; k < 3; k++) {
      n[0] += Math.abs(normal.getX(i + k))
      n[1] += Math.abs(normal.getY(i + k))
      n[2] += Math.abs(normal.getZ(i + k))
    }
    const facing = n.indexOf(Math.max(...n))
    const others = [0, 1, 2].filter((a) => a !== facing)
    const along = others.includes(axis) ? axis : others[0]
    const across = others.find((a) => a !== along)
    for (let k = 0; k < 3; k++) {
      const p = [position.getX(i + k), position.getY(i + k), position.getZ(i + k)]
      uv[(i + k) * 2] = p[along] + offset[0]
      uv[(i + k) * 2 + 1] = p[across] + offset[1]
    }
  }
  flat.setAttribute("uv", new THREE.BufferAttribute(uv, 2))
  return flat
}

/** A turned shape from [radius, height] pairs; `smooth` draws a curve through them. */
export function turned(profile, { segments = 64, smooth = false, steps = 6 } = {}) {
  const points = profile.map(([x, y]) => new THREE.Vector2(Math.max(x, 1e-5), y))
  const line = smooth
    ? new THREE.SplineCurve(points).getPoints(points.length * steps)
    : crisp(points)
  for (const p of line) p.x = Math.max(p.x, 1e-5)
  const geometry = new THREE.LatheGeometry(line, segments)
  const uv = geometry.attributes.uv
  const widest = Math.max(...line.map((p) => p.x))
  const lengths = [0]
  for (let i = 1; i < line.length; i++)
    lengths.push(lengths[i - 1] + line[i].distanceTo(line[i - 1]))
  for (let i = 0; i < uv.count; i++) {
    uv.setXY(i, uv.getX(i) * Math.PI * 2 * widest, lengths[i % line.length])
  }
  return geometry
}

/** Splits corners in two close points, so that edges stay sharp with a small bevel. */
function crisp(points) {
  const line = []
  points.forEach((point, i) => {
    const before = points[i - 1]
    const after = points[i + 1]
    if (!before || !after) return void line.push(point)
    const bevel = Math.min(
      0.002,
      before.distanceTo(point) / 3,
      after.distanceTo(point) / 3
    )
    line.push(point.clone().lerp(before, bevel / before.distanceTo(point)))
    line.push(point.clone().lerp(after, bevel / after.distanceTo(point)))
  })
  return line
}

/** A cylinder or cone standing on y = 0. */
export function post(bottom, top, height, segments = 40) {
  return turned(
    [
      [0, 0],
      [bottom, 0],
      [top, height],
      [0, height],
    ],
    { segments }
  )
}

/** A round rod along points. */
export function tube(
  points,
  radius,
  { closed = false, segments, sides = 12, straight = false } = {}
) {
  const vectors = points.map((p) => (p.isVector3 ? p : new THREE.Vector3(...p)))
  const curve = straight
    ? polyline(vectors)
    : new THREE.CatmullRomCurve3(vectors, closed, "centripetal")
  const length = curve.getLength()
  const geometry = new THREE.TubeGeometry(
    curve,
    segments ?? Math.max(8, points.length * 8),
    radius,
    sides,
    closed
  )
  const uv = geometry.attributes.uv
  for (let i = 0; i < uv.count; i++) {
    uv.setXY(i, uv.getX(i) * length, uv.getY(i) * Math.PI * 2 * radius)
  }
  return geometry
}

function polyline(points) {
  const path = new THREE.CurvePath()
  for (let i = 1; i < points.length; i++)
    path.add(new THREE.LineCurve3(points[i - 1], points[i]))
  return path
}

/** A straight rod between two points, closed at its ends, tapering from one radius to the other. */
export function rod(from, to, radius, end = radius, sides = 14) {
  const a = new THREE.Vector3(...from)
  const b = new THREE.Vector3(...to)
  const geometry = new THREE.CylinderGeometry(end, radius, a.distanceTo(b), sides)
  const uv = geometry.attributes.uv
  for (let i = 0; i < uv.count; i++) {
    uv.setXY(i, uv.getY(i) * a.distanceTo(b), uv.getX(i) * Math.PI * 2 * radius)
  }
  const turn = new THREE.Quaternion().setFromUnitVectors(
    new THREE.Vector3(0, 1, 0),
    b.clone().sub(a).normalize()
  )
  return geometry
    .applyQuaternion(turn)
    .translate(...a.add(b).multiplyScalar(0.5).toArray())
}

/** A straight squared batten between two points. */
export function batten(from, to, width, thickness = width) {
  const a = new THREE.Vector3(...from)
  const b = new THREE.Vector3(...to)
  const geometry = box(width, a.distanceTo(b), thickness, {
    grain: "y",
    offset: [a.x * 3 + b.y, a.z + b.x],
  })
  const turn = new THREE.Quaternion().setFromUnitVectors(
    new THREE.Vector3(0, 1, 0),
    b.clone().sub(a).normalize()
  )
  return geometry
    .applyQuaternion(turn)
    .translate(...a.add(b).multiplyScalar(0.5).toArray())
}

/**
 * A surface from a function of (u, v) in 0..1; texture coordinates are scaled to `size` metres.
 * `closed` joins u = 1 to u = 0 with one smooth normal.
 */
export function surface(columns, rows, at, { size = [1, 1], closed = false } = {}) {
  const position = new Float32Array((columns + 1) * (rows + 1) * 3)
  const uv = new Float32Array((columns + 1) * (rows + 1) * 2)
  const index = []
  let k = 0
  for (let j = 0; j <= rows; j++) {
    for (let i = 0; i <= columns; i++, k++) {
      const point = at(i / columns, j / rows)
      position.set(point, k * 3)
      uv.set([(i / columns) * size[0], (j / rows) * size[1]], k * 2)
      if (i < columns && j < rows) {
        const a = k
        const b = k + columns + 1
        index.push(a, b, a + 1, b, b + 1, a + 1)
      }
    }
  }
  const geometry = new THREE.BufferGeometry()
  geometry.setAttribute("position", new THREE.BufferAttribute(position, 3))
  geometry.setAttribute("uv", new THREE.BufferAttribute(uv, 2))
  geometry.setIndex(index)
  geometry.computeVertexNormals()
  if (closed) weldSeam(geometry.attributes.normal, columns, rows)
  return geometry
}

function weldSeam(normal, columns, rows) {
  const n = new THREE.Vector3()
  const m = new THREE.Vector3()
  for (let j = 0; j <= rows; j++) {
    const a = j * (columns + 1)
    const b = a + columns
    n.fromBufferAttribute(normal, a).add(m.fromBufferAttribute(normal, b)).normalize()
    normal.setXYZ(a, n.x, n.y, n.z)
    normal.setXYZ(b, n.x, n.y, n.z)
  }
}

/** An outline pushed to a thickness, lying in the xy plane. Points, or a THREE.Shape. */
export function plate(
  outline,
  thickness,
  { round = 0.003, curveSegments = 48, holes = [] } = {}
) {
  const shape = outline.getPoints
    ? outline
    : new THREE.Shape(outline.map(([x, y]) => new THREE.Vector2(x, y)))
  shape.holes.push(...holes)
  const geometry = new THREE.ExtrudeGeometry(shape, {
    depth: Math.max(1e-4, thickness - round * 2),
    bevelEnabled: round > 0,
    bevelSize: round,
    bevelOffset: -round,
    bevelThickness: round,
    bevelSegments: 2,
    curveSegments,
  })
  geometry.translate(0, 0, -thickness / 2 + round)
  return boxUv(geometry, "y")
}

/** A round-topped panel outline, standing on y = 0. */
export function archShape(width, height) {
  const r = width / 2
  const shape = new THREE.Shape()
  shape.moveTo(-r, 0)
  shape.lineTo(r, 0)
  shape.lineTo(r, height - r)
  shape.absarc(0, height - r, r, 0, Math.PI, false)
  shape.lineTo(-r, 0)
  return shape
}

/** A ring lying flat. */
export function ring(radius, thickness, { sides = 16, segments = 96 } = {}) {
  const geometry = new THREE.TorusGeometry(radius, thickness, sides, segments).rotateX(
    Math.PI / 2
  )
  const uv = geometry.attributes.uv
  for (let i = 0; i < uv.count; i++) {
    uv.setXY(i, uv.getX(i) * Math.PI * 2 * radius, uv.getY(i) * Math.PI * 2 * thickness)
  }
  return geometry
}

/** One geometry from many of the same kind. */
export function merged(geometries) {
  return mergeGeometries(
    geometries.map((g) => (g.index ? g.toNonIndexed() : g)).map(plain)
  )
}

function plain(geometry) {
  for (const name of Object.keys(geometry.attributes)) {
    if (!["position", "normal", "uv"].includes(name)) geometry.deleteAttribute(name)
  }
  return geometry
}
