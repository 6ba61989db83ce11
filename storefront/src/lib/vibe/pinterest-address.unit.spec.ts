import { pinterestAddress } from "./pinterest-address"

it.each([
  ["https://www.pinterest.com/ana/june/", "https://www.pinterest.com/ana/june/"],
  ["pinterest.com/ana/june", "https://pinterest.com/ana/june"],
  ["https://pin.it/4aBcD", "https://pin.it/4aBcD"],
  ["Look at this board! https://pin.it/4aBcD.", "https://pin.it/4aBcD"],
  [
    "see (https://www.pinterest.co.uk/ana/june/) ok",
    "https://www.pinterest.co.uk/ana/june/",
  ],
  ["<https://nl.pinterest.com/ana/june/>", "https://nl.pinterest.com/ana/june/"],
])("finds the address in %s", (text, address) => {
  expect(pinterestAddress(text)).toBe(address)
})

it.each([
  "",
  "a moody autumn dinner",
  "https://example.com/pinterest.com/x",
  "https://pinterest.com.evil.example/ana/june",
  "https://notpinterest.com/ana/june",
])("finds none in %s", (text) => {
  expect(pinterestAddress(text)).toBeNull()
})
