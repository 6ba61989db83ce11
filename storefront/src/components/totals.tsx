import { formatMoney } from "@/lib/money/format-money"

type Row = { label: string; amount?: number; words?: string }

/** Amounts one below the other with their sum. */
export function Totals({
  currency,
  rows,
  total,
}: {
  currency: string
  rows: Row[]
  total: { label: string; amount: number }
}) {
  return (
    <dl className="mt-4 space-y-2 text-[0.9375rem]">
      {rows.map((row) => (
        <div key={row.label} className="flex justify-between gap-4">
          <dt className="text-muted">{row.label}</dt>
          <dd className="text-right tabular-nums">
            {row.amount === undefined
              ? row.words
              : formatMoney(row.amount, currency, { exact: true })}
          </dd>
        </div>
      ))}
      <div className="flex items-baseline justify-between gap-4 border-t border-line pt-3 text-lg font-medium">
        <dt>{total.label}</dt>
        <dd className="tabular-nums" data-testid="total">
          {formatMoney(total.amount, currency, { exact: true })}
        </dd>
      </div>
    </dl>
  )
}
