import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { periodError, RentalError, requestError } from "../errors/rental-error"
import { execute } from "./query"

/** Thrown when the CHECK of a slot refuses: units are missing. */
export class CapacityExceeded extends Error {
  constructor() {
    super("A slot has no units left")
  }
}

const LOCK_TIMEOUT = "5s"
const ATTEMPTS = 5

/**
 * Runs one transaction of the ledger, under READ COMMITTED (the triggers read rows that
 * others have committed while they waited for a lock).
 *
 * A deadlock, serialisation failure or lock timeout is tried again.
 *
 * @throws CapacityExceeded when units are missing; nothing was written
 * @throws RentalError `rental_busy` when the rows stay locked
 */
export async function ledgerTransaction<T>(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<T>
): Promise<T> {
  return await ledgerStatement(async () =>
    knex.transaction(
      async (trx) => {
        await execute(trx, `SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`)
        return await work(trx)
      },
      { isolationLevel: "read committed" }
    )
  )
}

/**
 * Runs one statement that is a transaction of the ledger by itself: a call of one of its
 * functions in Postgres, which has its own `lock_timeout`.
 *
 * @throws as `ledgerTransaction`
 */
export async function ledgerStatement<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (isCapacityViolation(error)) {
        throw new CapacityExceeded()
      }
      if (!isContention(error)) {
        throw beyondCounting(error) ?? error
      }
      if (attempt === ATTEMPTS) {
        throw new RentalError(
          "rental_busy",
          "These units are being booked by others just now. Please try again."
        )
      }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * attempt))
    }
  }
}

interface PostgresError {
  code?: string
  constraint?: string
}

function isCapacityViolation(error: unknown): boolean {
  const { code, constraint } = (error ?? {}) as PostgresError
  return code === "23514" && constraint === "rental_slot_not_oversold"
}

/** What no single request is refused for: goods kept ever longer, units added ever again. */
function beyondCounting(error: unknown): RentalError | undefined {
  const { code, constraint } = (error ?? {}) as PostgresError
  if (constraint === "rental_booking_occupied_check") {
    return periodError({
      rule: "too_long",
      field: "end_date",
      message: "With the days that its goods are out already, this rental is too long.",
    })
  }
  return code === "22003"
    ? requestError("quantity", "These are more units than can be counted")
    : undefined
}

/** Deadlock, serialisation failure, lock timeout, or two first bookings of one cart line. */
function isContention(error: unknown): boolean {
  const { code, constraint } = (error ?? {}) as PostgresError
  return (
    code === "40P01" ||
    code === "40001" ||
    code === "55P03" ||
    (code === "23505" && constraint === "rental_booking_live_line_unique")
  )
}
