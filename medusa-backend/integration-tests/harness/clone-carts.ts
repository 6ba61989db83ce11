import type { Shop } from "./shop"

/**
 * Copies a cart, with its lines, addresses, delivery and payment session, straight in the
 * database: two hundred customers at once are not to take minutes to prepare. The ledger's
 * period comes along; holds do not, so that a copy is a cart whose holds have run out.
 *
 * @param suffix distinguishes copies that are made at different times
 * @returns the ids of the copies
 */
export async function cloneCart(
  shop: Pick<Shop, "sql">,
  cartId: string,
  copies: number,
  suffix = ""
): Promise<string[]> {
  for (const { table, ids, of } of TABLES) {
    const renamed = ids.map((id) => `'${id}', t.${id} || '${suffix}_' || n`).join(", ")
    const own = table === "cart" ? `, 'email', n || '${suffix}' || t.email` : ""
    await shop.sql(
      `insert into ${table}
       select (jsonb_populate_record(
                 t, jsonb_strip_nulls(jsonb_build_object(${renamed}${own}))
               )).*
         from ${table} t, generate_series(1, ${copies}) n
        where ${of}`,
      [cartId]
    )
  }
  return Array.from({ length: copies }, (_, index) => `${cartId}${suffix}_${index + 1}`)
}

const COLLECTIONS = `(select payment_collection_id from cart_payment_collection
                       where cart_id = $1 and deleted_at is null)`
const LINES = `(select id from cart_line_item where cart_id = $1)`
const METHODS = `(select id from cart_shipping_method where cart_id = $1)`

/** In the order that foreign keys want; `of` picks the rows of cart `$1`. */
const TABLES = [
  {
    table: "cart_address",
    ids: ["id"],
    of: `id in (select unnest(array[shipping_address_id, billing_address_id])
                  from cart where id = $1)`,
  },
  {
    table: "cart",
    ids: ["id", "shipping_address_id", "billing_address_id"],
    of: "id = $1",
  },
  { table: "cart_line_item", ids: ["id", "cart_id"], of: "cart_id = $1" },
  {
    table: "cart_line_item_tax_line",
    ids: ["id", "item_id"],
    of: `item_id in ${LINES}`,
  },
  { table: "cart_shipping_method", ids: ["id", "cart_id"], of: "cart_id = $1" },
  {
    table: "cart_shipping_method_tax_line",
    ids: ["id", "shipping_method_id"],
    of: `shipping_method_id in ${METHODS}`,
  },
  { table: "payment_collection", ids: ["id"], of: `id in ${COLLECTIONS}` },
  {
    table: "payment_session",
    ids: ["id", "payment_collection_id"],
    of: `payment_collection_id in ${COLLECTIONS}`,
  },
  {
    table: "payment_collection_payment_providers",
    ids: ["payment_collection_id"],
    of: `payment_collection_id in ${COLLECTIONS}`,
  },
  {
    table: "cart_payment_collection",
    ids: ["id", "cart_id", "payment_collection_id"],
    of: "cart_id = $1 and deleted_at is null",
  },
  { table: "rental_cart", ids: ["cart_id"], of: "cart_id = $1" },
]
