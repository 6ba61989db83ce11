import "server-only"
import { cookies } from "next/headers"

const ORDERS_COOKIE = "gather_orders"
const KEPT = 10

/** Remembers which cart an order came from: the proof that it is this visitor's. */
export async function rememberOrder(orderId: string, cartId: string): Promise<void> {
  const jar = await cookies()
  const others = pairs(jar.get(ORDERS_COOKIE)?.value).filter(
    ([order]) => order !== orderId
  )
  const value = [[orderId, cartId], ...others]
    .slice(0, KEPT)
    .map((pair) => pair.join("."))
    .join("~")
  jar.set(ORDERS_COOKIE, value, {
    path: "/orders",
    httpOnly: true,
    sameSite: "lax",
    maxAge: 60 * 60 * 24 * 365,
  })
}

/** The cart an order of this visitor came from; undefined for anyone else's. */
export async function cartOfOrder(orderId: string): Promise<string | undefined> {
  const value = (await cookies()).get(ORDERS_COOKIE)?.value
  return pairs(value).find(([order]) => order === orderId)?.[1]
}

function pairs(value: string | undefined): [string, string][] {
  return (value ?? "")
    .split("~")
    .map((pair) => pair.split("."))
    .filter((pair): pair is [string, string] => pair.length === 2)
}
