import { type Oklab, oklabDistance, oklabOfHex } from "../embedding/classical/oklab"

/** Words a florist would use, each with the tone it stands for. */
const NAMES: Record<string, string> = {
  white: "#f7f6f3",
  ivory: "#f1e9d9",
  cream: "#ece0c8",
  oat: "#ddd0bb",
  linen: "#d8cdbd",
  champagne: "#e2cda6",
  sand: "#d3bd99",
  wheat: "#c8a870",
  taupe: "#a8998a",
  mushroom: "#8d8074",
  fawn: "#b58f68",
  caramel: "#b07a45",
  tan: "#a9683a",
  cocoa: "#6f4e3a",
  walnut: "#5d3f2b",
  espresso: "#38281f",
  butter: "#f2e2a4",
  honey: "#dba749",
  mustard: "#c99a3f",
  gold: "#b8923f",
  bronze: "#86652f",
  amber: "#b8681c",
  marigold: "#e59a2c",
  apricot: "#eeb489",
  peach: "#e6ab8a",
  coral: "#e07f66",
  tangerine: "#d9672e",
  copper: "#b06a45",
  terracotta: "#b9623d",
  rust: "#98452a",
  brick: "#7d3b2c",
  "poppy red": "#c2302b",
  cherry: "#9e1f31",
  burgundy: "#641c2c",
  plum: "#57264a",
  aubergine: "#39203a",
  mauve: "#a78299",
  lilac: "#c4aed4",
  lavender: "#9d8fc4",
  violet: "#6d4f9c",
  blush: "#ead0c6",
  "petal pink": "#e8bcb6",
  rose: "#cf8f8b",
  "dusty rose": "#b5787a",
  raspberry: "#a63a5c",
  fuchsia: "#c13a86",
  sage: "#9dab8d",
  eucalyptus: "#8ea396",
  celadon: "#bccfb8",
  "fresh green": "#7fa65a",
  moss: "#74783f",
  olive: "#5c5f33",
  fern: "#4f7347",
  forest: "#2c4a35",
  emerald: "#0e5a43",
  mint: "#bfe0cf",
  "sea glass": "#a6c8c1",
  teal: "#2d7a7b",
  "sky blue": "#a9cbe3",
  "powder blue": "#c3d3e0",
  "dusty blue": "#8aa4bc",
  cornflower: "#5f86c6",
  cobalt: "#274f94",
  "slate blue": "#5b6f86",
  navy: "#22345a",
  midnight: "#161d33",
  "pearl grey": "#d4d4d2",
  "dove grey": "#b3b2b0",
  pewter: "#8a8b8c",
  slate: "#5d666c",
  charcoal: "#47484b",
  black: "#1c1b1b",
}

const TONES = Object.entries(NAMES).map(([name, hex]) => ({
  name,
  colour: oklabOfHex(hex),
}))

/** Words of catalogues that are said otherwise above. */
const SYNONYMS: Record<string, string> = {
  natural: "wheat",
  oak: "wheat",
  pine: "wheat",
  rattan: "wheat",
  brass: "gold",
  whitewash: "linen",
  grey: "pewter",
  gray: "pewter",
  silver: "pearl grey",
  red: "poppy red",
  pink: "petal pink",
  green: "fern",
  blue: "cobalt",
  purple: "violet",
  orange: "tangerine",
  yellow: "honey",
  brown: "cocoa",
  beige: "sand",
  smoke: "mushroom",
  gunmetal: "slate",
  "matt black": "black",
  "tan leather": "tan",
  "sage green": "sage",
  "blush pink": "blush",
}

/** Lightness matters less to the eye's idea of a colour's name than its hue does. */
const LIGHTNESS_WEIGHT = 0.7

/** What a florist would call a colour. */
export function nameOfColour(colour: Oklab): string {
  let best = TONES[0].name
  let lowest = Infinity
  for (const tone of TONES) {
    const distance = Math.hypot(
      (colour[0] - tone.colour[0]) * LIGHTNESS_WEIGHT,
      (colour[1] - tone.colour[1]) * 1.6,
      (colour[2] - tone.colour[2]) * 1.6
    )
    if (distance < lowest) {
      lowest = distance
      best = tone.name
    }
  }
  return best
}

/** The tone of a word like "Dusty blue" or "blush tones", or null when it is no colour. */
export function toneOfWord(word: string): Oklab | null {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/\s+tones?$/, "")
  const hex = NAMES[plain] ?? NAMES[SYNONYMS[plain] ?? ""]
  return hex ? oklabOfHex(hex) : null
}

/** Whether a word names a colour that is near a given one. */
export function isWordNear(word: string, colour: Oklab, distance: number): boolean {
  const tone = toneOfWord(word)
  return tone !== null && oklabDistance(tone, colour) < distance
}
