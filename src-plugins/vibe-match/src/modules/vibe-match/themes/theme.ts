import { hexOfOklab } from "../embedding/classical/oklab"
import { nameOfColour } from "./colour-names"
import { cutIntoThemes } from "./cut"
import { withoutNearDuplicates } from "./near-duplicates"
import { paletteOf, type Swatch } from "./palette"
import { cosine, meanDirection } from "./vector-maths"

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

function namedPalette(members: SeenPicture[]): PaletteColour[] {
  return paletteOf(members.map(({ swatches }) => swatches)).map(({ colour, share }) => ({
    hex: hexOfOklab(colour),
    name: nameOfColour(colour),
    share: Math.round(share * 1000) / 1000,
  }))
}

/** The two colours that make the mood, in words: "Terracotta and sage". */
function nameOfPalette(palette: PaletteColour[]): string {
  const [first, second] = [...new Set(palette.map(({ name }) => name))]
  if (first === undefined) return "Your board"
  const words = second === undefined ? first : `${first} and ${second}`
  return words[0].toUpperCase() + words.slice(1)
}

function medoidOf(members: SeenPicture[]): SeenPicture {
  const middle = meanDirection(members.map(({ vector }) => vector))
  return members.reduce((best, member) =>
    cosine(member.vector, middle) > cosine(best.vector, middle) ? member : best
  )
}
