import { board as blackTieGold } from "./black-tie-gold.js"
import { board as bohoTerracotta } from "./boho-terracotta.js"
import { board as coastalBlue } from "./coastal-blue.js"
import { board as gardenBlush } from "./garden-blush.js"
import { board as industrialLoft } from "./industrial-loft.js"
import { board as winterWhite } from "./winter-white.js"
import { twoStyles } from "./two-styles.js"

/** Every demo board by its folder's name: words, themes, and the scene behind each picture. */
export const BOARDS = {
  "black-tie-gold": blackTieGold,
  "boho-terracotta": bohoTerracotta,
  "coastal-blue": coastalBlue,
  "garden-blush": gardenBlush,
  "industrial-loft": industrialLoft,
  "winter-white": winterWhite,
  "two-styles": twoStyles,
}
