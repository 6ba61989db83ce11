import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { type BigNumberInput } from "@medusajs/framework/types"

/** An amount to the smallest coin of its currency (ISO 4217, as Intl knows it), half up. */
export function roundMoney(amount: BigNumberInput, currencyCode: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency: currencyCode,
  }).resolvedOptions()
  return new BigNumber(MathBN.convert(amount, maximumFractionDigits)).numeric
}
