import { glassShine, glassTint } from "../materials/index.js"

/** Adds a glass part to a kit: its tint, then its reflections. */
export function addGlass(
  kit,
  geometry,
  kind = "clear",
  at = [0, 0, 0],
  turn = [0, 0, 0],
  rough = 0.03
) {
  kit.add(geometry, glassTint(kind), at, turn)
  kit.add(geometry, glassShine(rough), at, turn)
}

/** Adds many copies of one glass part. */
export function addGlasses(kit, geometry, kind, places, rough = 0.03) {
  kit.many(geometry, glassTint(kind), places)
  kit.many(geometry, glassShine(rough), places)
}
