import "server-only"
import { cookies } from "next/headers"

const CART_COOKIE = "gather_cart"

/** The visitor's cart id; whoever knows it may open the cart, so scripts never see it. */
export async function cartId(): Promise<string | undefined> {
  return (await cookies()).get(CART_COOKIE)?.value
}

/** Remembers the visitor's cart. */
export async function rememberCart(id: string): Promise<void> {
  const jar = await cookies()
  jar.set(CART_COOKIE, id, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    maxAge: 60 * 60 * 24 * 30,
  })
}

/** Forgets the visitor's cart, once it has become an order or is gone. */
export async function forgetCart(): Promise<void> {
  const jar = await cookies()
  jar.delete(CART_COOKIE)
}
