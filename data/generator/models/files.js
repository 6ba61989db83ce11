/** Which file holds the models of a category. */
export const MODEL_FILES = {
  "arches-backdrops": "arches.js",
  chairs: "chairs.js",
  tables: "tables.js",
  linens: "linens.js",
  tableware: "tableware.js",
  "candles-candleholders": "candles.js",
  "vases-florals": "florals.js",
  lighting: "lighting.js",
  "lounge-furniture": "lounge.js",
  signage: "signage.js",
  tents: "tents.js",
  "dance-floor-stage": "floors.js",
  "bars-serving": "bars.js",
}
