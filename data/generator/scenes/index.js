import { scenes as blackTieGold } from "./black-tie-gold.js"
import { scenes as bohoTerracotta } from "./boho-terracotta.js"
import { scenes as coastalBlue } from "./coastal-blue.js"
import { scenes as gardenBlush } from "./garden-blush.js"
import { scenes as industrialLoft } from "./industrial-loft.js"
import { scenes as winterWhite } from "./winter-white.js"

/** Every scene by its name. */
export const SCENES = {
  ...blackTieGold,
  ...bohoTerracotta,
  ...coastalBlue,
  ...gardenBlush,
  ...industrialLoft,
  ...winterWhite,
}
