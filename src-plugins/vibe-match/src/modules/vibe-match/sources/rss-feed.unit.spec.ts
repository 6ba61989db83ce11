import { picturesOfFeed } from "./rss-feed"
import { sizesOf } from "./pinterest-rss"

const feed = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Board</title>${items}</channel></rss>`

describe("picturesOfFeed", () => {
  it("reads the pictures of escaped and of CDATA descriptions in order", () => {
    const xml = feed(
      `<item><title>Arch &amp; roses</title><description>&lt;a href="/pin/1/"&gt;&lt;img src="https://i.pinimg.com/236x/a/b/1.jpg"&gt;&lt;/a&gt;</description></item>` +
        `<item><title></title><description><![CDATA[<img alt='x' src='https://i.pinimg.com/236x/2.jpg?a=1&amp;b=2'>]]></description></item>`
    )
    expect(picturesOfFeed(xml)).toEqual([
      { title: "Arch & roses", url: "https://i.pinimg.com/236x/a/b/1.jpg" },
      { title: "Untitled pin", url: "https://i.pinimg.com/236x/2.jpg?a=1&b=2" },
    ])
  })

  it("takes an enclosure or media content where the description has no picture", () => {
    const xml = feed(
      `<item><title>One</title><enclosure url="https://i.pinimg.com/1.jpg" type="image/jpeg"/></item>` +
        `<item><title>Two</title><media:content url="https://i.pinimg.com/2.jpg"/></item>` +
        `<item><title>None</title><description>words</description></item>`
    )
    expect(picturesOfFeed(xml)?.map(({ url }) => url)).toEqual([
      "https://i.pinimg.com/1.jpg",
      "https://i.pinimg.com/2.jpg",
    ])
  })

  it("finds no pictures in an empty board", () => {
    expect(picturesOfFeed(feed(""))).toEqual([])
    expect(picturesOfFeed("<rss><channel></channel></rss>")).toEqual([])
  })

  it.each([
    ["a page", "<!doctype html><html><body>Log in</body></html>"],
    ["nothing", ""],
    ["words", "Not found"],
    [
      "a document with entities of its own",
      `<!DOCTYPE rss [<!ENTITY a "b">]>${feed("<item/>")}`,
    ],
    ["a broken document", "<rss><channel><item>"],
  ])("is null for %s", (_what, xml) => {
    const pictures = picturesOfFeed(xml)
    expect(pictures === null || pictures.length === 0).toBe(true)
    if (/doctype|^$|Not/i.test(xml)) expect(pictures).toBeNull()
  })
})

describe("sizesOf", () => {
  it("tries the larger sizes first and the given one last", () => {
    expect(sizesOf("https://i.pinimg.com/236x/ab/cd.jpg")).toEqual([
      "https://i.pinimg.com/736x/ab/cd.jpg",
      "https://i.pinimg.com/564x/ab/cd.jpg",
      "https://i.pinimg.com/236x/ab/cd.jpg",
    ])
  })

  it("asks once for an address without a size", () => {
    expect(sizesOf("https://i.pinimg.com/ab/cd.jpg")).toEqual([
      "https://i.pinimg.com/ab/cd.jpg",
    ])
  })
})
