import type { Door } from "./shop"

/**
 * What is wrong between the ledger and Medusa's carts and orders, one line a finding; empty
 * when all is well. Counts everything again from the bookings, in SQL of its own.
 *
 * @param options.completionSeconds how long a reserved booking may be without an order:
 *   0 when no completion is under way
 */
export async function auditLedger(
  shop: Pick<Door, "sql">,
  { completionSeconds = 0 }: { completionSeconds?: number } = {}
): Promise<string[]> {
  const findings = await Promise.all(
    Object.entries(CHECKS).map(async ([name, query]) => {
      const rows = await shop.sql<Record<string, unknown>>(
        query,
        query.includes("$1") ? [completionSeconds] : []
      )
      return rows.map((row) => `${name}: ${JSON.stringify(row)}`)
    })
  )
  return findings.flat()
}

/** The audit, asked again until it finds nothing or the time is over. */
export async function settledAudit(
  shop: Pick<Door, "sql">,
  withinSeconds: number
): Promise<string[]> {
  const deadline = Date.now() + withinSeconds * 1000
  for (;;) {
    const findings = await auditLedger(shop)
    if (!findings.length || Date.now() > deadline) {
      return findings
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

const OCCUPIES = `state in ('held', 'reserved', 'out', 'returned')`

const CHECKS = {
  "oversold slot": `
    select item_id, slot, booked, blocked, capacity, overbook
      from rental_slot where booked + blocked > capacity + overbook`,

  "miscounted slot": `
    select coalesce(s.item_id, b.item_id) as item_id, coalesce(s.slot, b.slot) as slot,
           s.booked, b.units
      from rental_slot s
      full join (
        select item_id, location_id, occupied_from + d as slot, sum(quantity) as units
          from rental_booking, generate_series(0, occupied_to - occupied_from) d
         where ${OCCUPIES}
         group by 1, 2, 3
      ) b on b.item_id = s.item_id and b.location_id = s.location_id and b.slot = s.slot
     where coalesce(s.booked, 0) <> coalesce(b.units, 0)`,

  "more booked than owned": `
    select b.item_id, b.location_id, b.slot, b.units, f.quantity
      from (
        select item_id, location_id, occupied_from + d as slot, sum(quantity) as units
          from rental_booking, generate_series(0, occupied_to - occupied_from) d
         where ${OCCUPIES} and item_id not like '#%'
         group by 1, 2, 3
      ) b
      left join (
        select item_id, location_id, max(quantity) as quantity
          from rental_fleet where deleted_at is null group by 1, 2
      ) f on f.item_id = b.item_id and f.location_id = b.location_id
      left join rental_slot s
        on s.item_id = b.item_id and s.location_id = b.location_id and s.slot = b.slot
     where b.units > coalesce(f.quantity, 0) + coalesce(s.overbook, 0)`,

  "order whose bookings are not its lines": `
    with ordered as (
      select o.id, l.variant_id, sum(i.quantity)::int as units
        from "order" o
        join order_item i on i.order_id = o.id and i.version = o.version
                         and i.deleted_at is null
        join order_line_item l on l.id = i.item_id
        join rental_item r on r.variant_id = l.variant_id
       where o.deleted_at is null and not o.is_draft_order and o.status <> 'canceled'
       group by 1, 2
    ), booked as (
      select order_id, line_variant_id, sum(line_quantity)::int as units
        from (
          select distinct order_id, line_item_id, line_variant_id, line_quantity
            from rental_booking
           where order_id is not null and state in ('reserved', 'out', 'returned', 'no_show')
        ) lines
       group by 1, 2
    )
    select o.id, o.variant_id, o.units as ordered, b.units as booked
      from ordered o
      left join booked b on b.order_id = o.id and b.line_variant_id = o.variant_id
     where o.units is distinct from b.units`,

  "booking of no order": `
    select b.id, b.cart_id, b.order_id, b.state, b.updated_at
      from rental_booking b
      left join "order" o on o.id = b.order_id and o.deleted_at is null
     where b.state in ('reserved', 'out') and o.id is null
       and b.updated_at < rental_now() - make_interval(secs => $1)`,

  "units to come of a cancelled order": `
    select b.id, b.order_id, b.state
      from rental_booking b
      join "order" o on o.id = b.order_id
     where b.state in ('draft', 'reserved') and o.status = 'canceled'
       and o.canceled_at < rental_now() - make_interval(secs => $1)`,

  "hold of no cart": `
    select b.id, b.cart_id, b.line_item_id
      from rental_booking b
      left join cart c on c.id = b.cart_id and c.deleted_at is null
      left join cart_line_item l on l.id = b.line_item_id and l.deleted_at is null
     where b.state = 'held' and b.expires_at > rental_now()
       and (c.id is null or l.id is null or c.completed_at is not null)`,

  "hold that is not what its line says": `
    select b.id, b.cart_id, b.line_quantity, l.quantity
      from rental_booking b
      join cart_line_item l on l.id = b.line_item_id and l.deleted_at is null
     where b.state = 'held' and b.expires_at > rental_now()
       and (b.line_quantity <> l.quantity or b.line_variant_id <> l.variant_id)`,

  "cart of several orders": `
    select cart_id, array_agg(order_id) as orders
      from order_cart where deleted_at is null group by 1 having count(*) > 1`,

  "order without a cart": `
    select o.id from "order" o
      left join order_cart c on c.order_id = o.id and c.deleted_at is null
     where o.deleted_at is null and not o.is_draft_order and o.status <> 'canceled'
       and c.order_id is null`,
}
