import { board as boho } from "./boho-terracotta.js"
import { board as coastal } from "./coastal-blue.js"

/**
 * A board of someone who cannot decide: six pictures of each of two styles that share no colour.
 * The sets are those of the two boards, seen from elsewhere, so that no picture is on two boards.
 */
const ANGLES = [
  { turn: 9, near: 0.86 },
  { turn: -10, near: 0.84, up: 0.08 },
  { turn: 8, near: 0.8 },
  { turn: -8, near: 0.88, up: 0.05 },
  { turn: 11, near: 0.82, up: 0.06 },
  { turn: -9, near: 0.9 },
]

function other({ images }) {
  return images
    .slice(0, 6)
    .map((image, i) => ({ ...image, options: { ...image.options, angle: ANGLES[i] } }))
}

const [warm, cool] = [other(boho), other(coastal)]

export const twoStyles = {
  title: "Two minds",
  description:
    "Clay and dried grass on one evening, sea blue and white linen on the next.",
  themes: [...boho.themes, ...coastal.themes],
  images: warm.flatMap((image, i) => [image, cool[i]]),
}
