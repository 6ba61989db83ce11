import { type RentalError } from "../src/modules/rental/errors/rental-error"
import { type PackageChoice } from "../src/modules/rental/packages/package-terms"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite } from "./ledger-suite"

jest.setTimeout(60_000)

const PERIOD = periodOf("2031-06-10", "2031-06-12")

ledgerSuite("rental_packages_test", { packageLevels: 4 }, (suite) => {
  const { service } = suite
  const sql = async <Row>(text: string, values?: unknown[]): Promise<Row[]> =>
    (await suite.sql().query(text, values)).rows as Row[]

  function scenario(name: string, run: () => Promise<void>): void {
    suite.scenario(name, async () => {
      await openShop()
      await run()
    })
  }

  const plain = (variant_id: string, quantity: number) => ({
    variant_id,
    product_id: `p-${variant_id}`,
    fleet: [{ location_id: "here", quantity }],
  })
  const pack = (variant_id: string, components: Record<string, number>) => ({
    variant_id,
    product_id: `p-${variant_id}`,
    components: Object.entries(components).map(([id, quantity]) => ({
      variant_id: id,
      quantity,
    })),
  })

  async function openShop(): Promise<void> {
    await service.upsertItems([
      plain("chair", 20),
      plain("gold", 6),
      plain("table", 4),
      plain("cloth", 10),
      {
        variant_id: "set",
        product_id: "p-set",
        components: [
          { variant_id: "table", quantity: 1 },
          {
            variant_id: "chair",
            quantity: 4,
            replacements: [{ variant_id: "gold", charge: "difference" as const }],
          },
          { variant_id: "cloth", quantity: 1, optional: true, selected: false },
        ],
      },
      pack("hall", { set: 2, cloth: 3 }),
    ])
  }

  const line = (variant_id: string, quantity: number, choice?: PackageChoice) => ({
    line_item_id: `l-${variant_id}`,
    variant_id,
    quantity,
    choice,
  })
  const hold = async (cart_id: string, ...lines: ReturnType<typeof line>[]) =>
    await service.holdCart({ cart_id, period: PERIOD, lines })

  async function booked(owner: { cart_id?: string; order_id?: string }) {
    const [column, id] = owner.cart_id
      ? ["cart_id", owner.cart_id]
      : ["order_id", owner.order_id]
    const rows = await sql<{ variant_id: string; units: string }>(
      `SELECT i.variant_id, sum(b.quantity) AS units
         FROM rental_booking b JOIN rental_item i ON i.id = b.item_id
        WHERE b.${column} = $1 AND b.state IN ('held', 'reserved', 'out') GROUP BY 1`,
      [id]
    )
    return Object.fromEntries(rows.map((row) => [row.variant_id, Number(row.units)]))
  }

  async function free(...variants: string[]): Promise<Record<string, number>> {
    const rows = await service.listAvailability({ ...PERIOD, variant_ids: variants })
    return Object.fromEntries(rows.map((row) => [row.variant_id, row.available]))
  }

  async function refusalOf(run: Promise<unknown>): Promise<RentalError> {
    return await run.then(
      () => {
        throw new Error("It was not refused")
      },
      (error: RentalError) => error
    )
  }

  describe("packages", () => {
    scenario(
      "take their parts from the ledger, through packages inside them",
      async () => {
        await hold("c1", line("hall", 1))
        expect(await booked({ cart_id: "c1" })).toEqual({ table: 2, chair: 8, cloth: 3 })
        expect(await free("hall", "set", "chair")).toEqual({ hall: 1, set: 2, chair: 12 })
      }
    )

    scenario("Signals: a component of quantity zero is ignored", async () => {
      await service.upsertItems([
        plain("four", 4),
        plain("one", 1),
        pack("kit", { four: 1, one: 0 }),
      ])
      expect(await free("kit")).toEqual({ kit: 4 })
      await hold("c1", line("kit", 4))
      expect(await booked({ cart_id: "c1" })).toEqual({ four: 4 })
    })

    scenario("Signals: a component without stock leaves none", async () => {
      await service.upsertItems([
        plain("five", 5),
        plain("none", 0),
        pack("kit", { five: 1, none: 1 }),
      ])
      expect(await free("kit")).toEqual({ kit: 0 })
      const error = await refusalOf(hold("c1", line("kit", 1)))
      expect(error.code).toBe("rental_shortage")
    })

    scenario(
      "Signals: a kit that contains itself through another is refused",
      async () => {
        const error = await refusalOf(service.upsertItems([pack("set", { hall: 1 })]))
        expect(error.details).toMatchObject({ field: "components" })
        expect(error.message).toContain("cannot contain itself")
        expect(await free("hall")).toEqual({ hall: 2 })
      }
    )

    scenario("Signals: nesting deeper than the shop allows is refused", async () => {
      await service.upsertItems([pack("house", { hall: 1 }), pack("town", { house: 1 })])
      const error = await refusalOf(service.upsertItems([pack("land", { town: 1 })]))
      expect(error.details).toMatchObject({ field: "components" })
      expect(error.message).toContain("5 deep")
    })

    scenario(
      "cannot be made to contain themselves at the SQL console either",
      async () => {
        const again = `
        INSERT INTO rental_package_component
               (id, package_item_id, component_item_id, quantity)
        SELECT 'rpkgc_loop', p.id, c.id, 1 FROM rental_item p, rental_item c
         WHERE p.variant_id = $1 AND c.variant_id = $2`
        await expect(sql(again, ["set", "hall"])).rejects.toMatchObject({
          constraint: "rental_packages_nest",
        })
        await expect(
          sql(
            `INSERT INTO rental_component_replacement (component_id, item_id)
           SELECT c.id, h.id
             FROM rental_package_component c
             JOIN rental_item s ON s.id = c.package_item_id AND s.variant_id = 'set'
             JOIN rental_item h ON h.variant_id = 'hall' LIMIT 1`
          )
        ).rejects.toMatchObject({ constraint: "rental_packages_nest" })
        expect(await sql(`SELECT 1 FROM rental_component_replacement`)).toHaveLength(1)
      }
    )

    scenario("need a component that is always there", async () => {
      for (const components of [
        [{ variant_id: "chair", quantity: 0 }],
        [{ variant_id: "chair", quantity: 1, optional: true }],
      ]) {
        const bad = { variant_id: "kit", product_id: "p", components }
        const error = await refusalOf(service.upsertItems([bad]))
        expect(error.details).toMatchObject({ field: "components" })
      }
    })

    scenario("are read again as they were written, for putting them back", async () => {
      const [before] = await service.snapshotItems(["set"])
      await service.upsertItems([
        {
          variant_id: "set",
          product_id: "p-set",
          package_pricing: "percent",
          package_percent_off: 12.5,
          components: [{ variant_id: "chair", quantity: 1 }],
          add_ons: [{ variant_id: "cloth", required: true, quantity: 2, per: 3 }],
        },
      ])
      const changed = (await service.findRentable(["set"])).get("set")
      expect(changed?.package).toMatchObject({ pricing: "percent", percent_off: "12.5" })
      expect(changed?.add_ons).toMatchObject([
        { variant_id: "cloth", is_required: true, quantity: 2, per: 3 },
      ])
      await service.upsertItems([before!])
      expect(await service.snapshotItems(["set"])).toEqual([before])
    })

    scenario("refuse add-ons that bring each other along", async () => {
      const brings = (variant_id: string, other: string) => ({
        ...plain(variant_id, 5),
        add_ons: [{ variant_id: other, required: true }],
      })
      await service.upsertItems([brings("chair", "cloth")])
      const error = await refusalOf(service.upsertItems([brings("cloth", "chair")]))
      expect(error.details).toMatchObject({ field: "add_ons" })
    })
  })

  describe("what was chosen", () => {
    const gold: PackageChoice = {
      chair: { replaced_by: "gold" },
      cloth: { taken: true },
    }

    scenario("is in the hold and stays until it is chosen again", async () => {
      await hold("c1", line("set", 1, gold))
      expect(await booked({ cart_id: "c1" })).toEqual({ table: 1, gold: 4, cloth: 1 })
      await hold("c1", line("set", 1), line("chair", 2))
      expect(await booked({ cart_id: "c1" })).toEqual({
        table: 1,
        gold: 4,
        cloth: 1,
        chair: 2,
      })
      await hold("c1", line("set", 1, {}))
      expect(await booked({ cart_id: "c1" })).toEqual({ table: 1, chair: 4 })
    })

    scenario("lacks what it takes, and then nothing changes", async () => {
      await hold("c1", line("set", 1, gold))
      await hold("c2", line("set", 1))
      const error = await refusalOf(hold("c2", line("set", 1, gold)))
      expect(error.details).toMatchObject({
        shortages: [{ variant_id: "set", requested: 1, available: 0 }],
      })
      await hold("c2", line("set", 1))
      expect(await booked({ cart_id: "c2" })).toEqual({ table: 1, chair: 4 })
    })

    scenario("is put back with the hold", async () => {
      await hold("c1", line("set", 1, gold))
      const before = await hold("c1", line("set", 1, {}))
      await service.restoreCart(before)
      await hold("c1", line("set", 1))
      expect(await booked({ cart_id: "c1" })).toEqual({ table: 1, gold: 4, cloth: 1 })
    })

    scenario("is not that of a line of the same package that is gone", async () => {
      await hold("c1", line("set", 1, gold))
      await hold("c1")
      await hold("c1", { ...line("set", 1), line_item_id: "another" })
      expect(await booked({ cart_id: "c1" })).toEqual({ table: 1, chair: 4 })
    })

    scenario("goes into the order, and staff can change it there", async () => {
      await hold("c1", line("set", 1, gold))
      const reservation = { cart_id: "c1", transaction_id: "t1", period: PERIOD }
      await service.reserveCart({ ...reservation, lines: [line("set", 1)] })
      await service.claimOrder({ ...reservation, order_id: "o1" })
      expect(await booked({ order_id: "o1" })).toEqual({ table: 1, gold: 4, cloth: 1 })

      const order = (quantity: number, choice?: PackageChoice) => ({
        order_id: "o1",
        period: PERIOD,
        state: "reserved" as const,
        lines: [{ ...line("set", quantity, choice), line_item_id: "o1-set" }],
      })
      const longer = periodOf("2031-06-10", "2031-06-14")
      await service.writeOrder({ ...order(1), period: longer })
      expect(await booked({ order_id: "o1" })).toEqual({ table: 1, gold: 4, cloth: 1 })

      const before = await service.writeOrder(order(2, {}))
      expect(await booked({ order_id: "o1" })).toEqual({ table: 2, chair: 8 })
      await service.restoreOrder(before)
      await service.writeOrder(order(1))
      expect(await booked({ order_id: "o1" })).toEqual({ table: 1, gold: 4, cloth: 1 })
    })

    scenario("asks the database for nothing where there is no choice", async () => {
      await hold("c1", line("hall", 1), line("chair", 2))
      expect(await sql(`SELECT 1 FROM rental_package_choice`)).toEqual([])
    })
  })
})
