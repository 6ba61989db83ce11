/** The shop's colours as sRGB: one word means one tone on every material and in every picture. */
export const PALETTE = {
  terracotta: "#b9623d",
  rust: "#98452a",
  peach: "#e2a684",
  sand: "#d6c1a0",
  ivory: "#f1e9d9",
  cream: "#ece0c8",
  white: "#f4f2ee",
  black: "#1c1b1b",
  charcoal: "#47484b",
  slate: "#5d666c",
  gunmetal: "#54585b",
  sage: "#a5ae97",
  green: "#5d7549",
  olive: "#76804f",
  emerald: "#0e5a43",
  blush: "#e3bfb4",
  rose: "#c98a86",
  burgundy: "#641c2c",
  dustyBlue: "#97a8b8",
  navy: "#22345a",
  blue: "#44719c",
  cobalt: "#274f94",
  seaGlass: "#a6c8c1",
  champagne: "#e2cda6",
  tan: "#a9683a",
  mustard: "#c99a3f",
  natural: "#c89c62",
  oak: "#c39a68",
  pine: "#d3ae7b",
  walnut: "#6d4529",
  whitewash: "#ddd4c6",
  amber: "#b8681c",
  smoke: "#6b625c",
}

const WORDS = {
  brass: "natural",
  "terracotta tones": "terracotta",
  "sage tones": "sage",
  "blush tones": "blush",
  "sage green": "sage",
  "dusty blue": "dustyBlue",
  "matt black": "black",
  "tan leather": "tan",
}

/** The tone of a catalogue word such as "Dusty blue". @param {string} word */
export function tone(word) {
  const key = word.toLowerCase()
  const hex = PALETTE[WORDS[key] ?? key]
  if (!hex) throw new Error(`No tone is called "${word}"`)
  return hex
}
