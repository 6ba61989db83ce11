import fc from "fast-check"
import { RequestError } from "../../../../modules/vibe-match/errors/request-error"
import { parseMatchQuery } from "./validators"

const now = new Date("2027-06-10T03:00:00Z")
const parse = (query: Record<string, unknown>) => parseMatchQuery(query, now)

describe("parseMatchQuery", () => {
  it("needs nothing", () => expect(parse({})).toEqual({ dates: null, limit: 24 }))

  it("reads dates and a limit", () => {
    expect(
      parse({ start_date: "2027-06-12", end_date: "2027-06-14", limit: "6" })
    ).toEqual({
      dates: { start_date: "2027-06-12", end_date: "2027-06-14" },
      limit: 6,
    })
  })

  it("takes the day that is still today somewhere", () => {
    expect(
      parse({ start_date: "2027-06-09", end_date: "2027-06-09" }).dates
    ).not.toBeNull()
  })

  it.each([
    [{ start_date: "2027-06-12" }, "end_date"],
    [{ end_date: "2027-06-12" }, "start_date"],
    [{ start_date: "2027-06-14", end_date: "2027-06-12" }, "end_date"],
    [{ start_date: "2027-06-08", end_date: "2027-06-12" }, "start_date"],
    [{ start_date: "2027-02-30", end_date: "2027-03-02" }, "start_date"],
    [{ start_date: "12.6.2027", end_date: "2027-06-12" }, "start_date"],
    [{ start_date: ["2027-06-12"], end_date: "2027-06-12" }, "start_date"],
    [{ start_date: "2027-06-12", end_date: "9999-12-31" }, "end_date"],
    [{ start_date: "2027-06-12", end_date: "+275760-09-13" }, "end_date"],
    [{ limit: "0" }, "limit"],
    [{ limit: "101" }, "limit"],
    [{ limit: "1.5" }, "limit"],
    [{ limit: "-1" }, "limit"],
    [{ limit: ["1", "2"] }, "limit"],
  ])("names the parameter that is wrong in %j", (query, field) => {
    expect.assertions(2)
    try {
      parse(query)
    } catch (error) {
      expect(error).toBeInstanceOf(RequestError)
      expect((error as RequestError).toJSON()).toMatchObject({
        type: "invalid_data",
        field,
      })
    }
  })

  it("answers or refuses anything, and never breaks", () => {
    const value = fc.oneof(
      fc.string(),
      fc.array(fc.string()),
      fc.constant(undefined),
      fc.object()
    )
    fc.assert(
      fc.property(value, value, value, (start_date, end_date, limit) => {
        try {
          parse({ start_date, end_date, limit })
        } catch (error) {
          if (!(error instanceof RequestError)) throw error
        }
      })
    )
  })
})
