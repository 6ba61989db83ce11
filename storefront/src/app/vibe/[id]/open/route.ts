import { type NextRequest, NextResponse } from "next/server"
import { rememberBoard } from "@/lib/vibe/board-cookie"

const WORD = /^[\w.-]{1,200}$/

/** Opens a shared board: keeps its token here and leads on to an address without it. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<"/vibe/[id]/open">
): Promise<Response> {
  const { id } = await params
  const key = request.nextUrl.searchParams.get("key") ?? ""
  if (WORD.test(id) && WORD.test(key)) {
    await rememberBoard(id, key)
  }
  return new NextResponse(null, {
    status: 303,
    headers: { location: `/vibe/${encodeURIComponent(id)}`, "cache-control": "no-store" },
  })
}
