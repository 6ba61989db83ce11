import { type Content } from "pdfmake/interfaces"

/**
 * A shop's terms out of plain text: an empty line ends a paragraph, `# ` begins a heading,
 * `- ` an entry of a list. Nothing else has a meaning, so that no text can do harm.
 */
export function terms(text: string): Content[] {
  return text
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter(Boolean)
    .flatMap(readBlock)
}

function readBlock(block: string): Content[] {
  const lines = block.split("\n").map((line) => line.trim())
  const [first = "", ...rest] = lines
  if (first.startsWith("# ")) {
    return [
      { text: first.slice(2), bold: true, margin: [0, 5, 0, 2], headlineLevel: 1 },
      ...(rest.length ? readBlock(rest.join("\n")) : []),
    ]
  }
  if (lines.every((line) => line.startsWith("- "))) {
    return [{ ul: lines.map((line) => line.slice(2)), fontSize: 8, margin: [0, 1, 0, 3] }]
  }
  return [{ text: lines.join("\n"), fontSize: 8, margin: [0, 1, 0, 3] }]
}
