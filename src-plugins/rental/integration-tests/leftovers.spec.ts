import { purgeChoices, purgePhotos } from "../src/modules/rental/ledger/leftovers"
import { addPhoto, attachPhotos, readPhotos } from "../src/modules/rental/ledger/photos"
import { ledgerSuite } from "./ledger-suite"

jest.setTimeout(60_000)

ledgerSuite("rental_leftovers_test", {}, ({ service, sql, scenario }) => {
  const keep = async (file_id: string, days: number) => {
    const photo = { file_id, mime_type: "image/png", bytes: 9, created_by: "user_1" }
    const { id } = await addPhoto(service.ledger.knex, photo)
    await sql().query(
      "UPDATE rental_photo SET created_at = rental_now() - make_interval(days => $1) WHERE id = $2",
      [days, id]
    )
    return id
  }
  const choose = (owner: string, days: number) =>
    sql().query(
      `INSERT INTO rental_package_choice (owner_id, variant_id, line_item_id, choice, updated_at)
       VALUES ($1, 'dinner', 'line', '{}', rental_now() - make_interval(days => $2))`,
      [owner, days]
    )
  const owners = async () =>
    (
      await sql().query<{ owner_id: string }>(
        "SELECT owner_id FROM rental_package_choice ORDER BY 1"
      )
    ).rows.map(({ owner_id }) => owner_id)

  scenario("photos that show nothing go after a week, with their files", async () => {
    const { knex } = service.ledger
    await keep("old", 8)
    const young = await keep("young", 6)
    const shown = await keep("shown", 90)
    await knex.transaction(async (trx) => {
      await attachPhotos(trx, [shown], { booking_id: "rbook_1", moment: "back" })
    })
    const dropped: string[] = []
    const drop = async (id: string) => void dropped.push(id)
    expect(await purgePhotos(knex, drop)).toBe(1)
    expect(await purgePhotos(knex, drop)).toBe(0)
    expect(dropped).toEqual(["old"])
    const { rows } = await sql().query<{ id: string }>("SELECT id FROM rental_photo")
    expect(rows.map(({ id }) => id).sort()).toEqual([young, shown].sort())
  })

  scenario("a photo whose file stays is tried again", async () => {
    const { knex } = service.ledger
    const stuck = await keep("stuck", 30)
    await keep("loose", 8)
    const drop = async (id: string) => {
      if (id === "stuck") {
        throw new Error("The store of files is away")
      }
    }
    expect(await purgePhotos(knex, drop)).toBe(1)
    expect(await readPhotos(knex, { ids: [stuck] })).toHaveLength(1)
    expect(await purgePhotos(knex, async () => undefined)).toBe(1)
  })

  scenario("choices go with carts that are gone and became no order", async () => {
    const { knex } = service.ledger
    for (const [owner, days] of [
      ["cart_gone", 8],
      ["cart_gone_lately", 1],
      ["cart_open", 30],
      ["cart_ordered", 30],
      ["order_1", 30],
    ] as const) {
      await choose(owner, days)
    }
    await sql().query(
      `INSERT INTO rental_order (order_id, cart_id, start_date, end_date)
       VALUES ('order_2', 'cart_ordered', '2027-06-12', '2027-06-12')`
    )
    const asked: string[] = []
    const existing = async (ids: string[]) => {
      asked.push(...ids)
      return new Set(["cart_open"])
    }
    expect(await purgeChoices(knex, existing)).toBe(1)
    expect(asked).toEqual(["cart_gone", "cart_open"])
    expect(await owners()).toEqual([
      "cart_gone_lately",
      "cart_open",
      "cart_ordered",
      "order_1",
    ])
  })
})
