import { board as blackTieGold } from "./black-tie-gold.js"
import { board as bohoTerracotta } from "./boho-terracotta.js"
import { board as gardenBlush } from "./garden-blush.js"
import { board as industrialLoft } from "./industrial-loft.js"
import { board as winterWhite } from "./winter-white.js"

/** Every demo board by its folder's name: words, themes, and the scene behind each picture. */
export const BOARDS = {
  "black-tie-gold": blackTieGold,
  "boho-terracotta": bohoTerracotta,
  "garden-blush": gardenBlush,
  "industrial-loft": industrialLoft,
  "winter-white": winterWhite,
}
