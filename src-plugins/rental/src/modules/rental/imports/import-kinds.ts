import { type ImportKind } from "./import-kind"
import { addOns } from "./kinds/add-ons"
import { downtime } from "./kinds/downtime"
import { fleet } from "./kinds/fleet"
import { items } from "./kinds/items"
import { packages } from "./kinds/packages"
import { rateCards } from "./kinds/rate-cards"
import { units } from "./kinds/units"
import { windows } from "./kinds/windows"
import { zones } from "./kinds/zones"

/** What can be imported, in the order in which a new shop does it. */
export const IMPORT_KINDS: readonly ImportKind[] = [
  rateCards,
  items,
  fleet,
  units,
  packages,
  addOns,
  zones,
  windows,
  downtime,
]
