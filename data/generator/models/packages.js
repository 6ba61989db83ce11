import { Bouquet } from "../geometry/flowers.js"
import { Kit } from "../geometry/kit.js"
import * as mat from "../materials/index.js"
import { Random } from "../random.js"
import { longTable, placeSetting, roundTable } from "../scenes/tablescape.js"
import { brassCandlestick, candelabra, hurricane, tealights } from "./candles.js"
import { chiavariChair, crossbackChair, foldingChair } from "./chairs.js"
import { garland } from "./florals.js"
import { MODELS } from "./index.js"
import { gauzeRunner } from "./linens.js"

/** A product of the catalogue as a part of a composed picture. */
function part(handle, choice = {}) {
  return MODELS[handle].build({ random: new Random(handle), ...choice })
}

/** Chairs in two blocks beside an aisle, looking towards -z. */
function rows(
  kit,
  chair,
  { across = 3, deep = 3, aisle = 0.62, from = 0.9, pitch = [0.56, 0.92], random }
) {
  for (let row = 0; row < deep; row++) {
    for (let i = 0; i < across; i++) {
      for (const side of [-1, 1]) {
        const at = [
          side * (aisle + i * pitch[0]) + random.around(0, 0.012),
          0,
          from + row * pitch[1],
        ]
        kit.put(chair.clone(), at, Math.PI + random.around(0, 0.03))
      }
    }
  }
}

function bohoCeremony({ random }) {
  const kit = new Kit()
  kit.put(part("rattan-moon-gate", { colour: "Natural" }), [0, 0, -1.6])
  kit.put(part("vintage-rug", { colour: "Terracotta" }), [0, 0, -0.5], 0, 0.72)
  kit.put(part("pampas-arrangement"), [-1.35, 0, -1.35])
  kit.put(
    part("pampas-arrangement", { random: new Random("other plumes") }),
    [1.3, 0, -1.4],
    1.9
  )
  rows(kit, crossbackChair({ colour: "Natural" }), { random })
  return kit.group
}

function terracottaTable({ random }) {
  const kit = new Kit()
  const place = placeSetting({
    charger: ["rattan", "Natural"],
    plate: ["stoneware", "Terracotta"],
    napkin: mat.linen("#e6d3b6"),
    cutlery: "Gold",
    glasses: ["goblet Amber"],
    random,
  })
  const { group, top } = longTable({
    seats: 4,
    chair: () => crossbackChair({ colour: "Walnut" }),
    place,
    random,
  })
  kit.put(group)
  kit.add(
    gauzeRunner({ length: 2.4, total: 3.6, width: 0.14, random }),
    mat.gauze("terracotta", 0.96)
  )
  for (const [x, h] of [
    [-0.62, 0.22],
    [-0.5, 0.15],
    [0.04, 0.3],
    [0.16, 0.22],
    [0.66, 0.15],
  ]) {
    kit.put(brassCandlestick(h, { colour: "Terracotta", random }), [
      x,
      top + 0.01,
      0.02 * Math.sin(x * 9),
    ])
  }
  return kit.group
}

function coastalTable({ random }) {
  const kit = new Kit()
  const place = placeSetting({
    charger: ["rattan", "Whitewash"],
    plate: ["blue"],
    napkin: mat.linen("dustyBlue"),
    cutlery: "Silver",
    glasses: ["goblet Blue"],
    random,
  })
  const cloth = mat.striped("#f5f2ea", "#5c80a6", 0.12, 0.5)
  const { group, top } = longTable({
    seats: 4,
    cloth,
    chair: () => foldingChair({ colour: "White" }),
    place,
    random,
  })
  kit.put(group)
  for (const [x, h] of [
    [-0.66, 0.3],
    [-0.5, 0.2],
    [0.0, 0.4],
    [0.15, 0.2],
    [0.62, 0.3],
  ])
    kit.put(hurricane(h, { random }), [x, top, 0.03 * Math.cos(x * 8)])
  const greens = new Bouquet(random)
  garland(greens, (t) => [-0.95 + 1.9 * t, top, 0.03 * Math.sin(t * 8)], 1.9, {
    wide: 0.09,
    density: 34,
  })
  kit.put(greens.into(new Kit()))
  return kit.group
}

