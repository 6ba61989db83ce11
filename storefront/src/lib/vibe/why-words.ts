/** The reasons of a match in one phrase: "terracotta and rattan", "oak, linen and brass". */
export function whyWords(why: string[]): string {
  const reasons = [...new Set(why.map((reason) => reason.trim()).filter(Boolean))]
  return reasons.length < 2
    ? (reasons[0] ?? "")
    : `${reasons.slice(0, -1).join(", ")} and ${reasons[reasons.length - 1]}`
}
