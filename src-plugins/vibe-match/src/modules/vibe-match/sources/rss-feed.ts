import { XMLParser } from "fast-xml-parser"

/** A pin in a feed: its title and the address of its picture as given. */
export type FeedPicture = { title: string; url: string }

// Entities are decoded by hand below, so that a document cannot define its own.
const parser = new XMLParser({
  processEntities: false,
  ignoreAttributes: false,
  parseTagValue: false,
})

/**
 * The pictures of an RSS feed, in its order: of each item the first picture in its description, or
 * its enclosure or media content.
 *
 * @returns null when the text is no RSS feed
 */
export function picturesOfFeed(xml: string): FeedPicture[] | null {
  const channel = channelOf(xml)
  if (!channel) return null
  return listOf(channel.item).flatMap((item) => {
    const title = decodeEntities(textOf(item.title)).replace(/\s+/g, " ").trim()
    const url = pictureOf(item)
    return url ? [{ title: title || "Untitled pin", url }] : []
  })
}

type Element = { [name: string]: unknown }

function channelOf(xml: string): Element | null {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return null
  try {
    const document = parser.parse(xml) as { rss?: { channel?: unknown } }
    const channel = document.rss?.channel
    if (channel === "") return {}
    return isElement(channel) ? channel : null
  } catch {
    return null
  }
}

function pictureOf(item: Element): string | null {
  const description = decodeEntities(textOf(item.description))
  const inDescription = description.match(
    /<img\b[^>]*?\bsrc\s*=\s*["']([^"']+)["']/i
  )?.[1]
  const attached = [...listOf(item.enclosure), ...listOf(item["media:content"])]
    .map((element) => element["@_url"])
    .find((url) => typeof url === "string" && url !== "")
  const url = inDescription ?? (attached as string | undefined)
  return url ? decodeEntities(url) : null
}

function listOf(value: unknown): Element[] {
  return (Array.isArray(value) ? value : [value]).filter(isElement)
}

function isElement(value: unknown): value is Element {
  return typeof value === "object" && value !== null
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value
  return isElement(value) && typeof value["#text"] === "string" ? value["#text"] : ""
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return NAMED[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name)
      ? Number.parseInt(name.slice(2), 16)
      : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
