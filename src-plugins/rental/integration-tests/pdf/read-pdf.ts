import { spawn } from "node:child_process"
import path from "node:path"

/** What a PDF says; places are in points from the left and the bottom of the page. */
export interface ReadPdf {
  title: string
  pages: {
    width: number
    height: number
    text: string
    words: { text: string; left: number; right: number; bottom: number }[]
  }[]
  attachments: { name: string; base64: string }[]
}

/** Reads a PDF with pdf.js, in a process of its own: it is an ES module, Jest's are not. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const reader = spawn(process.execPath, [path.join(__dirname, "pdf-as-json.mjs")], {
    env: { PATH: process.env.PATH },
  })
  const output: Buffer[] = []
  const complaints: Buffer[] = []
  reader.stdout.on("data", (chunk: Buffer) => output.push(chunk))
  reader.stderr.on("data", (chunk: Buffer) => complaints.push(chunk))
  reader.stdin.end(bytes)
  const code = await new Promise((resolve) => reader.on("close", resolve))
  if (code !== 0) {
    throw new Error(`Not a PDF: ${Buffer.concat(complaints).toString()}`)
  }
  return JSON.parse(Buffer.concat(output).toString()) as ReadPdf
}

/** All its text, page after page. */
export function textOf(pdf: ReadPdf): string {
  return pdf.pages.map((page) => page.text).join("\n")
}
