/** Units that are missing for some days, as the rental ledger says it. */
export type Shortage = {
  variant_id: string
  title: string
  requested: number
  available: number
  slots: string[]
}

/** What the store API refused, with the facts of its answer. */
export class StoreError extends Error {
  readonly name = "StoreError"

  constructor(
    readonly status: number,
    message: string,
    readonly code?: string,
    readonly field?: string,
    readonly shortages: Shortage[] = []
  ) {
    super(message)
  }

  /** True when the answer says that units are missing. */
  get isShortage(): boolean {
    return this.code === "rental_shortage"
  }

  /** True when a hold ran out before the order was placed. */
  get isHoldExpired(): boolean {
    return this.code === "rental_hold_expired"
  }
}

/** The store API's error answer as a {@link StoreError}; never throws itself. */
export async function readStoreError(response: Response): Promise<StoreError> {
  const body: unknown = await response.json().catch(() => null)
  const facts = isRecord(body) ? body : {}
  return new StoreError(
    response.status,
    text(facts.message) ?? response.statusText,
    text(facts.code),
    text(facts.field),
    Array.isArray(facts.shortages) ? facts.shortages.filter(isShortage) : []
  )
}

function isShortage(value: unknown): value is Shortage {
  return (
    isRecord(value) &&
    typeof value.variant_id === "string" &&
    typeof value.available === "number"
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value ? value : undefined
}
