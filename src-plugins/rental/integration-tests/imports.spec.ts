import { readCsv } from "../src/modules/rental/imports/csv/read-csv"
import { writeCsv } from "../src/modules/rental/imports/csv/write-csv"
import { type ImportKind } from "../src/modules/rental/imports/import-kind"
import { IMPORT_KINDS } from "../src/modules/rental/imports/import-kinds"
import { namesOf } from "../src/modules/rental/imports/names"
import { type ImportOutcome } from "../src/modules/rental/imports/run-import"
import { addDowntime } from "../src/modules/rental/ledger/downtime"
import { addUnits, retireUnit } from "../src/modules/rental/ledger/units"
import { saveWindow, saveZone } from "../src/modules/rental/delivery/save-setup"
import { type LocalDate } from "../src/modules/rental/periods/local-date"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { readDefinition } from "../src/modules/rental/pricing/rate-card-change"
import { ledgerSuite } from "./ledger-suite"

jest.setTimeout(120_000)

const VARIANTS = [
  ["chair", "CHAIR"],
  ["table", "TABLE"],
  ["drill", "DRILL"],
  ["cloth", "=CLOTH;1"],
  ["lamp", "LAMP | TALL"],
  ["dinner", "DINNER"],
  ["candle", "CANDLE"],
  ["bare", null],
] as const

const LOCATIONS = [
  { id: "sloc_here", name: "Kingston" },
  { id: "sloc_there", name: 'Hudson, "old" mill' },
  { id: "sloc_twin_1", name: "Twin" },
  { id: "sloc_twin_2", name: "Twin" },
]

