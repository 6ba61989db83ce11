import { isIP } from "node:net"
import ipaddr from "ipaddr.js"

/**
 * Ranges that ipaddr.js calls unicast although nothing public lives there, or that carry another
 * address inside them.
 */
const REFUSED_RANGES = [
  // Azure's host services
  "168.63.129.16/32",
  // Deprecated 6to4 relay anycast, and the AS112 name servers' sinks
  "192.88.99.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.175.48.0/24",
  // IPv4-compatible
  "::/96",
  // NAT64, well known and local
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  // Discard, Teredo, benchmarking, ORCHID, documentation, 6to4
  "100::/64",
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
  "5f00::/16",
  // Site-local (deprecated)
  "fec0::/10",
].map((range) => ipaddr.parseCIDR(range))

/** The one block of IPv6 from which public addresses are given out. */
const GLOBAL_UNICAST = ipaddr.parseCIDR("2000::/3")

/** Whether an IP address belongs to the public internet. Anything unclear does not. */
export function isPublicAddress(text: string): boolean {
  const version = isIP(text)
  if (version === 0) return false
  const address = ipaddr.process(version === 6 ? inHexadecimal(text) : text)
  if (address.range() !== "unicast") return false
  if (address.kind() === "ipv6" && !isWithin(address, GLOBAL_UNICAST)) return false
  return !REFUSED_RANGES.some((range) => isWithin(address, range))
}

/** Without dots: ipaddr.js reads `::8.8.8.8` as if it were `::ffff:8.8.8.8`. */
function inHexadecimal(ipv6: string): string {
  const [withoutZone] = ipv6.split("%")
  return new URL(`http://[${withoutZone}]`).hostname.slice(1, -1)
}

function isWithin(
  address: ipaddr.IPv4 | ipaddr.IPv6,
  range: [ipaddr.IPv4 | ipaddr.IPv6, number]
): boolean {
  return address.kind() === range[0].kind() && address.match(range)
}
