import { type NextRequest, NextResponse } from "next/server"
import { parsePeriod, periodToCookie } from "./lib/dates/period"
import { PERIOD_COOKIE, PERIOD_COOKIE_OPTIONS } from "./lib/dates/period-cookie"

/** Remembers dates that came in an address, so that links without them know them too. */
export function proxy(request: NextRequest): NextResponse {
  const response = NextResponse.next()
  if (request.method !== "GET") {
    return response
  }
  const query = request.nextUrl.searchParams
  const period = parsePeriod(query.get("start"), query.get("end"))
  if (period && request.cookies.get(PERIOD_COOKIE)?.value !== periodToCookie(period)) {
    response.cookies.set(PERIOD_COOKIE, periodToCookie(period), PERIOD_COOKIE_OPTIONS)
  }
  return response
}

// Only pages: a proxy in front of an upload would hold its whole body in memory.
export const config = {
  matcher: ["/", "/items/:path*", "/vibe/:path*", "/event", "/checkout"],
}
