import fc from "fast-check"
import { sniffPhoto } from "./sniff-photo"

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

describe("what a photo is", () => {
  it.each([
    ["image/jpeg", [0xff, 0xd8, 0xff, 0xe0]],
    ["image/png", [0x89, ...ascii("PNG"), 0x0d, 0x0a, 0x1a, 0x0a]],
    ["image/webp", [...ascii("RIFF"), 1, 2, 3, 4, ...ascii("WEBP")]],
  ])("is told by its first bytes: %s", (mime, bytes) => {
    expect(sniffPhoto(Uint8Array.from([...bytes, 0, 0]))?.mime_type).toBe(mime)
    expect(sniffPhoto(Uint8Array.from(bytes.slice(0, -1)))?.mime_type).toBe(
      mime === "image/jpeg" ? mime : undefined
    )
  })

  it.each([
    ["a page", ascii("<!doctype html>")],
    ["a drawing with scripts", ascii("<svg xmlns=")],
    ["a program", [0x7f, ...ascii("ELF")]],
    ["sound in RIFF", [...ascii("RIFF"), 1, 2, 3, 4, ...ascii("WAVE")]],
    ["nothing", []],
  ])("is none: %s", (_what, bytes) => {
    expect(sniffPhoto(Uint8Array.from(bytes))).toBeNull()
  })

  it("never fails", () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void sniffPhoto(bytes)))
  })
})
