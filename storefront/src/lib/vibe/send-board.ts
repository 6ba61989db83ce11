import { vibe } from "@/copy/en"

/** The board's id, or why it was not taken, in words. */
export type Sent = { id: string } | { problem: string }

const ENDPOINT = "/api/vibe/boards"

/** Sends a pasted link or shared text. */
export async function sendText(text: string): Promise<Sent> {
  try {
    const response = await fetch(ENDPOINT, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text }),
    })
    return readSent(await response.text())
  } catch {
    return { problem: vibe.failedToSend }
  }
}

/** Sends pictures, telling how many percent have left; 0 to 100. */
export function sendPictures(
  pictures: File[],
  onProgress: (percent: number) => void
): Promise<Sent> {
  const body = new FormData()
  pictures.forEach((picture) => body.append("images[]", picture))
  // fetch cannot tell how much of a body has been sent.
  const request = new XMLHttpRequest()
  return new Promise((resolve) => {
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress(Math.round((loaded / total) * 100))
    request.onload = () => resolve(readSent(request.responseText))
    request.onerror = () => resolve({ problem: vibe.failedToSend })
    request.open("POST", ENDPOINT)
    request.send(body)
  })
}

function readSent(text: string): Sent {
  try {
    const answer = JSON.parse(text) as { id?: unknown; message?: unknown }
    if (typeof answer.id === "string") {
      return { id: answer.id }
    }
    return {
      problem: typeof answer.message === "string" ? answer.message : vibe.failedToSend,
    }
  } catch {
    return { problem: vibe.failedToSend }
  }
}
