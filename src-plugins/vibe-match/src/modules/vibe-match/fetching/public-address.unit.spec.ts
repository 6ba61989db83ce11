import fc from "fast-check"
import { isPublicAddress } from "./public-address"

const PUBLIC = [
  "151.101.0.84",
  "8.8.8.8",
  "1.1.1.1",
  "2606:4700::1111",
  "2a00:1450:4001::1",
]
const NOT_PUBLIC = [
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "100.100.100.200",
  "127.0.0.1",
  "127.255.0.9",
  "168.63.129.16",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.192",
  "192.0.2.1",
  "192.88.99.1",
  "192.168.1.1",
  "198.18.0.1",
  "198.51.100.7",
  "203.0.113.9",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::127.0.0.1",
  "::8.8.8.8",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b:1::1",
  "100::1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "3fff::1",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fec0::1",
  "ff02::1",
  "4000::1",
  "",
  "localhost",
  "1.2.3",
  "1.2.3.4.5",
]

describe("isPublicAddress", () => {
  it.each(PUBLIC)("lets %s through", (address) =>
    expect(isPublicAddress(address)).toBe(true)
  )
  it.each(NOT_PUBLIC)("refuses %j", (address) =>
    expect(isPublicAddress(address)).toBe(false)
  )

  it("judges an IPv4 address mapped into IPv6 like the address itself", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address))
      })
    )
  })

  it("never lets a private network through", () => {
    const byte = fc.integer({ min: 0, max: 255 })
    const prefix = fc.constantFrom(
      "10.0",
      "127.0",
      "169.254",
      "172.20",
      "192.168",
      "100.100"
    )
    fc.assert(
      fc.property(prefix, byte, byte, (start, third, fourth) => {
        expect(isPublicAddress(`${start}.${third}.${fourth}`)).toBe(false)
      })
    )
  })
})
