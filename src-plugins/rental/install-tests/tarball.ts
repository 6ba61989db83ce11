import { readFileSync } from "fs"
import { gunzipSync } from "zlib"
import path from "path"
import { runCommand } from "./commands"

const REPOSITORY = path.resolve(__dirname, "../../..")

/**
 * Packs the plugin, which must be built, by the README's command.
 *
 * @returns the name of the file, which is in the folder
 */
export async function packPlugin(command: string, folder: string): Promise<string> {
  const output = await runCommand(
    `${command} --ignore-scripts --json --pack-destination "${folder}"`,
    REPOSITORY
  )
  const [packed] = JSON.parse(output.slice(output.indexOf("[\n"))) as {
    filename: string
  }[]
  return packed!.filename
}

/**
 * Reads a package as npm writes it: a gzipped tar of plain files below `package/`.
 *
 * @returns contents by path, without `package/`
 */
export function readTarball(file: string): Map<string, string> {
  const tar = gunzipSync(readFileSync(file))
  const contents = new Map<string, string>()
  let longName: string | undefined
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const text = (from: number, length: number) =>
      tar.toString("utf8", at + from, at + from + length).split("\0")[0] ?? ""
    const size = parseInt(text(124, 12), 8)
    const body = tar.toString("utf8", at + 512, at + 512 + size)
    const prefix = text(345, 155)
    if (text(156, 1) === "x") {
      longName = /\d+ path=(.*)\n/.exec(body)?.[1]
    } else {
      const name = longName ?? (prefix ? `${prefix}/${text(0, 100)}` : text(0, 100))
      contents.set(name.replace(/^package\//, ""), body)
      longName = undefined
    }
    at += 512 + Math.ceil(size / 512) * 512
  }
  return contents
}
