import { expectOk } from "../harness/customer"
import { fetchPaper } from "../harness/paper"
import { skuOf, type Life } from "./life"
import { readLines, type OrderLines } from "./read-lines"
import type { LivedSeason } from "./season"

/** What the papers of an order say otherwise than the order; none that cannot be opened. */
export async function readPapers(season: LivedSeason, life: Life): Promise<string[]> {
  const { shop } = season
  const order = await readLines(season, life)
  const base = `/admin/rental/orders/${life.orderId}`
  await expectOk(shop.admin("POST", `${base}/invoices`))
  const findings: string[] = []
  for (const name of ["rental-agreement", "invoice"]) {
    const { text } = await fetchPaper(shop, `${base}/papers/${name}`)
    const said = [...pricedLines(order), ...sums(order), ...besides(name, life)]
    findings.push(...missing(name, text, said))
  }
  for (const name of ["packing-slip", "return-receipt"]) {
    const { text } = await fetchPaper(shop, `${base}/papers/${name}`)
    findings.push(...missing(name, text, goodsOf(season, order)))
  }
  return findings
}

function missing(name: string, text: string, words: readonly RegExp[]): string[] {
  return words
    .filter((word) => !word.test(text))
    .map((word) => `The ${name} does not say ${word}: ${text}`)
}

function pricedLines({ items }: OrderLines): RegExp[] {
  return items.map(({ title, product_title, quantity, unit_price }) =>
    inOrder(product_title ?? title, `${quantity} ${dollars(unit_price)}`)
  )
}

function sums({ total, credit_line_total }: OrderLines): RegExp[] {
  const credit = credit_line_total ? [inOrder(dollars(credit_line_total))] : []
  return [inOrder(`Total ${dollars(total)}`), ...credit]
}

/** What stands beneath the sum: the deposit; of an invoice, what was paid. */
function besides(name: string, life: Life): RegExp[] {
  const deposit = life.agreedDeposit
    ? [inOrder(`Comes back with the goods ${dollars(life.agreedDeposit)}`)]
    : []
  const paid = life.paid ? [inOrder(`Paid ${dollars(life.paid)}`)] : []
  const refunded = life.refunded ? [inOrder("Refunded", dollars(life.refunded))] : []
  return name === "invoice" ? [...paid, ...refunded] : deposit
}

/** Every thing that is rented by itself. */
function goodsOf(season: LivedSeason, { items }: OrderLines): RegExp[] {
  return items
    .filter(({ variant_id }) => variant_id && isThing(skuOf(season, variant_id)))
    .map(({ title, product_title }) => inOrder(product_title ?? title))
}

function isThing(sku: string): boolean {
  return !sku.startsWith("PACKAGE-") && sku !== "CANDLES"
}

function dollars(amount: number): string {
  return amount.toLocaleString("en-US", { style: "currency", currency: "usd" })
}

/** Words of a paper, one after the other, whatever is printed between them. */
function inOrder(...words: string[]): RegExp {
  return new RegExp(
    words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*")
  )
}
