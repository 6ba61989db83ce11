// Reads a PDF from the standard input and tells what is in it, as JSON.
import { getDocumentProxy } from "unpdf"

const chunks = []
for await (const chunk of process.stdin) {
  chunks.push(chunk)
}
const pdf = await getDocumentProxy(new Uint8Array(Buffer.concat(chunks)))
const pages = []
for (let number = 1; number <= pdf.numPages; number++) {
  const page = await pdf.getPage(number)
  const { items } = await page.getTextContent()
  const words = items
    .filter((item) => item.str?.trim())
    .map(({ str, transform, width }) => ({
      text: str,
      left: transform[4],
      right: transform[4] + width,
      bottom: transform[5],
    }))
  const [, , width, height] = page.view
  const text = items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("")
  pages.push({ width, height, words, text: text.replace(/\s+/g, " ") })
}
const attachments = Object.values((await pdf.getAttachments()) ?? {}).map((file) => ({
  name: file.filename,
  base64: Buffer.from(file.content).toString("base64"),
}))
const { info } = await pdf.getMetadata()
process.stdout.write(JSON.stringify({ pages, attachments, title: info.Title }))
