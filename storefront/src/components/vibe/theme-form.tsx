"use client"

import { type ReactNode, useActionState } from "react"
import { board as copy } from "@/copy/en"
import { addToEvent } from "@/lib/cart/actions"
import type { RentalPeriod } from "@/lib/dates/period"
import { AddResult } from "../item/add-form"

/** A theme's matches in one form: each has its own button, one adds all close ones. */
export function ThemeForm({
  period,
  close,
  children,
}: {
  period: RentalPeriod | null
  /** The variants that "add this theme" adds. */
  close: string[]
  children: ReactNode
}) {
  const [state, action, pending] = useActionState(addToEvent, {})
  return (
    <>
      <form action={action} noValidate aria-busy={pending}>
        {period && (
          <>
            <input type="hidden" name="start" value={period.start} />
            <input type="hidden" name="end" value={period.end} />
            {close.map((id) => (
              <input key={id} type="hidden" name="all" value={id} />
            ))}
          </>
        )}
        {children}
        {period && close.length > 0 && (
          <div className="mt-8 flex flex-wrap items-center gap-4">
            <button name="add" value="all" disabled={pending} className="btn btn-solid">
              {copy.addTheme}
            </button>
            <p className="text-[0.9375rem] text-muted">{copy.addThemeNote}</p>
          </div>
        )}
      </form>
      <div className="sticky bottom-4 z-20">
        <AddResult state={pending ? {} : state} />
      </div>
    </>
  )
}
