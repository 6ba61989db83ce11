import "server-only"
import { cookies } from "next/headers"
import type { SearchParams } from "nuqs/server"
import { shopTimeZone } from "../shop/config"
import { todayIn } from "./local-date"
import { parsePeriod, periodFromCookie, type RentalPeriod } from "./period"
import { PERIOD_COOKIE } from "./period-cookie"
import { loadPeriodParams } from "./search-params"

/**
 * The dates this page answers for: those in its address, else those the visitor
 * chose before. Past ones count as none.
 */
export async function visitorPeriod(
  searchParams: Promise<SearchParams>
): Promise<RentalPeriod | null> {
  const { start, end } = await loadPeriodParams(searchParams)
  return current(parsePeriod(start, end)) ?? (await rememberedPeriod())
}

/** The dates the visitor chose before, from the cookie. */
export async function rememberedPeriod(): Promise<RentalPeriod | null> {
  const value = (await cookies()).get(PERIOD_COOKIE)?.value
  return current(periodFromCookie(value))
}

function current(period: RentalPeriod | null): RentalPeriod | null {
  return period && period.start >= todayIn(shopTimeZone()) ? period : null
}
