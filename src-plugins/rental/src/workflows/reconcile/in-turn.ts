import { FOUND_AT_ONCE, type Recount } from "../../modules/rental/ledger/reconcile"

/**
 * Looks at a long list in turn: each pass takes the page after the last one's, and begins
 * again at the end, so that every row is looked at however many there are.
 */
export class InTurn<Row> {
  private after = ""

  constructor(private readonly keyOf: (row: Row) => string) {}

  /**
   * The pages of this pass: one, or of `everything` all.
   *
   * @param read the page of a list, ordered by its keys, that comes after a key
   */
  async *pages(
    recount: Recount,
    read: (after: string) => Promise<Row[]>
  ): AsyncGenerator<Row[]> {
    if (recount === "everything") {
      this.after = ""
    }
    do {
      const rows = await read(this.after)
      const last = rows.at(-1)
      this.after = last && rows.length === FOUND_AT_ONCE ? this.keyOf(last) : ""
      yield rows
    } while (recount === "everything" && this.after)
  }
}