function blackTieTable({ random }) {
  const kit = new Kit()
  const place = placeSetting({
    charger: ["metallic", "Gold"],
    plate: ["gold"],
    napkin: mat.satin("champagne"),
    cutlery: "Gold",
    glasses: ["coupe", "tumbler"],
    random,
  })
  const { group, top } = roundTable({
    radius: 0.9,
    seats: 10,
    cloth: mat.velvet("#1d1c20"),
    chair: () => chiavariChair({ colour: "Gold" }),
    place,
    random,
  })
  kit.put(group)
  kit.put(candelabra({ colour: "Gold", random }), [0, top, 0], 0.3)
  return kit.group
}

function blushTable({ random }) {
  const kit = new Kit()
  const place = placeSetting({
    plate: ["gold"],
    napkin: mat.linen("ivory"),
    cutlery: "Gold",
    glasses: ["goblet Blush"],
    random,
  })
  const { group, top } = roundTable({
    radius: 0.75,
    reach: 1.5,
    seats: 8,
    cloth: mat.linen("blush"),
    chair: () => chiavariChair({ colour: "White" }),
    place,
    random,
  })
  kit.put(group)
  kit.put(part("rose-centrepiece", { colour: "Blush" }), [0, top, 0])
  const cups = new Kit()
  const spots = Array.from({ length: 6 }, (_, i) => [
    Math.cos(i * 1.047 + 0.3) * 0.29,
    0,
    Math.sin(i * 1.047 + 0.3) * 0.29,
  ])
  tealights(cups, "Blush", spots, random)
  kit.put(cups.group, [0, top, 0])
  return kit.group
}

function winterCeremony({ random }) {
  const kit = new Kit()
  kit.put(part("arched-panel-trio", { colour: "White" }), [0, 0, -1.7])
  kit.put(part("winter-branch-vase"), [-1.35, 0, -1.2])
  kit.put(
    part("winter-branch-vase", { random: new Random("more branches") }),
    [1.35, 0, -1.25],
    2.2
  )
  for (const [x, z] of [
    [-0.42, -0.35],
    [0.42, -0.35],
    [-0.42, 0.5],
    [0.42, 0.5],
  ])
    kit.put(part("iron-lantern", { colour: "White" }), [x, 0, z])
  rows(kit, part("clear-ghost-chair"), {
    across: 2,
    deep: 2,
    aisle: 0.8,
    from: 0.45,
    pitch: [0.62, 0.85],
    random,
  })
  return kit.group
}

function loftBar() {
  const kit = new Kit()
  kit.put(part("steel-mesh-backdrop"), [0.05, 0, -1.15])
  kit.put(part("pipe-and-plank-bar"), [0, 0, 0])
  for (let i = 0; i < 4; i++)
    kit.put(part("oak-bar-stool"), [-0.72 + i * 0.48, 0, 0.72], i * 0.4)
  for (const x of [-0.55, 0.6])
    kit.put(part("edison-pendant-cluster"), [x, 1.25, -0.1], x * 3)
  kit.put(part("chalkboard-a-frame"), [1.5, 0, 0.55], -0.35)
  return kit.group
}

function velvetLounge() {
  const kit = new Kit()
  kit.put(part("vintage-rug", { colour: "Ivory" }), [0, 0, 0.75], Math.PI / 2, 0.92)
  kit.put(part("chesterfield-sofa", { colour: "Emerald" }), [0, 0, -0.35])
  kit.put(part("velvet-dining-chair", { colour: "Black" }), [-1.05, 0, 1.0], 1.15)
  kit.put(part("velvet-dining-chair", { colour: "Black" }), [-0.35, 0, 1.55], 2.5)
  kit.put(part("gold-side-table", { colour: "Gold" }), [-1.4, 0, -0.1])
  kit.put(part("gold-side-table", { colour: "Gold" }), [0.5, 0, 0.75])
  kit.put(part("mushroom-table-lamp", { colour: "Brass" }), [-1.4, 0.48, -0.1])
  kit.put(part("brass-bar-cart"), [1.55, 0, 0.05], -0.5)
  return kit.group
}

function coastalLounge() {
  const kit = new Kit()
  kit.put(part("linen-slipcover-sofa", { colour: "Ivory" }), [0, 0, -0.5])
  kit.put(part("rattan-lounge-chair"), [-1.25, 0, 0.75], 1.15)
  kit.put(part("rattan-lounge-chair"), [1.2, 0, 0.85], -1.2)
  kit.put(part("oak-coffee-table", { colour: "Oak" }), [0, 0, 0.65])
  kit.put(part("cushion-set", { colour: "Blue mix" }), [0.02, 0.42, -0.42], 0, 0.82)
  kit.put(part("market-parasol", { colour: "Blue stripe" }), [0.9, 0, -1.5])
  kit.put(part("rattan-lantern", { colour: "Natural" }), [-1.15, 0, -0.35])
  kit.put(part("rattan-lantern", { colour: "Natural" }), [0.72, 0, 1.35], 0.5, 0.8)
  return kit.group
}

