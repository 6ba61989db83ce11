import { once } from "events"
import { mkdtemp } from "fs/promises"
import net from "net"
import { tmpdir } from "os"
import path from "path"
import { openShop, type Shop, type ShopOptions } from "./shop"

/** The clock of a shop that lives at a time of the test's choosing. */
export type ShopClock = {
  /** The instant at which the shop believes to be, while no call is under way. */
  set: (instant: Date) => Promise<void>
}

/**
 * Opens a shop whose clock can be set. A shop has two: that of its process, which dates orders
 * and says what day it is, and `rental_now()` in its database, from which the ledger has every
 * instant. Both are set together, and go on from there at their usual pace, so that a season
 * can be lived through day by day without a word written to the ledger behind its back.
 */
export async function openShopWithClock(
  options: ShopOptions = {}
): Promise<{ shop: Shop; clock: ShopClock }> {
  const folder = await mkdtemp(path.join(tmpdir(), "gather-clock-"))
  const socket = path.join(folder, "clock")
  const shop = await openShop({
    ...options,
    env: {
      ...options.env,
      NODE_OPTIONS: `--require ${path.join(__dirname, "preloaded-clock.cjs")}`,
      GATHER_TEST_CLOCK: socket,
    },
  })
  await shop.sql(DATABASE_CLOCK)
  const set = async (instant: Date) => {
    const ahead = Math.round(instant.getTime() - Date.now())
    await shop.sql("update shop_clock set ahead = $1 * interval '1 millisecond'", [ahead])
    await tell(socket, String(ahead))
  }
  return { shop, clock: { set } }
}

const DATABASE_CLOCK = `
  create table shop_clock (ahead interval not null);
  insert into shop_clock values ('0');
  create or replace function rental_now() returns timestamptz
    language sql stable parallel safe as $$
      select clock_timestamp() + (select ahead from public.shop_clock)
    $$;
`

async function tell(socket: string, ahead: string): Promise<void> {
  const connection = net.connect(socket)
  connection.end(ahead)
  connection.resume()
  await once(connection, "close")
}
