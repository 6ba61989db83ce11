import sharp from "sharp"
import { PictureError, preparePicture } from "./prepare-picture"
import { sniffPicture } from "./sniff"

const plain = (width: number, height: number, background = "#c03020") =>
  sharp({ create: { width, height, channels: 3, background } })

describe("preparePicture", () => {
  it.each(["jpeg", "png", "webp", "avif"] as const)("decodes %s", async (format) => {
    const picture = await preparePicture(await plain(40, 30).toFormat(format).toBuffer())
    expect([picture.width, picture.height]).toEqual([40, 30])
    expect(picture.rgb).toHaveLength(40 * 30 * 3)
    expect(Math.abs(picture.rgb[0] - 0xc0)).toBeLessThan(6)
  })

  it("turns a picture upright", async () => {
    const lying = await plain(60, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const { width, height } = await preparePicture(lying)
    expect([width, height]).toEqual([20, 60])
  })

  it("shrinks a large picture and leaves a small one", async () => {
    const large = await preparePicture(await plain(3000, 1500).jpeg().toBuffer())
    expect([large.width, large.height]).toEqual([1024, 512])
  })

  it("gives grey and transparent pictures three channels, on white", async () => {
    const grey = await plain(20, 20).greyscale().png().toBuffer()
    expect((await preparePicture(grey)).rgb).toHaveLength(1200)
    const clear = await sharp({
      create: {
        width: 20,
        height: 20,
        channels: 4,
        background: { r: 0, g: 0, b: 0, alpha: 0 },
      },
    })
      .png()
      .toBuffer()
    expect((await preparePicture(clear)).rgb[0]).toBe(255)
  })

  it("brings other colour spaces to sRGB", async () => {
    const cmyk = await plain(20, 20).toColourspace("cmyk").jpeg().toBuffer()
    expect((await preparePicture(cmyk)).rgb).toHaveLength(1200)
  })

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["words", Buffer.from("this is not a picture at all")],
    [
      "SVG",
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`),
    ],
    ["GIF", Buffer.from("R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=", "base64")],
    [
      "a JPEG's first bytes alone",
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...new Array(40).fill(0)]),
    ],
  ])("refuses %s in words", async (_what, bytes) => {
    await expect(preparePicture(bytes)).rejects.toBeInstanceOf(PictureError)
  })

  it("refuses a truncated picture", async () => {
    const whole = await plain(400, 400).jpeg().toBuffer()
    await expect(preparePicture(whole.subarray(0, whole.length >> 1))).rejects.toThrow(
      /damaged/
    )
  })

  it("refuses a bomb before it is decoded", async () => {
    const bomb = await sharp({
      create: { width: 12_000, height: 9_000, channels: 3, background: "#fff" },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 1 })
      .toBuffer()
    await expect(preparePicture(bomb)).rejects.toThrow(/million pixels/)
  })

  it("refuses a picture that is hardly one", async () => {
    await expect(preparePicture(await plain(4, 4).png().toBuffer())).rejects.toThrow(
      /too small/
    )
  })

  it("does not decode what only pretends to be a PNG", async () => {
    const pretender = Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"/>`),
    ])
    expect(sniffPicture(pretender)).toBe("png")
    await expect(preparePicture(pretender)).rejects.toBeInstanceOf(PictureError)
  })
})
