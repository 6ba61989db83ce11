import { isOwnPicture, pictureSrc } from "./picture"

it("maps a file of Medusa to our own address, whatever host it was stored with", () => {
  expect(pictureSrc("http://localhost:9340/static/1718-arch 1.jpg")).toBe(
    "/media/1718-arch 1.jpg"
  )
  expect(pictureSrc("/static/a/b.jpg?x=1")).toBe("/media/a/b.jpg")
})

it("keeps addresses elsewhere, which our optimizer leaves alone", () => {
  const cdn = "https://cdn.example.com/arch.jpg"
  expect(pictureSrc(cdn)).toBe(cdn)
  expect(isOwnPicture(cdn)).toBe(false)
  expect(isOwnPicture("/media/arch.jpg")).toBe(true)
})

it("has none where there is none", () => {
  expect(pictureSrc(null)).toBeNull()
  expect(pictureSrc("")).toBeNull()
})
