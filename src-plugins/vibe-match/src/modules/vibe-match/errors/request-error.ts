/**
 * What a request got wrong: answered with this status and names the field. Everything a visitor
 * may be told about a request is thrown as one of these.
 */
export class RequestError extends Error {
  override readonly name = "RequestError"
  readonly status: number
  readonly code: string
  readonly field?: string

  constructor(
    message: string,
    { field, code, status = 400 }: { field?: string; code: string; status?: number }
  ) {
    super(message)
    this.status = status
    this.code = code
    this.field = field
  }

  /** The JSON the visitor gets; `type` in Medusa's words. */
  toJSON(): { type: string; code: string; message: string; field?: string } {
    const type = TYPES[this.status] ?? "invalid_data"
    return {
      type,
      code: this.code,
      message: this.message,
      ...(this.field && { field: this.field }),
    }
  }
}

const TYPES: Record<number, string> = {
  404: "not_found",
  413: "invalid_data",
  429: "not_allowed",
}
