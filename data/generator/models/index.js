import { arches } from "./arches.js"
import { bars } from "./bars.js"
import { candles } from "./candles.js"
import { chairs } from "./chairs.js"
import { floors } from "./floors.js"
import { florals } from "./florals.js"
import { lighting } from "./lighting.js"
import { linens } from "./linens.js"
import { lounge } from "./lounge.js"
import { packages } from "./packages.js"
import { signage } from "./signage.js"
import { tables } from "./tables.js"
import { tableware } from "./tableware.js"
import { tents } from "./tents.js"

export const MODELS = {
  ...packages,
  ...arches,
  ...tents,
  ...florals,
  ...floors,
  ...bars,
  ...candles,
  ...chairs,
  ...lighting,
  ...lounge,
  ...signage,
  ...linens,
  ...tables,
  ...tableware,
}
