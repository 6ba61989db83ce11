import { type Content } from "pdfmake/interfaces"
import { instant } from "../amounts"
import { type PaperLook } from "../paper-frame"

/** A line drawn without lifting the pen: points from 0 to 1 of the box's width and height. */
export type Stroke = readonly (readonly [x: number, y: number])[]

/** How a customer signed, and what proves it. */
export interface PaperSignature {
  name: string
  /** Empty for a name that was typed. */
  strokes: Stroke[]
  /** ISO instant. */
  signed_at: string
  address: string
  user_agent: string
  /** In hexadecimal. */
  document_sha256: string
  /** The name of the file that is attached. */
  document_name: string
}

const WIDTH = 220
const HEIGHT = 70

/** The box for a signature: empty lines, or the signature and what proves it. */
export function signatureBox(look: PaperLook, signature: PaperSignature | null): Content {
  return {
    unbreakable: true,
    margin: [0, 14, 0, 0],
    stack: signature ? signed(look, signature) : toBeSigned(look),
  }
}

function toBeSigned(look: PaperLook): Content[] {
  return [
    { text: look.words.signature, style: "heading" },
    { canvas: [line(0, 44, 300)] },
    { text: look.words.not_signed, style: "label", margin: [0, 3, 0, 0] },
  ]
}

function signed(look: PaperLook, signature: PaperSignature): Content[] {
  const { words } = look
  const isDrawn = signature.strokes.length > 0
  const facts: [string, string][] = [
    [words.signed_by, signature.name],
    [words.signed_at, instant(signature.signed_at)],
    [words.signed_from, signature.address],
    [words.signed_with, isDrawn ? words.signature_drawn : words.signature_typed],
    [words.signed_document, signature.document_sha256],
  ]
  return [
    { text: words.signature, style: "heading" },
    isDrawn
      ? drawing(signature.strokes)
      : { text: signature.name, italics: true, fontSize: 22, margin: [6, 6, 0, 4] },
    { canvas: [line(0, 0, 300)], margin: [0, 0, 0, 6] },
    {
      layout: "noBorders",
      table: {
        widths: [130, "*"],
        body: facts.map(([label, value]) => [
          { text: label, style: "label", margin: [0, 1, 0, 0] },
          { text: value },
        ]),
      },
    },
    {
      text: words.signed_attached.replace("{file}", signature.document_name),
      style: "small",
      margin: [0, 4, 0, 0],
    },
  ]
}

function drawing(strokes: readonly Stroke[]): Content {
  return {
    margin: [6, 4, 0, 2],
    canvas: strokes.map((stroke) => ({
      type: "polyline" as const,
      lineWidth: 1.4,
      lineColor: "#1a2a4a",
      lineCap: "round" as const,
      points: (stroke.length > 1 ? stroke : [...stroke, ...stroke]).map(([x, y]) => ({
        x: x * WIDTH,
        y: y * HEIGHT,
      })),
    })),
  }
}

function line(x: number, y: number, width: number) {
  return {
    type: "line" as const,
    x1: x,
    y1: y,
    x2: x + width,
    y2: y,
    lineWidth: 0.6,
    lineColor: "#555555",
  }
}
