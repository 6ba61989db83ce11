import { type NextRequest, NextResponse } from "next/server"
import { StoreError } from "@/lib/medusa/store-error"
import { createBoard, pinterestSource } from "@/lib/vibe/create-board"
import { pinterestAddress } from "@/lib/vibe/pinterest-address"
import type { Refusal } from "@/lib/vibe/refusal-words"

/** Makes a board from the plain form, when the page's script has not arrived. */
export async function POST(request: NextRequest): Promise<Response> {
  const form = await request.formData()
  const pictures = form
    .getAll("images[]")
    .filter((value): value is File => value instanceof File && value.size > 0)
  const text = String(form.get("text") ?? "")
  try {
    if (pictures.length) {
      const body = new FormData()
      pictures.forEach((picture) => body.append("images[]", picture))
      return seeOther(`/vibe/${await createBoard(body)}`)
    }
    const address = pinterestAddress(text)
    if (!address) {
      return problem(text.trim() ? "not-pinterest" : "empty")
    }
    const id = await createBoard(pinterestSource(address), "application/json")
    return seeOther(`/vibe/${id}`)
  } catch (error) {
    if (error instanceof StoreError && error.status < 500) {
      return problem("refused")
    }
    throw error
  }
}

function problem(code: Refusal): Response {
  return seeOther(`/vibe?problem=${code}`)
}

function seeOther(path: string): Response {
  // A relative address holds behind any host name and proxy.
  return new NextResponse(null, { status: 303, headers: { location: path } })
}
