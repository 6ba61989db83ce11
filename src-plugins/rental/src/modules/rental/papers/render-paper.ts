import path from "node:path"
import { type TDocumentDefinitions } from "pdfmake/interfaces"
import { layOut, type PaperLayoutOverrides, type Papers } from "./paper-layouts"
import { type PaperName } from "./paper-names"

/** The files of a font, TrueType or OpenType. */
export interface PaperFont {
  normal: string
  bold: string
  italics: string
}

/** A file that travels inside a PDF. */
export interface PaperAttachment {
  name: string
  bytes: Buffer
  description: string
}

export interface RenderOptions {
  layouts?: PaperLayoutOverrides
  font?: PaperFont
  attachment?: PaperAttachment
}

/**
 * Makes a paper: its data in, a PDF out. The same data gives the same bytes, as long as
 * library, font and layouts are the same.
 *
 * Nothing is fetched: pictures are in the data, and the only files read are those of the font.
 */
export async function renderPaper<Name extends PaperName>(
  name: Name,
  paper: Papers[Name],
  options: RenderOptions = {}
): Promise<Buffer> {
  const document = layOut(name, paper, options.layouts)
  return await print(withAttachment(document, options.attachment), options.font)
}

function withAttachment(
  document: TDocumentDefinitions,
  attachment: PaperAttachment | undefined
): TDocumentDefinitions {
  if (!attachment) {
    return document
  }
  const { name, bytes, description } = attachment
  const src = `data:application/pdf;base64,${bytes.toString("base64")}`
  return { ...document, files: { document: { src, name, description } } }
}

/**
 * pdfmake is loaded with the first paper: most processes print none. It has one setting for
 * all; each document is begun before the next can change it.
 */
async function print(document: TDocumentDefinitions, font = notoSans()): Promise<Buffer> {
  const { default: pdfmake } = await import("pdfmake")
  pdfmake.setFonts({ Paper: { ...font, bolditalics: font.bold } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((file) => Object.values(font).includes(file))
  return await pdfmake.createPdf(document).getBuffer()
}

/** Noto Sans (SIL Open Font License): Latin with all its accents, Greek and Cyrillic. */
function notoSans(): PaperFont {
  const folder = path.dirname(
    require.resolve("@expo-google-fonts/noto-sans/package.json")
  )
  const file = (style: string) => path.join(folder, style, `NotoSans_${style}.ttf`)
  return {
    normal: file("400Regular"),
    bold: file("600SemiBold"),
    italics: file("400Regular_Italic"),
  }
}
