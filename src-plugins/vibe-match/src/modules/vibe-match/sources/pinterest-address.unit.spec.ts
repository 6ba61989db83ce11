import fc from "fast-check"
import { RequestError } from "../errors/request-error"
import { feedAddressOf, parsePinterestAddress } from "./pinterest-address"

const boards: [text: string, user: string, board: string][] = [
  ["https://www.pinterest.com/anna/garden-wedding/", "anna", "garden-wedding"],
  ["https://www.pinterest.com/anna/garden-wedding", "anna", "garden-wedding"],
  ["http://pinterest.com/anna/garden-wedding/", "anna", "garden-wedding"],
  ["pinterest.com/anna/garden-wedding", "anna", "garden-wedding"],
  ["www.pinterest.co.uk/anna/garden-wedding/", "anna", "garden-wedding"],
  ["https://www.pinterest.de/anna/garten/", "anna", "garten"],
  ["https://www.pinterest.com.au/anna/beach/", "anna", "beach"],
  ["https://www.pinterest.com.mx/anna/boda/", "anna", "boda"],
  ["https://www.pinterest.fr/anna/mariage/?utm_source=share", "anna", "mariage"],
  ["https://nl.pinterest.com/anna/bruiloft/", "anna", "bruiloft"],
  ["https://br.pinterest.com/anna/casamento/#top", "anna", "casamento"],
  ["https://www.pinterest.com/anna/garden-wedding.rss", "anna", "garden-wedding"],
  ["https://www.pinterest.com/anna/garden-wedding/lights/", "anna", "garden-wedding"],
  ["https://www.pinterest.com/anna/caf%C3%A9-d%C3%A9co/", "anna", "café-déco"],
  ["https://www.pinterest.com/anna/%E7%B5%90%E5%A9%9A%E5%BC%8F/", "anna", "結婚式"],
  ["HTTPS://WWW.PINTEREST.COM/Anna/Garden/", "Anna", "Garden"],
  [
    "Look at this: https://www.pinterest.com/anna/garden-wedding/ isn't it lovely?",
    "anna",
    "garden-wedding",
  ],
  ["(https://www.pinterest.com/anna/garden-wedding/).", "anna", "garden-wedding"],
  [
    "Anna's board\nhttps://www.pinterest.com/anna/garden-wedding/!",
    "anna",
    "garden-wedding",
  ],
  ["<https://www.pinterest.com/anna/garden-wedding/>", "anna", "garden-wedding"],
  ["  pinterest.ca/anna/winter  ", "anna", "winter"],
  ["https://www.pinterest.com//anna//garden-wedding//", "anna", "garden-wedding"],
]

const refused: [text: string, says: RegExp][] = [
  ["https://www.pinterest.com/anna/", /profile/],
  ["https://www.pinterest.com/anna/_saved/", /profile/],
  ["https://www.pinterest.com/anna/_created", /profile/],
  ["https://www.pinterest.com/anna/boards/", /profile/],
  ["https://www.pinterest.com/pin/123456789/", /single pin/],
  ["https://www.pinterest.com/search/pins/?q=boho", /search/],
  ["https://www.pinterest.com/ideas/boho-wedding/123/", /ideas/],
  ["https://www.pinterest.com/today/article/x/1/", /ideas/],
  ["https://www.pinterest.com/", /start page/],
  ["https://www.pinterest.com/settings/account", /not a board/],
  ["https://pin.it/abc123", /pin\.it/],
  ["https://www.pinterest.com.evil.example/anna/board/", /not an address of Pinterest/],
  ["https://pinterest.evil/anna/board/", /not an address of Pinterest/],
  [
    "https://evil.example/?u=https://www.pinterest.com/anna/board/",
    /not an address of Pinterest/,
  ],
  ["https://evil.example/#pinterest.com/anna/board", /not an address of Pinterest/],
  ["https://notpinterest.com/anna/board/", /not an address of Pinterest/],
  ["https://user@www.pinterest.com/anna/board/", /Paste the address/],
  ["https://www.pinterest.com@evil.example/anna/board/", /not an address|signs|board/],
  ["https://www.pinterest.com:8443/anna/board/", /not an address of Pinterest/],
  ["https://pinterest.com%2eevil.example/anna/board", /not an address of Pinterest/],
  ["https://evil.pinterest.com/anna/board/", /not an address of Pinterest/],
  ["https://www.instagram.com/anna/", /not an address of Pinterest/],
  ["a warm autumn wedding", /Paste the address/],
  ["", /Paste the address/],
  ["https://www.pinterest.com/anna/..%2f..%2fadmin/", /signs/],
  ["https://www.pinterest.com/anna/%00/", /signs/],
  ["https://www.pinterest.com/anna/%zz/", /damaged/],
  ["x".repeat(3000), /too long/],
]

describe("parsePinterestAddress", () => {
  it.each(boards)("reads %s", (text, user, board) => {
    expect(parsePinterestAddress(text)).toEqual({ user, board })
  })

  it.each(refused)("refuses %s", (text, says) => {
    expect.assertions(3)
    try {
      parsePinterestAddress(text)
    } catch (error) {
      expect(error).toBeInstanceOf(RequestError)
      expect((error as RequestError).field).toBe("source.url")
      expect((error as RequestError).message).toMatch(says)
    }
  })

  it("never leads to a feed outside Pinterest, whatever is pasted", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "https://",
        "www.",
        "pinterest.com",
        "pinterest.",
        "/anna/",
        "/board",
        "@",
        ":",
        "evil.example"
      ),
      fc.constantFrom(
        "#",
        "?",
        "%2f",
        "%00",
        "..",
        "\\",
        " ",
        ".rss",
        "pin.it",
        "。",
        "\u200b",
        "[::1]"
      ),
      fc.string({ maxLength: 8, unit: "grapheme" })
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        try {
          const board = parsePinterestAddress(pieces.join(""))
          const feed = new URL(feedAddressOf(board, "https://www.pinterest.com"))
          expect(feed.origin).toBe("https://www.pinterest.com")
          expect(feed.pathname.split("/")).toHaveLength(3)
          expect(feed.pathname.endsWith(".rss")).toBe(true)
        } catch (error) {
          if (!(error instanceof RequestError)) throw error
        }
      }),
      { numRuns: 3000 }
    )
  })
})

describe("feedAddressOf", () => {
  it("keeps every sign of a name within its own part of the path", () => {
    expect(feedAddressOf({ user: "anna", board: "a&b (c)" }, "http://127.0.0.1:9/")).toBe(
      "http://127.0.0.1:9/anna/a%26b%20(c).rss"
    )
  })
})
