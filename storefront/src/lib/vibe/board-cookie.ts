import "server-only"
import { cookies } from "next/headers"

const BOARDS_COOKIE = "gather_boards"
const KEPT = 12

/**
 * Keeps the token that opens a board. The cookie reaches this site only, and no
 * cache in between ever sees a page made with it.
 */
export async function rememberBoard(id: string, token: string): Promise<void> {
  const others = (await boards()).filter(([board]) => board !== id)
  await write([[id, token], ...others])
}

/** Forgets a board that was deleted. */
export async function forgetBoard(id: string): Promise<void> {
  await write((await boards()).filter(([board]) => board !== id))
}

/** The token of a board this visitor may open. */
export async function boardToken(id: string): Promise<string | undefined> {
  return (await boards()).find(([board]) => board === id)?.[1]
}

async function boards(): Promise<[string, string][]> {
  const value = (await cookies()).get(BOARDS_COOKIE)?.value ?? ""
  return value
    .split("~")
    .map((pair) => pair.split("!"))
    .filter((pair): pair is [string, string] => pair.length === 2)
}

async function write(entries: [string, string][]): Promise<void> {
  const jar = await cookies()
  const value = entries
    .slice(0, KEPT)
    .map((pair) => pair.join("!"))
    .join("~")
  jar.set(BOARDS_COOKIE, value, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    maxAge: 60 * 60 * 24 * 30,
  })
}
