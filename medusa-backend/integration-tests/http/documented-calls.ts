/** One call of the API reference: a request, and the answer it is said to get. */
export type DocumentedCall = {
  /** Where the request begins in the document. */
  readonly line: number
  readonly method: string
  /** With its query, as written. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** What follows the headers, as written; empty when there is no body. */
  readonly body: string
  readonly status: number
  /** The JSON of the answer, as written; undefined where the document shows none. */
  readonly answer: string | undefined
  /** The document says to ask again until the answer is this one. */
  readonly isRepeated: boolean
}

const BLOCK = /^```(\w+)\n([\s\S]*?)^```$/gm
const STATUS = /answer[^.]*?`(\d{3})`[^`]*$/i
const ASK_AGAIN = /^# ask again.*\n/

/**
 * The calls of a Markdown document: each block of `http`, with the block of `json` that
 * follows it before the next. The words between the two may name the status, as in "The
 * answer is `409`:"; otherwise it is 200.
 */
export function readDocumentedCalls(markdown: string): DocumentedCall[] {
  const blocks = [...markdown.matchAll(BLOCK)].map((match) => ({
    language: match[1]!,
    text: match[2]!,
    start: match.index,
    end: match.index + match[0].length,
  }))
  return blocks.flatMap((block, at) => {
    if (block.language !== "http") {
      return []
    }
    const next = blocks[at + 1]
    const answer = next?.language === "json" ? next : undefined
    const words = markdown.slice(block.end, next?.start ?? markdown.length)
    const line = markdown.slice(0, block.start).split("\n").length
    return [
      {
        line,
        ...readRequest(block.text, line),
        status: Number(STATUS.exec(answer ? words : firstParagraph(words))?.[1] ?? 200),
        answer: answer?.text,
      },
    ]
  })
}

function readRequest(
  text: string,
  line: number
): Pick<DocumentedCall, "method" | "path" | "headers" | "body" | "isRepeated"> {
  const isRepeated = ASK_AGAIN.test(text)
  const [head = "", ...rest] = text.replace(ASK_AGAIN, "").split("\n\n")
  const [first = "", ...headers] = head.trim().split("\n")
  const [, method, path] = /^(GET|POST|DELETE) (\/\S+)$/.exec(first) ?? []
  if (!method || !path) {
    throw new Error(`Line ${line}: "${first}" is not a call`)
  }
  return {
    method,
    path,
    isRepeated,
    headers: Object.fromEntries(
      headers.map((header) => [
        header.slice(0, header.indexOf(":")).toLowerCase(),
        header.slice(header.indexOf(":") + 1).trim(),
      ])
    ),
    body: rest.join("\n\n").trim(),
  }
}

function firstParagraph(text: string): string {
  return text.trim().split("\n\n")[0] ?? ""
}

/** The cells of the table that follows a heading, row by row, without its own heading. */
export function readTable(markdown: string, heading: string): string[][] {
  const section = markdown.split(`\n${heading}\n`)[1]?.split(/\n#+ /)[0]
  if (section === undefined) {
    throw new Error(`The document has no heading "${heading}"`)
  }
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim())
    )
}
