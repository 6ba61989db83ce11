import { readBoard } from "@/lib/vibe/board"

/** How far a board is, for the page that waits for it. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/api/vibe/boards/[id]">
): Promise<Response> {
  const { id } = await params
  const board = await readBoard(id, null)
  const headers = { "cache-control": "private, no-store" }
  if (!board) {
    return Response.json({ status: "gone" }, { status: 404, headers })
  }
  const { status, progress, themes } = board
  return Response.json({ status, progress, themes: themes.length }, { headers })
}
