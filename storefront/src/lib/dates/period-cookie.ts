/** Remembers the chosen dates for links that do not carry them. */
export const PERIOD_COOKIE = "gather_dates"

export const PERIOD_COOKIE_OPTIONS = {
  path: "/",
  maxAge: 60 * 60 * 24 * 180,
  sameSite: "lax",
  httpOnly: true,
} as const
