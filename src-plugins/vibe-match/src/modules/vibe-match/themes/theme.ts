import { hexOfOklab, oklabDistance, oklabOfHex } from "../embedding/classical/oklab"
import { nameOfColour } from "./colour-names"
import { cutIntoThemes } from "./cut"
import { withoutNearDuplicates } from "./near-duplicates"
import { paletteOf, type Swatch } from "./palette"
import { cosine, meanDirection } from "./vector-maths"

const MOST_COLOURS = 6
/** Two colours that are to name a theme are at least so far apart in OKLab. */
const OTHER_COLOUR = 0.15

/** What is kept of a picture of a board once it has been looked at. */
export type SeenPicture = { name: string; vector: number[]; swatches: Swatch[] }

export type PaletteColour = { hex: string; name: string; share: number }

/** Pictures of a board that belong together. */
export type Theme = {
  id: string
  name: string
  /** Share of the board's pictures, 0..1; the weights of a board add up to 1. */
  weight: number
  image_count: number
  palette: PaletteColour[]
  /** Name of the picture that stands for the theme best. */
  medoid: string
  /** One vector a picture, near-duplicates left out. */
  vectors: number[][]
}

/** Sorts the pictures of a board into themes, the heaviest first. Deterministic. */
export function themesOf(pictures: SeenPicture[]): Theme[] {
  return cutIntoThemes(pictures.map(({ vector }) => vector)).map((indexes, number) => {
    const members = indexes.map((index) => pictures[index])
    const palette = namedPalette(members)
    return {
      id: `theme-${number + 1}`,
      name: nameOfPalette(palette),
      weight: members.length / pictures.length,
      image_count: members.length,
      palette,
      medoid: medoidOf(members).name,
      vectors: withoutNearDuplicates(members.map(({ vector }) => vector)),
    }
  })
}

/** Colours that go by the same name are one: the first stands for them, with the share of all. */
function namedPalette(members: SeenPicture[]): PaletteColour[] {
  const palette = new Map<string, PaletteColour>()
  for (const { colour, share } of paletteOf(members.map(({ swatches }) => swatches))) {
    const name = nameOfColour(colour)
    const known = palette.get(name)
    if (known) known.share += share
    else palette.set(name, { hex: hexOfOklab(colour), name, share })
  }
  return [...palette.values()]
    .slice(0, MOST_COLOURS)
    .map((colour) => ({ ...colour, share: Math.round(colour.share * 1000) / 1000 }))
}

/** The colour that makes the mood and the next that differs, in words: "Terracotta and sage". */
function nameOfPalette(palette: PaletteColour[]): string {
  const [first, ...others] = palette
  if (first === undefined) return "Your board"
  const differs = ({ hex }: PaletteColour) =>
    oklabDistance(oklabOfHex(hex), oklabOfHex(first.hex)) > OTHER_COLOUR
  const second = others.find(differs) ?? others[0]
  const words = second === undefined ? first.name : `${first.name} and ${second.name}`
  return words[0].toUpperCase() + words.slice(1)
}

function medoidOf(members: SeenPicture[]): SeenPicture {
  const middle = meanDirection(members.map(({ vector }) => vector))
  return members.reduce((best, member) =>
    cosine(member.vector, middle) > cosine(best.vector, middle) ? member : best
  )
}
