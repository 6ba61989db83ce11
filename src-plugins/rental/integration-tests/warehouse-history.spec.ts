import { rowsOf } from "../src/modules/rental/ledger/query"
import { BROKEN_SLOTS, day, ledgerSuite } from "./ledger-suite"
import { OWNED, VALUE, WarehouseHistory, type Variant } from "./warehouse-history"

jest.setTimeout(120_000)

const STEPS = 80

/* After each step every unit is counted: by bookings, by units, by supply, and as it was told. */
ledgerSuite("rental_warehouse_history_test", {}, ({ service, sql, scenario }) => {
  const seeds = [1, 2, 3, 4, 5, 6]
  const happened = new Map<string, number>()

  for (const seed of seeds) {
    scenario(`every unit is in, out, lost or in repair: history ${seed}`, async () => {
      const history = new WarehouseHistory(service, seed)
      await history.open()
      for (let step = 0; step < STEPS; step++) {
        const name = await history.step()
        if (name) {
          happened.set(name, (happened.get(name) ?? 0) + 1)
        }
        expect({
          seed,
          step,
          name,
          ...(await count(history)),
        }).toEqual({ seed, step, name, ...expected(history) })
      }
    })
  }

  it("all of it happened, and often", () => {
    const names = [
      "order",
      "pack",
      "unpack",
      "leave",
      "return",
      "check",
      "find",
      "repair",
    ]
    for (const name of [...names, "no show", "sleep"]) {
      expect(`${name} ${(happened.get(name) ?? 0) > 2}`).toBe(`${name} true`)
    }
  })

  function expected({ told, ordered }: WarehouseHistory) {
    const fleet = (variant: Variant) =>
      OWNED[variant] - told[variant].lost + told[variant].found
    return {
      broken: [],
      miscounted: [],
      supply: [
        { variant: "chair", capacity: fleet("chair"), blocked: told.chair.inRepair },
        { variant: "table", capacity: fleet("table"), blocked: told.table.inRepair },
      ],
      // No more is out than there is; in, out, lost and in repair are all there are.
      chairsMissing: 0,
      units: OWNED.table,
      retired: told.table.lost - told.table.found,
      unitsInRepair: told.table.inRepair,
      outOfHand: [],
      mispacked: [],
      misordered: [],
      orders: [...ordered.values()].reduce((sum, quantity) => sum + quantity, 0),
      mischarged: [],
    }
  }

  async function count(history: WarehouseHistory) {
    const { knex } = service.ledger
    const far = day(history.today) + 500
    // Told apart only by what is noted of them: a unit in two of these is counted twice.
    const [units] = await rowsOf<{ total: number; retired: number; repair: number }>(
      knex,
      `SELECT count(*) FILTER (WHERE lost)::integer AS retired,
              count(*) FILTER (WHERE broken)::integer AS repair,
              (count(*) FILTER (WHERE lost) + count(*) FILTER (WHERE broken)
               + count(*) FILTER (WHERE away)
               + count(*) FILTER (WHERE NOT lost AND NOT broken AND NOT away))::integer
                AS total
         FROM (
           SELECT u.retired_at IS NOT NULL AS lost,
                  EXISTS (SELECT 1 FROM rental_downtime d
                           WHERE d.unit_id = u.id AND d.end_date IS NULL) AS broken,
                  EXISTS (SELECT 1 FROM rental_unit_assignment a
                           WHERE a.unit_id = u.id AND a.out_at IS NOT NULL
                             AND a.returned_at IS NULL) AS away
             FROM rental_unit u
         ) told`
    )
    const [chairs] = await rowsOf<{ inside: number }>(
      knex,
      `SELECT p.capacity - p.blocked - coalesce((
                SELECT sum(b.quantity) FROM rental_booking b
                 WHERE b.item_id = i.id AND b.state = 'out'), 0)::integer AS inside
         FROM rental_supply p JOIN rental_item i ON i.id = p.item_id
        WHERE i.variant_id = 'chair' AND ? BETWEEN p.from_slot AND p.to_slot`,
      [far]
    )
    const [orders] = await rowsOf<{ units: number }>(
      knex,
      `SELECT coalesce(sum(quantity), 0)::integer AS units
         FROM rental_booking WHERE state <> 'cancelled'`
    )
    return {
      broken: (await sql().query(BROKEN_SLOTS)).rows,
      miscounted: await rowsOf(knex, `SELECT * FROM rental_slots_miscounted(NULL)`),
      supply: await rowsOf(
        knex,
        `SELECT i.variant_id AS variant, p.capacity, p.blocked
           FROM rental_supply p JOIN rental_item i ON i.id = p.item_id
          WHERE ? BETWEEN p.from_slot AND p.to_slot ORDER BY 1`,
        [far]
      ),
      chairsMissing: Math.max(0, -chairs!.inside),
      units: units!.total,
      retired: units!.retired,
      unitsInRepair: units!.repair,
      outOfHand: await rowsOf(knex, OUT_OF_HAND),
      mispacked: await rowsOf(knex, MISPACKED),
      misordered: await rowsOf(knex, MISORDERED),
      orders: orders!.units,
      mischarged: await rowsOf(knex, MISCHARGED, [VALUE.chair, VALUE.table]),
    }
  }
})

/* Bookings of tables that are out with other units than they say; units in two places. */
const OUT_OF_HAND = `
  SELECT b.id, b.quantity, count(a.id) AS units
    FROM rental_booking b
    JOIN rental_item i ON i.id = b.item_id AND i.variant_id = 'table'
    LEFT JOIN rental_unit_assignment a
      ON a.booking_id = b.id AND a.out_at IS NOT NULL
     AND (a.returned_at IS NULL) = (b.state = 'out')
   WHERE b.state IN ('out', 'returned')
   GROUP BY b.id
  HAVING count(a.id) <> b.quantity
`

const MISPACKED = `
  SELECT b.id, b.prepared, count(a.id) AS units
    FROM rental_booking b
    JOIN rental_item i ON i.id = b.item_id AND i.variant_id = 'table'
    LEFT JOIN rental_unit_assignment a ON a.booking_id = b.id AND a.out_at IS NULL
   GROUP BY b.id
  HAVING count(a.id) <> b.prepared
`

/* A line has as many units as were ordered, wherever they are. */
const MISORDERED = `
  SELECT order_id, max(line_quantity) AS ordered, sum(quantity) AS units
    FROM rental_booking WHERE state <> 'cancelled'
   GROUP BY order_id HAVING sum(quantity) <> max(line_quantity)
`

/* What is lost and did not all turn up again is charged by its value, and nothing else is. */
const MISCHARGED = `
  SELECT n.id, n.quantity, n.found, c.amount, c.state
    FROM rental_incident n
    JOIN rental_item i ON i.id = n.item_id
    LEFT JOIN rental_charge c ON c.incident_id = n.id
   WHERE (n.kind = 'loss') <> (c.id IS NOT NULL)
      OR c.amount <> n.quantity * CASE i.variant_id WHEN 'chair' THEN ?::numeric ELSE ?::numeric END
      OR (c.state = 'waived') <> (n.found = n.quantity)
`
