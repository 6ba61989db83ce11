import { readFile } from "fs/promises"
import path from "path"

const BOARDS = path.resolve(__dirname, "../../../data/boards")

type Board = { images: { file: string; theme: string }[] }

/** The pictures of a demo board, in its order. */
export async function demoBoard(slug: string): Promise<Buffer[]> {
  const folder = path.join(BOARDS, slug)
  const board = JSON.parse(
    await readFile(path.join(folder, "board.json"), "utf8")
  ) as Board
  return Promise.all(board.images.map(({ file }) => readFile(path.join(folder, file))))
}
