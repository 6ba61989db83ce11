import { type TableCell } from "pdfmake/interfaces"
import { type PaperLook } from "../paper-frame"

/** What a thing is called: title, article number and serial numbers, parts set in. */
export function goodsCell(
  look: PaperLook,
  goods: { title: string; sku: string | null; serials: readonly string[]; level: number }
): TableCell {
  return {
    margin: [goods.level * 14, 0, 0, 0],
    stack: [
      { text: goods.title, bold: goods.level === 0 },
      ...(goods.sku ? [{ text: goods.sku, style: "small" }] : []),
      ...(goods.serials.length
        ? [
            {
              text: `${look.words.serials}: ${goods.serials.join(", ")}`,
              style: "small",
            },
          ]
        : []),
    ],
  }
}

/** A box to tick. */
export function tickBox(): TableCell {
  return {
    canvas: [
      { type: "rect", x: 0, y: 1, w: 9, h: 9, lineWidth: 0.7, lineColor: "#555555" },
    ],
  }
}
