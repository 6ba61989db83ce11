import { Client } from "pg"
import {
  addItem,
  complete,
  openCart,
  period,
  prepareCheckout,
  expectOk,
} from "./customer"
import { cloneCart } from "./clone-carts"
import { seededRandom } from "./random"
import type { Answer, Door, Shop, ShopServer } from "./shop"
import { ownUnits } from "./staff"

/** When, within a request, its server is to die. */
type Aim = { kind: "add" | "complete"; after: string | number }

/** What can be seen in the database when a step of the request has just been committed. */
const STEPS: Record<string, string> = {
  "hold written": "select 1 from rental_booking where cart_id = $1 and state = 'held'",
  "line written": "select 1 from cart_line_item where cart_id = $1",
  reserved: "select 1 from rental_booking where cart_id = $1 and state = 'reserved'",
  "order written": `select 1 from "order" where email = (select email from cart where id = $1)`,
  "order linked": "select 1 from order_cart where cart_id = $1",
  "order known to the ledger":
    "select 1 from rental_booking where cart_id = $1 and order_id is not null",
  "payment written": `select 1 from payment p
    join cart_payment_collection c on c.payment_collection_id = p.payment_collection_id
   where c.cart_id = $1`,
}

/** Every step is aimed at, and in between the server dies at any moment. */
const AIMS: Aim[] = [
  { kind: "complete", after: "order written" },
  { kind: "complete", after: "reserved" },
  { kind: "add", after: "hold written" },
  { kind: "complete", after: "order linked" },
  { kind: "complete", after: "payment written" },
  { kind: "add", after: "line written" },
  { kind: "complete", after: "order known to the ledger" },
  { kind: "complete", after: 250 },
  { kind: "add", after: 200 },
  { kind: "complete", after: 120 },
]

/** The key of an add whose server is killed. */
export const KILLED_KEY = "killed"

export type Killed = {
  kind: Aim["kind"]
  cart: string
  /** What the customer got before the server died, if anything. */
  answer: Answer | undefined
  /** For failures: which kill it was. */
  name: string
}

/**
 * Lets a customer add an item or complete a cart at a server, and kills the server in the
 * midst of it: at a step of the request or after a time that the seed chooses.
 *
 * @param base a cart that could be completed; each kill has its copy
 */
export async function killDuringRequest(
  shop: Shop,
  server: ShopServer,
  { seed, base, suffix = "" }: { seed: number; base: string; suffix?: string }
): Promise<Killed> {
  const random = seededRandom(seed)
  const aim = AIMS[(seed - 1) % AIMS.length]!
  const [cart] = (await cloneCart(shop, base, 1, `_kill${seed}${suffix}`)) as [string]
  const variant = await shop.variantId("BLUE-CHAIR")
  if (aim.kind === "add") {
    await shop.sql("delete from cart_line_item where cart_id = $1", [cart])
  }
  const request =
    aim.kind === "add"
      ? addItem(server, cart, variant, 2, KILLED_KEY)
      : complete(server, cart)
  const answer = request.catch(() => undefined)
  await (typeof aim.after === "number"
    ? pause(random.whole(0, aim.after))
    : Promise.race([seen(shop, STEPS[aim.after]!, cart), answer]))
  await server.kill()
  return {
    kind: aim.kind,
    cart,
    answer: await answer,
    name: `kill ${seed}: ${aim.kind}, after ${aim.after}`,
  }
}

/**
 * Lets a customer add an item, and kills the server after it has written the hold and before
 * it can write the line.
 *
 * @param held units the cart then holds
 */
export async function killBeforeLine(
  shop: Shop,
  server: ShopServer,
  add: { cart: string; variant: string; quantity: number; held: number }
): Promise<void> {
  const client = new Client({ connectionString: shop.databaseUrl })
  await client.connect()
  try {
    // Lines can be read and not written.
    await client.query("begin; lock table cart_line_item in share mode")
    const { cart, variant, quantity, held } = add
    const answer = addItem(server, cart, variant, quantity, KILLED_KEY).catch(
      () => undefined
    )
    const query =
      "select 1 from rental_booking where cart_id = $1 and state = 'held' and quantity = $2"
    await Promise.race([seen(shop, query, cart, held), answer])
    await server.kill()
    expect(await answer).toBeUndefined()
  } finally {
    await client.end()
  }
}

/**
 * A cart with an item, an address, delivery and an open payment session. There are units for
 * many copies of it: each of them may become an order.
 */
export async function completableCart(shop: Shop, fromDay: number): Promise<string> {
  const chair = await shop.variantId("BLUE-CHAIR")
  await expectOk(ownUnits(shop, chair, 1000))
  const cart = await openCart(shop, period(fromDay, 3))
  await expectOk(addItem(shop, cart, chair, 1))
  await prepareCheckout(shop, cart)
  return cart
}

/**
 * Completes a cart, again and again while it is refused for the moment, for ten seconds.
 *
 * @throws Error with every answer when no order came of it
 */
export async function completesSoon(door: Door, cart: string): Promise<Answer> {
  const deadline = Date.now() + 10_000
  const answers: string[] = []
  do {
    const answer = await complete(door, cart).catch((error: Error) => ({
      status: 0,
      body: error.message,
    }))
    if (answer.status === 200 && answer.body.type === "order") {
      return answer
    }
    answers.push(`${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
    await pause(250)
  } while (Date.now() < deadline)
  throw new Error(`${cart} was not completed in ten seconds:\n${answers.join("\n")}`)
}

/** Asks the database until a step shows. */
async function seen(shop: Shop, query: string, ...values: unknown[]): Promise<void> {
  const client = new Client({ connectionString: shop.databaseUrl })
  await client.connect()
  try {
    const deadline = Date.now() + 20_000
    while (Date.now() < deadline) {
      if ((await client.query(query, values)).rowCount) {
        return
      }
    }
  } finally {
    await client.end()
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
