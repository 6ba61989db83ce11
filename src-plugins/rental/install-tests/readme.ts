import { readFileSync } from "fs"

export interface CodeBlock {
  language: string
  /** Where the block belongs in a project, when its first line is a comment that says so. */
  file?: string
  text: string
}

/** The plugin's README, by its sections. */
export class Readme {
  readonly #text: string

  constructor(file: string) {
    this.#text = readFileSync(file, "utf8")
  }

  /** The code blocks of a section, in their order. */
  blocks(title: string): CodeBlock[] {
    return [...this.#section(title).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
      ([, language = "", text = ""]) => ({
        language,
        file: /^\/\/ (\S+\.ts)\n/.exec(text)?.[1],
        text,
      })
    )
  }

  /** The one block of a section that belongs into a file. */
  file(title: string, file: string): string {
    const found = this.blocks(title).filter((block) => block.file === file)
    if (found.length !== 1) {
      throw new Error(`"${title}" has ${found.length} blocks for ${file}, not one`)
    }
    return found[0]!.text
  }

  /** The one command of a section that begins with these words. */
  command(title: string, beginning: string): string {
    const found = this.blocks(title)
      .filter(({ language }) => language === "bash")
      .flatMap(({ text }) => text.split("\n"))
      .filter((line) => line.startsWith(beginning))
    if (found.length !== 1) {
      throw new Error(`"${title}" has ${found.length} commands "${beginning} …", not one`)
    }
    return found[0]!
  }

  /** The first column of the section's table, without its heading. */
  table(title: string): string[] {
    return [...this.#section(title).matchAll(/^\| `([^`]+)`/gm)].map(
      ([, cell = ""]) => cell
    )
  }

  #section(title: string): string {
    const [, section] = this.#text.split(`\n## ${title}\n`)
    if (section === undefined) {
      throw new Error(`The README has no section "${title}"`)
    }
    return section.split("\n## ")[0] ?? ""
  }
}
