"use client"

import { Minus, Plus } from "lucide-react"
import { useState } from "react"
import { item } from "@/copy/en"

type Props = {
  name: string
  label: string
  initial?: number
  min?: number
  max?: number
  onChange?: (quantity: number) => void
  invalid?: boolean
  compact?: boolean
}

/** A number field with a button on either side; the field alone is enough. */
export function QuantityStepper(props: Props) {
  const { name, label, initial = 1, min = 1, max = 100_000, onChange } = props
  const [text, setText] = useState(String(initial))
  const change = (next: string) => {
    setText(next)
    const quantity = Number(next)
    if (next && Number.isInteger(quantity) && quantity >= min) {
      onChange?.(quantity)
    }
  }
  const step = (by: number) => {
    const from = Number.isInteger(Number(text)) ? Number(text) : min
    change(String(Math.min(max, Math.max(min, from + by))))
  }
  const size = props.compact ? "size-9" : "size-11"
  const button = `grid ${size} shrink-0 place-items-center rounded-full hover:bg-sand disabled:opacity-30`
  return (
    <span className="inline-flex items-center rounded-full border border-edge bg-card">
      <button
        type="button"
        className={button}
        onClick={() => step(-1)}
        disabled={Number(text) <= min}
        aria-label={`${item.fewer}: ${label}`}
      >
        <Minus aria-hidden size={16} strokeWidth={1.8} />
      </button>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        name={name}
        aria-label={label}
        aria-invalid={props.invalid || undefined}
        value={text}
        onChange={(event) => change(event.target.value)}
        className={`${props.compact ? "w-9" : "w-12"} h-9 rounded bg-transparent text-center font-medium tabular-nums`}
      />
      <button
        type="button"
        className={button}
        onClick={() => step(1)}
        disabled={Number(text) >= max}
        aria-label={`${item.more}: ${label}`}
      >
        <Plus aria-hidden size={16} strokeWidth={1.8} />
      </button>
    </span>
  )
}
