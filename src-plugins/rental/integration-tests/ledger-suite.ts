import { Modules } from "@medusajs/framework/utils"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import path from "path"
import { Client } from "pg"
import { RENTAL_MODULE } from "../src/modules/rental"
import { type RentalError } from "../src/modules/rental/errors/rental-error"
import { sendEvents } from "../src/modules/rental/ledger/outbox"
import { type LocalDate } from "../src/modules/rental/periods/local-date"
import { daySlot } from "../src/modules/rental/periods/slots"
import type RentalModuleService from "../src/modules/rental/service"
import { type RentalPluginOptions } from "../src/modules/rental/options"

/** What a suite works with: the service, and a connection beside it. */
export interface LedgerSuite {
  service: RentalModuleService
  sql: () => Client
  /** Address of the database, for connections of one's own. */
  url: () => string
  /** A test after which the ledger must be in order. */
  scenario: (name: string, run: () => Promise<void>) => void
}

/**
 * Slots over their capacity, slots that disagree with the bookings, and overbooking that is
 * not needed: none of them may ever be.
 */
export const BROKEN_SLOTS = `
  SELECT s.*, coalesce(b.units, 0) AS counted
    FROM rental_slot s
    LEFT JOIN (
      SELECT item_id, location_id, slot, sum(quantity) AS units
        FROM rental_booking, generate_series(occupied_from, occupied_to) slot
       WHERE state IN ('held', 'reserved', 'out', 'returned')
       GROUP BY 1, 2, 3
    ) b USING (item_id, location_id, slot)
   WHERE s.booked <> coalesce(b.units, 0)
      OR s.overbook <> greatest(0, s.booked + s.blocked - s.capacity)
`

/** Runs tests on the rental module with a database of its own, emptied for each. */
export function ledgerSuite(
  dbName: string,
  options: RentalPluginOptions,
  suite: (given: LedgerSuite) => void
): void {
  moduleIntegrationTestRunner<RentalModuleService>({
    moduleName: RENTAL_MODULE,
    moduleOptions: options as Record<string, unknown>,
    // Nobody empties the outbox but the tests.
    injectedDependencies: { [Modules.EVENT_BUS]: undefined },
    resolve: path.resolve(__dirname, "../src/modules/rental"),
    pathToMigrations: path.resolve(__dirname, "../src/modules/rental/migrations"),
    dbName,
    testSuite: ({ service, dbConfig }) => {
      let connection: Client | undefined
      suite({
        service,
        sql: () => {
          if (!connection) {
            throw new Error("There is no connection outside a scenario")
          }
          return connection
        },
        url: () => dbConfig.clientUrl,
        scenario: (name, run) => {
          it(name, async () => {
            const client = new Client({ connectionString: dbConfig.clientUrl })
            connection = client
            await client.connect()
            try {
              await run()
              expect((await client.query(BROKEN_SLOTS)).rows).toEqual([])
            } finally {
              await client.end()
            }
          })
        },
      })
    },
  })
}

/** The refusal a call ends with: its code, with whatever else is asked to match. */
export async function refusalOf(call: Promise<unknown>): Promise<RentalError> {
  return await call.then(
    () => {
      throw new Error("The call was not refused")
    },
    (error: unknown) => error as RentalError
  )
}

export const day = (date: string): number => daySlot(date as LocalDate)

/** Takes what waits in the outbox, as the sender does, and tells the names. */
export async function sentEvents(service: RentalModuleService): Promise<string[]> {
  const names: string[] = []
  await sendEvents(service.ledger.knex, async (batch) => {
    names.push(...batch.map(({ name }) => name))
  })
  return names
}
