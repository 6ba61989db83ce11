import type { NextRequest } from "next/server"
import { problems, vibe } from "@/copy/en"
import { StoreError } from "@/lib/medusa/store-error"
import { createBoard, pinterestSource } from "@/lib/vibe/create-board"
import { pinterestAddress } from "@/lib/vibe/pinterest-address"

/**
 * Makes a board for the page's script: pictures as multipart are streamed on to
 * Medusa as they arrive, pasted text as JSON `{text}`.
 */
export async function POST(request: NextRequest): Promise<Response> {
  const type = request.headers.get("content-type") ?? ""
  try {
    const id =
      type.startsWith("multipart/form-data") && request.body
        ? await createBoard(request.body, type)
        : await fromText(request)
    return Response.json({ id }, { status: 202 })
  } catch (error) {
    return refuse(error)
  }
}

async function fromText(request: NextRequest): Promise<string> {
  const body: unknown = await request.json().catch(() => null)
  const text =
    typeof body === "object" && body !== null && "text" in body ? String(body.text) : ""
  const address = pinterestAddress(text)
  if (!address) {
    const message = text.trim() ? vibe.notPinterest : vibe.needSource
    throw new StoreError(400, message, undefined, "source")
  }
  return createBoard(pinterestSource(address), "application/json")
}

function refuse(error: unknown): Response {
  if (error instanceof StoreError && error.status < 500) {
    const { message, field, status } = error
    return Response.json({ message, field }, { status })
  }
  console.error("A board could not be handed to Medusa:", error)
  return Response.json({ message: problems.server }, { status: 502 })
}