ledgerSuite("rental_imports_test", {}, ({ service, sql, scenario }) => {
  const names = async () =>
    namesOf(
      VARIANTS.map(([id, sku]) => ({ id, product_id: `p-${id}`, sku, title: id })),
      LOCATIONS,
      await service.ledger.items()
    )

  const kindOf = (name: string): ImportKind =>
    IMPORT_KINDS.find((kind) => kind.name === name)!

  const exported = async (kind: ImportKind): Promise<string> =>
    writeCsv(
      kind.columns.map((column) => column.name),
      await service.exportRows(kind, await names())
    )

  const imported = async (
    name: string,
    text: string,
    dry = false
  ): Promise<ImportOutcome> =>
    await service.importTable(kindOf(name), readCsv(Buffer.from(text)), {
      names: await names(),
      by: "user_1",
      dry,
    })

  const everything = async () => {
    const files: Record<string, string> = {}
    for (const kind of IMPORT_KINDS) {
      files[kind.name] = await exported(kind)
    }
    return files
  }

  const wrong = ({ errors }: ImportOutcome) =>
    errors.map(({ line, column, value }) => [line, column, value])

  const version = async () =>
    (await sql().query("SELECT version::text FROM rental_catalogue")).rows

  const item = (name: string, more: object = {}) => ({
    variant_id: name,
    product_id: `p-${name}`,
    ...more,
  })

  const book = (order_id: string, quantity: number, start: string) =>
    service.writeOrder({
      order_id,
      period: periodOf(start, start),
      lines: [{ line_item_id: `${order_id}-line`, variant_id: "chair", quantity }],
      state: "reserved",
    })

  async function fillShop(): Promise<void> {
    const tents = readDefinition({
      kind: "flat",
      params: { days: 3, extra_day: { factor: 0.25 } },
    })
    await service.rateCards.create("tents", { title: "Tents; =big", ...tents }, null)
    await service.upsertItems([
      item("chair", {
        turnaround_after: 1,
        replacement_value: 12.5,
        currency_code: "usd",
        rate_card: "tents",
        storage_place: "=A-1",
        fleet: [
          { location_id: "sloc_here", quantity: 10 },
          { location_id: "sloc_here", quantity: 15, effective_from: "2027-07-01" },
          { location_id: "sloc_there", quantity: 4 },
          { location_id: "sloc_twin_1", quantity: 1 },
        ],
      }),
      item("table", { fleet: [{ location_id: "sloc_here", quantity: 3 }] }),
      item("drill", {
        slot_minutes: 60,
        turnaround_before: 2,
        fleet: [{ location_id: "sloc_here", quantity: 2 }],
      }),
      item("cloth", { fleet: [{ location_id: "sloc_there", quantity: 8 }] }),
      item("lamp", { fleet: [{ location_id: "sloc_there", quantity: 2 }] }),
      item("bare"),
      item("dinner"),
    ])
    await service.upsertItems([
      item("dinner", {
        package_pricing: "percent",
        package_percent_off: 12.5,
        components: [
          { variant_id: "table", quantity: 1 },
          {
            variant_id: "chair",
            quantity: 8,
            optional: true,
            selected: false,
            charge: "own",
            replacements: [
              { variant_id: "lamp", charge: "difference" },
              { variant_id: "bare" },
            ],
          },
        ],
      }),
      item("table", {
        add_ons: [
          { variant_id: "cloth", required: true, quantity: 2, per: 1 },
          { variant_id: "bare" },
        ],
      }),
    ])
    await service.charges.saveItems([
      {
        variant_id: "chair",
        waiver: "not_covered",
        deposit: { type: "fixed", amounts: [{ currency_code: "usd", amount: 7.25 }] },
        late_fee: { type: "percent", percent: 150, grace_hours: 2, most_days: 5 },
      },
      { variant_id: "table", deposit: "none", late_fee: "none" },
      { variant_id: "drill", deposit: { type: "percent_of_value", percent: 20 } },
    ])
    const units = await addUnits(service.ledger, [
      { variant_id: "drill", serial: "D-1", note: 'lent;\r\n"often"' },
      { variant_id: "drill", serial: "=D-2" },
    ])
    await retireUnit(service.ledger, units.find(({ serial }) => serial === "=D-2")!.id)
    const town = await saveZone(service.ledger, {
      name: "Town",
      country_code: "us",
      postal_codes: ["125*", "12000...12999"],
      rank: -3,
      prices: [
        {
          currency_code: "usd",
          kinds: {
            delivery: { base: 40, per_distance: 1.5, minimum: 50 },
            collection: { base: 40, per_distance: 0, minimum: 0 },
          },
          minimum_order: 100,
          free_from: null,
        },
        { currency_code: "eur", kinds: {}, minimum_order: null, free_from: 900 },
      ],
    })
    await saveWindow(service.ledger, {
      name: "Morning",
      kinds: ["delivery", "collection"],
      weekdays: ["monday", "saturday"],
      start_time: "08:00",
      end_time: "12:00",
      capacity: 4,
      days: [
        { date: "2027-06-12" as LocalDate, capacity: 0 },
        { date: "2027-06-13" as LocalDate, capacity: 9 },
      ],
      zone_ids: [town.id],
      lead_hours: 24,
      surcharges: [{ currency_code: "usd", amount: 10 }],
    })
    for (const note of [null, null, "again"]) {
      await addDowntime(service.ledger, {
        variant_id: "chair",
        location_id: "sloc_here",
        quantity: 1,
        reason: "repair",
        note,
        start_date: "2027-06-12" as LocalDate,
        end_date: "2027-06-14" as LocalDate,
      })
    }
  }

  async function emptyShop(): Promise<void> {
    await sql().query("DELETE FROM rental_unit; DELETE FROM rental_downtime")
    await service.removeItems(VARIANTS.map(([id]) => id))
    await sql().query("DELETE FROM rental_rate_card WHERE kind <> 'code'")
    await sql().query("DELETE FROM rental_item_charges")
    await sql().query("UPDATE rental_delivery_window SET deleted_at = now()")
    await sql().query("UPDATE rental_delivery_zone SET deleted_at = now()")
    service.ledger.delivery.forget()
  }

  describe("export and import", () => {
    scenario("change nothing in the shop that was exported", async () => {
      await fillShop()
      const before = await everything()
      const known = await version()
      for (const [name, text] of Object.entries(before)) {
        const { rows, changes, errors } = await imported(name, text)
        expect({ name, changes, errors }).toEqual({ name, changes: [], errors: [] })
        expect(rows.unchanged).toBe(readCsv(Buffer.from(text)).rows.length)
        expect(rows.unchanged).toBeGreaterThan(0)
      }
      expect(await everything()).toEqual(before)
      expect(await version()).toEqual(known)
    })

    scenario("make the same shop anew, and a second time change nothing", async () => {
      await fillShop()
      const before = await everything()
      await emptyShop()
      const ids = /^id,|^(rdown|dzone|dwin)_[^,]*,/gm
      const files = Object.entries(before).map(([name, text]): [string, string] => [
        name,
        text.replace(ids, (id) => (id === "id," ? id : ",")),
      ])
      for (const [name, text] of files) {
        const dry = await imported(name, text, true)
        const { rows, errors } = await imported(name, text)
        expect({ name, errors }).toEqual({ name, errors: [] })
        expect(dry.rows).toEqual(rows)
        expect(rows).toMatchObject({ changed: 0, removed: 0, unchanged: 0 })
      }
      const after = await everything()
      expect(Object.values(after).map((text) => text.replace(ids, ""))).toEqual(
        Object.values(before).map((text) => text.replace(ids, ""))
      )
      for (const [name, text] of files) {
        const { rows, changes } = await imported(name, text)
        expect({ name, changes }).toEqual({ name, changes: [] })
        expect(rows.unchanged).toBeGreaterThan(0)
      }
    })
  })

  describe("an import", () => {
    scenario("leaves columns that the file does not have", async () => {
      await fillShop()
      const outcome = await imported("items", "sku,turnaround_after\nCHAIR,2\nTABLE,0\n")
      expect(outcome).toMatchObject({
        rows: { created: 0, changed: 1, removed: 0, unchanged: 1 },
        changes: [
          {
            line: 2,
            change: "changed",
            of: "CHAIR",
            columns: [{ column: "turnaround_after", before: "1", after: "2" }],
          },
        ],
        errors: [],
      })
      const [chair] = await service.snapshotItems(["chair"])
      expect(chair).toMatchObject({ rate_card: "tents", storage_place: "=A-1" })
      expect((await service.charges.read()).items.get("chair")).toMatchObject({
        waiver: "not_covered",
      })
    })

    scenario("reads semicolons, decimal commas and words in capitals", async () => {
      const text = "\ufeffSKU;replacement_value;currency_code\r\nCHAIR;12,50;USD\r\n"
      expect((await imported("items", text)).rows.created).toBe(1)
      const [chair] = await service.snapshotItems(["chair"])
      expect(chair).toMatchObject({ currency_code: "usd" })
      expect(Number(chair?.replacement_value)).toBe(12.5)
    })

    scenario("says in a dry run what it would do, and writes nothing", async () => {
      await fillShop()
      const before = await everything()
      const text = "sku,location,quantity\nCHAIR,Kingston,11\nTABLE,,\n"
      const outcome = await imported("fleet", text, true)
      expect(outcome.errors).toEqual([])
      expect(outcome.rows).toEqual({ created: 0, changed: 1, removed: 4, unchanged: 0 })
      expect(await everything()).toEqual(before)
      expect((await imported("fleet", text)).rows).toEqual(outcome.rows)
      const fleet = await service.snapshotItems(["chair", "table"])
      expect(fleet.map((one) => one.fleet)).toEqual(
        expect.arrayContaining([[], [{ location_id: "sloc_here", quantity: 11 }]])
      )
    })

    scenario("names every row that is wrong, and writes none", async () => {
      await fillShop()
      const before = await everything()
      const outcome = await imported(
        "items",
        [
          "sku,slot_minutes,turnaround_after,replacement_value,rate_card,deposit,late_fee",
          "CHAIR,1440,two,12.50,tents,,",
          "NOTHING,1440,0,,,,",
          "TABLE,7,0,,,,",
          "DRILL,60,0,1e3,none of ours,half,10 usd | 9 usd",
          ",1440,0,,,,",
          'CANDLE,1440,0,,no_card,"{""type"": ""fixed""}",5%',
          "TABLE,1440,0,,,,",
          "DINNER,1440",
        ].join("\n")
      )
      expect(wrong(outcome)).toEqual([
        [2, "turnaround_after", "two"],
        [3, "sku", "NOTHING"],
        [4, "slot_minutes", "7"],
        [5, "replacement_value", "1e3"],
        [5, "deposit", "half"],
        [6, "sku", ""],
        [7, "deposit", '{"type": "fixed"}'],
        [8, "sku", "TABLE"],
        [9, null, null],
      ])
      expect(await everything()).toEqual(before)
    })

    scenario("refuses what it would leave as it is", async () => {
      await fillShop()
      const units = await imported(
        "units",
        "sku,serial,location,note,retired\nDRILL,D-1,Kingston,other,no\nDRILL,=D-2,Kingston,,no\n"
      )
      expect(wrong(units)).toEqual([
        [2, "note", "other"],
        [3, "retired", "no"],
      ])
      const currency = await imported("items", "sku,currency_code\nCHAIR,\n")
      expect(wrong(currency)).toEqual([[2, "currency_code", ""]])
    })

    scenario("never oversells: each fleet that is too small is named", async () => {
      await fillShop()
      await book("june", 9, "2027-06-20")
      const text = [
        "sku,location,quantity,effective_from",
        "CHAIR,Kingston,5,",
        "TABLE,Kingston,1,",
        "DRILL,Kingston,0,",
        'LAMP | TALL,"Hudson, ""old"" mill",5,',
      ].join("\n")
      const dry = await imported("fleet", text, true)
      const outcome = await imported("fleet", text)
      expect(outcome.errors).toEqual(dry.errors)
      expect(outcome.errors).toMatchObject([
        { line: 2, code: "rental_fleet_in_use", column: "quantity" },
      ])
      const [lamp] = await service.snapshotItems(["lamp"])
      expect(lamp?.fleet).toEqual([{ location_id: "sloc_there", quantity: 2 }])
      const down = await imported(
        "downtime",
        "sku,location,quantity,reason,start_date,end_date\n" +
          "CHAIR,Kingston,6,repair,2027-06-20,2027-06-20\n" +
          "TABLE,Kingston,9,repair,2027-06-20,2027-06-19\n"
      )
      expect(down.errors.map(({ line, code }) => [line, code])).toEqual([
        [2, "rental_fleet_in_use"],
        [3, "rental_request_invalid"],
      ])
    })

    scenario(
      "refuses packages that contain themselves, and parts not for rent",
      async () => {
        await fillShop()
        const outcome = await imported(
          "packages",
          [
            "sku,component,quantity,optional",
            "DINNER,CANDLE,1,no",
            "CHAIR,TABLE,1,maybe",
            "TABLE,CHAIR,1,yes",
            "LAMP | TALL,DINNER,1,no",
            "LAMP | TALL,,,",
          ].join("\n")
        )
        expect(wrong(outcome)).toEqual([
          [2, "component", "CANDLE"],
          [3, "optional", "maybe"],
          [4, "component", "CHAIR"],
          [6, "component", ""],
        ])
      }
    )

    scenario("keeps the order of components and add-ons", async () => {
      await fillShop()
      const text = "sku,add_on\nTABLE,bare\nTABLE,=CLOTH;1\n"
      expect((await imported("add-ons", text)).rows).toMatchObject({ changed: 2 })
      const [table] = await service.snapshotItems(["table"])
      expect(table?.add_ons?.map((one) => one.variant_id)).toEqual(["bare", "cloth"])
    })

    scenario("says what is wrong with the columns", async () => {
      const outcome = await imported("fleet", "place,sku,sku\nx,CHAIR,CHAIR\n")
      expect(wrong(outcome)).toEqual([
        [1, "place", "place"],
        [1, "sku", "sku"],
      ])
      expect(wrong(await imported("units", "sku,note\nx,y\n"))).toEqual([
        [1, "serial", null],
        [1, "location", null],
      ])
    })

    scenario("ends a downtime, and changes nothing else of it", async () => {
      await fillShop()
      const rows = await service.exportRows(kindOf("downtime"), await names())
      const { id } = rows.find((row) => row.note === "again")!
      const head = "id,sku,location,quantity,reason,note,start_date,end_date\n"
      const text = `${head}${id},CHAIR,Kingston,1,repair,again,2027-06-12,2027-06-12\n`
      expect((await imported("downtime", text)).rows.changed).toBe(1)
      const other = `${head}${id},CHAIR,Kingston,2,other,again,2027-06-12,2027-06-12\n`
      expect(wrong(await imported("downtime", other))).toEqual([
        [2, "quantity", "2"],
        [2, "reason", "other"],
      ])
    })

    scenario("refuses zones whose rows disagree, and prices that are none", async () => {
      const outcome = await imported(
        "zones",
        [
          "zone,country_code,postal_codes,currency_code,delivery_base,minimum_order",
          "Town,us,125*,usd,40.123,",
          "Town,de,125*,eur,40,",
          "Hills,us,12??!,usd,40,-1",
          "River,us,,usd,40,",
        ].join("\n")
      )
      expect(wrong(outcome)).toEqual([
        [2, "delivery_base", "40.123"],
        [3, "country_code", "de"],
        [4, "postal_codes", "12??!"],
        [4, "minimum_order", "-1"],
      ])
    })
  })
})
