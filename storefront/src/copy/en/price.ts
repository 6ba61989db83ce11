import { plural } from "./plural"

export const price = {
  from: "From",
  aDay: "a day",
  forDays: (n: number) => `for ${plural(n, "day", "days")}`,
  breakdown: (rate: string, n: number) => `${rate} a day, ${plural(n, "day", "days")}`,
  each: "each",
  onRequest: "Price on request",
}