function desertPicnic() {
  const kit = new Kit()
  kit.put(part("vintage-rug", { colour: "Terracotta" }), [0, 0, 0])
  kit.put(part("low-picnic-table", { colour: "Natural" }), [0, 0.02, 0], Math.PI / 2)
  kit.put(part("cushion-set", { colour: "Terracotta mix" }), [-1.0, 0.02, 0.6], 1.2)
  for (const [x, z] of [
    [0.75, 0.75],
    [0.78, 0.0],
    [0.72, -0.75],
    [-0.75, -0.6],
  ])
    kit.put(part("leather-pouf", { colour: "Tan" }), [x, 0.02, z], z)
  kit.put(part("rattan-lantern", { colour: "Natural" }), [-1.15, 0, -1.2])
  kit.put(part("rattan-lantern", { colour: "Natural" }), [1.25, 0, 1.2], 1, 0.8)
  kit.put(part("pampas-arrangement"), [1.1, 0, -1.45])
  return kit.group
}

function eveningGarden() {
  const kit = new Kit()
  kit.put(part("oak-parquet-dance-floor", { size: "360 × 360 cm" }), [0, 0, 0])
  const lights = part("festoon-lights")
  kit.put(lights, [0, 0, -1.75], 0, 1.35)
  for (const [x, z] of [
    [-1.95, -1.7],
    [1.95, -1.7],
    [-1.95, 1.2],
    [1.95, 1.2],
  ])
    kit.put(
      part("potted-olive-tree", { random: new Random(`olive${x}${z}`) }),
      [x, 0, z],
      x + z
    )
  for (const [x, z] of [
    [-1.75, 0.1],
    [1.75, 0.1],
    [-1.1, 2.05],
    [1.1, 2.05],
  ])
    kit.put(part("iron-lantern", { colour: "Black" }), [x, 0, z], x)
  return kit.group
}

const FROM_ABOVE = { azimuth: 52, elevation: 24, lens: 36, fill: 0.98 }
const ROOMY = { azimuth: 24, elevation: 16, lens: 34, fill: 0.95 }
const FLAMES = { glow: 0.3, glowFrom: 1.3, saturation: 1.0 }

export const packages = {
  "boho-ceremony-package": {
    view: { azimuth: 14, elevation: 20, lens: 36, fill: 0.97 },
    build: bohoCeremony,
  },
  "terracotta-table-for-eight": {
    view: FROM_ABOVE,
    build: terracottaTable,
    look: FLAMES,
  },
  "coastal-table-for-eight": { view: FROM_ABOVE, build: coastalTable, look: FLAMES },
  "black-tie-table-for-ten": {
    view: { ...FROM_ABOVE, azimuth: 10 },
    build: blackTieTable,
    look: FLAMES,
  },
  "garden-blush-table-for-eight": {
    view: { ...FROM_ABOVE, azimuth: 10, elevation: 28 },
    build: blushTable,
    look: FLAMES,
  },
  "winter-white-ceremony-package": {
    view: { azimuth: 12, elevation: 13, lens: 36, fill: 0.98 },
    build: winterCeremony,
    look: FLAMES,
    backdrop: { floor: "#8b8d92", wall: "#96989d" },
  },
  "industrial-bar-package": {
    view: ROOMY,
    build: loftBar,
    look: FLAMES,
    backdrop: { floor: "#b5aea6", wall: "#bdb6ad" },
  },
  "velvet-lounge-package": { view: { ...ROOMY, elevation: 20 }, build: velvetLounge },
  "coastal-lounge-package": { view: ROOMY, build: coastalLounge },
  "desert-picnic-package": {
    view: { azimuth: 32, elevation: 28, lens: 34, fill: 0.95 },
    build: desertPicnic,
  },
  "evening-garden-package": {
    view: { azimuth: 22, elevation: 16, lens: 36, fill: 0.95 },
    build: eveningGarden,
    look: FLAMES,
    backdrop: { floor: "#a79f95", wall: "#aba399" },
  },
}
