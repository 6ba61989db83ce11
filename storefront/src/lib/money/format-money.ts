/**
 * An amount in major units with its currency: "$48", "$4.50". Whole amounts
 * lose their zeros unless `exact`.
 */
export function formatMoney(
  amount: number,
  currencyCode: string,
  { exact = false, locale = "en-US" }: { exact?: boolean; locale?: string } = {}
): string {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currencyCode.toUpperCase(),
    trailingZeroDisplay: exact ? "auto" : "stripIfInteger",
  }).format(amount)
}
