import { type Content, type TDocumentDefinitions } from "pdfmake/interfaces"
import { type PaperFrame, type PaperLook } from "../paper-frame"

const MARGIN = 44
/** In points. */
const PAGE_WIDTH = { A4: 595.28, LETTER: 612 }
const GREY = "#666666"

/** The page all papers share: margins, what runs along every page, and the text's look. */
export function page(frame: PaperFrame, content: Content[]): TDocumentDefinitions {
  const { look, text, shop, number } = frame
  const { colour } = look
  const heading = `${text.title} ${number}`
  return {
    pageSize: look.page_size,
    pageMargins: [MARGIN, 58, MARGIN, 64],
    info: {
      title: heading,
      author: shop.name,
      creator: "Gather",
      producer: "Gather",
      creationDate: new Date(frame.made_at),
    },
    defaultStyle: { font: "Paper", fontSize: 9, lineHeight: 1.25, color: "#222222" },
    styles: {
      title: { fontSize: 20, bold: true, color: colour, lineHeight: 1.1 },
      heading: { fontSize: 10.5, bold: true, color: colour, margin: [0, 10, 0, 3] },
      label: { fontSize: 7.5, color: GREY },
      small: { fontSize: 8, color: GREY },
      columnHead: { fontSize: 8, bold: true, color: colour },
      sum: { fontSize: 10.5, bold: true },
    },
    header: (current) =>
      current === 1
        ? null
        : {
            columns: [
              { text: shop.name, style: "small", width: textWidth(look) / 2 },
              { text: heading, style: "small", alignment: "right" },
            ],
            margin: [MARGIN, 28, MARGIN, 0],
          },
    footer: (current, pages) => ({
      columns: [
        { text: text.footer, style: "small", width: textWidth(look) - 106 },
        {
          text: look.words.page
            .replace("{page}", String(current))
            .replace("{pages}", String(pages)),
          style: "small",
          alignment: "right",
          width: 90,
        },
      ],
      columnGap: 16,
      margin: [MARGIN, 16, MARGIN, 0],
    }),
    content,
  }
}

/** How wide the text of a page is, in points. */
export function textWidth({ page_size }: PaperLook): number {
  return PAGE_WIDTH[page_size] - 2 * MARGIN
}

/** Paragraphs, where there is something to say. */
export function prose(words: string): Content[] {
  return words.trim() ? [{ text: words.trim(), margin: [0, 6, 0, 6] }] : []
}
