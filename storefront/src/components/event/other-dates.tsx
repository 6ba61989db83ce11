"use client"

import { useActionState } from "react"
import { event } from "@/copy/en"
import { chooseDates } from "@/lib/cart/actions"
import type { RentalPeriod } from "@/lib/dates/period"
import { Problem } from "../problem"
import { dates } from "@/copy/en"

/** Says that the visitor looked at other days than the event has, and moves it there. */
export function OtherDates({ period, words }: { period: RentalPeriod; words: string }) {
  const [state, action, pending] = useActionState(chooseDates, {})
  return (
    <form action={action} className="mt-4 text-[0.9375rem]">
      <input type="hidden" name="back" value="/event" />
      <input type="hidden" name="start" value={period.start} />
      <input type="hidden" name="end" value={period.end} />
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {event.otherDates(words)}
        <button className="btn btn-small btn-line" disabled={pending}>
          {event.moveTo(words)}
        </button>
      </p>
      {state.problem && (
        <Problem
          title={state.canFit ? dates.misfit : state.problem.message}
          missing={state.problem.missing}
        >
          {state.canFit && (
            <>
              <p className="mt-2">{dates.misfitKept}</p>
              <button name="fit" value="1" className="btn btn-small btn-line mt-3">
                {dates.fit}
              </button>
            </>
          )}
        </Problem>
      )}
    </form>
  )
}
