import { RequestError } from "../errors/request-error"

/** A public board of Pinterest. */
export type PinterestBoard = { user: string; board: string }

/** Pinterest's own domains. Written out: a pattern would let strangers' domains in. */
const DOMAINS = new Set(
  (
    "pinterest.com pinterest.at pinterest.be pinterest.ca pinterest.ch pinterest.cl pinterest.co " +
    "pinterest.co.at pinterest.co.in pinterest.co.kr pinterest.co.nz pinterest.co.uk " +
    "pinterest.com.au pinterest.com.bo pinterest.com.ec pinterest.com.mx pinterest.com.pe " +
    "pinterest.com.py pinterest.com.uy pinterest.com.vn pinterest.de pinterest.dk pinterest.ec " +
    "pinterest.es pinterest.fr pinterest.hu pinterest.id pinterest.ie pinterest.in " +
    "pinterest.info pinterest.it pinterest.jp pinterest.kr pinterest.mx pinterest.nl " +
    "pinterest.nz pinterest.pe pinterest.ph pinterest.pt pinterest.ru pinterest.se " +
    "pinterest.th pinterest.tw pinterest.uk pinterest.vn"
  ).split(" ")
)

/** What may stand before `pinterest.com`. */
const SUBDOMAINS = new Set(
  (
    "www m api ar at au be bg br ca ch cl co cs cz da de dk ec el es fi fil fr gr hi hr hu id ie " +
    "in it ja jp kr ms mx nl no nz pe ph pl pt ro ru se sk sv th tr tw uk vi vn za"
  ).split(" ")
)

/** First words of a path that are not the name of a user. */
const NOT_USERS = new Set(
  (
    "pin search ideas idea explore categories today business settings login signup password " +
    "topics shopping videos discover about resource oauth news_hub source logout help _ " +
    "convert pin-builder pin-creation-tool static user recent homefeed product categories terms"
  ).split(" ")
)

/** Second words of a path that are parts of a profile, not boards. */
const PROFILE_PARTS = new Set(
  "_created _saved _shop _pins _boards _tried _community pins boards followers following tries".split(
    " "
  )
)

const EXAMPLE =
  "Paste the address of a public board, like pinterest.com/someone/their-board."

/**
 * Reads which board a customer means, out of an address or a text around one.
 *
 * @throws RequestError naming `source.url`, with the reason and what works instead
 */
export function parsePinterestAddress(text: string): PinterestBoard {
  if (text.length > 2000) refuse("This text is too long to be an address.")
  const url = findAddress(text)
  const [first, second] = segmentsOf(url)

  if (url.hostname === "pin.it") {
    refuse(
      "Short links of pin.it are not followed. Open it, and paste the address it leads to."
    )
  }
  if (first === undefined) refuse(`This is Pinterest's start page. ${EXAMPLE}`)
  if (first === "pin")
    refuse(`This is the address of a single pin, not of a board. ${EXAMPLE}`)
  if (first === "search") refuse(`This is a search on Pinterest, not a board. ${EXAMPLE}`)
  if (first === "ideas" || first === "explore" || first === "today") {
    refuse(
      `This is a page of ideas that Pinterest puts together, not a board. ${EXAMPLE}`
    )
  }
  if (NOT_USERS.has(first)) refuse(`This page of Pinterest is not a board. ${EXAMPLE}`)
  if (second === undefined || PROFILE_PARTS.has(second)) {
    refuse(
      `This is a profile, not a board. Open one of its boards and paste that address.`
    )
  }
  return { user: first, board: second }
}

/** Where the feed of a board is read. */
export function feedAddressOf({ user, board }: PinterestBoard, baseUrl: string): string {
  const base = baseUrl.replace(/\/+$/, "")
  return `${base}/${encodeURIComponent(user)}/${encodeURIComponent(board)}.rss`
}

function findAddress(text: string): URL {
  const written = text.match(
    /(?:https?:\/\/)?(?:[a-z0-9-]+\.)*(?:pinterest\.[a-z.]+|pin\.it)[^\s<>"]*/i
  )
  const address = written?.[0].replace(/[).,;:!?'\]}»”’]+$/u, "")
  // What stands right before must not make it a part of another address.
  const before = written ? text.slice(0, written.index).at(-1) : undefined
  const url = address && !/[\w@./:?=&%#-]/.test(before ?? " ") ? parse(address) : null
  if (!url || !isPinterest(url)) {
    const looksLikeOther = /^\s*(https?:\/\/)?[\w-]+(\.[\w-]+)+/i.test(text)
    refuse(looksLikeOther ? `This is not an address of Pinterest. ${EXAMPLE}` : EXAMPLE)
  }
  return url
}

function parse(address: string): URL | null {
  try {
    return new URL(/^https?:/i.test(address) ? address : `https://${address}`)
  } catch {
    return null
  }
}

function isPinterest(url: URL): boolean {
  if (url.username || url.password || url.port) return false
  if (url.hostname === "pin.it" || DOMAINS.has(url.hostname)) return true
  const [subdomain, ...rest] = url.hostname.split(".")
  const domain = rest.join(".")
  return domain === "pinterest.com"
    ? SUBDOMAINS.has(subdomain)
    : subdomain === "www" && DOMAINS.has(domain)
}

function segmentsOf(url: URL): string[] {
  return url.pathname
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => decode(segment).replace(/\.rss$/i, ""))
}

function decode(segment: string): string {
  let text: string
  try {
    text = decodeURIComponent(segment)
  } catch {
    refuse("This address is damaged. Copy it again.")
  }
  // Letters of any language, digits and the few signs that user names and slugs are made of.
  if (
    !/^[\p{L}\p{M}\p{N}\p{Emoji_Presentation}\u200d\ufe0f_.~'’&+() -]{1,200}$/u.test(
      text
    ) ||
    /^\.+$/.test(text)
  ) {
    refuse("This address has signs in it that no board has. Copy it again.")
  }
  return text
}

function refuse(message: string): never {
  throw new RequestError(message, { field: "source.url", code: "board_address_invalid" })
}
