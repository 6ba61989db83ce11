"use client"

import { useActionState, useEffect, useRef, useState } from "react"
import { dates } from "@/copy/en"
import { chooseDates } from "@/lib/cart/actions"
import { type LocalDate, parseLocalDate } from "@/lib/dates/local-date"
import { parsePeriod, periodDays, type RentalPeriod } from "@/lib/dates/period"
import { Problem } from "../problem"
import { RangeCalendar } from "./range-calendar"

type Props = {
  /** The page to return to. */
  back: string
  period: RentalPeriod | null
  today: LocalDate
  onDone?: () => void
}

/** Two date fields and a calendar that say the same; works with the fields alone. */
export function DateForm({ back, period, today, onDone }: Props) {
  const [start, setStart] = useState<string>(period?.start ?? "")
  const [end, setEnd] = useState<string>(period?.end ?? "")
  const [state, action, pending] = useActionState(chooseDates, {})
  const chosen = parsePeriod(start, end)
  useDone(pending, !state.problem, onDone)

  const pick = (day: LocalDate) => {
    const first = parseLocalDate(start)
    if (!first || end || day < first) {
      setStart(day)
      setEnd("")
      return
    }
    setEnd(day)
  }

  return (
    <form action={action} className="mt-5" noValidate>
      <input type="hidden" name="back" value={back} />
      <div className="grid grid-cols-2 gap-3 sm:gap-4">
        <DayField
          name="start"
          label={dates.first}
          value={start}
          min={today}
          invalid={state.field === "start"}
          onChange={setStart}
        />
        <DayField
          name="end"
          label={dates.last}
          value={end}
          min={start || today}
          invalid={state.field === "end"}
          onChange={setEnd}
        />
      </div>
      {state.problem && (
        <Problem
          id="dates-problem"
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
      <RangeCalendar
        start={parseLocalDate(start)}
        end={parseLocalDate(end)}
        today={today}
        onPick={pick}
      />
      <div className="mt-4 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
        <p aria-live="polite" className="text-muted">
          {chosen
            ? dates.days(periodDays(chosen))
            : start
              ? dates.pickLast
              : dates.pickFirst}
        </p>
        <div className="flex gap-2">
          {period && (
            <button name="clear" value="1" className="btn btn-line">
              {dates.clear}
            </button>
          )}
          <button className="btn btn-solid" disabled={pending}>
            {pending ? dates.using : dates.use}
          </button>
        </div>
      </div>
    </form>
  )
}

function DayField(props: {
  name: "start" | "end"
  label: string
  value: string
  min: string
  invalid: boolean
  onChange: (value: string) => void
}) {
  return (
    <label className="block">
      <span className="mb-1 block text-sm font-medium">{props.label}</span>
      <input
        type="date"
        name={props.name}
        required
        value={props.value}
        min={props.min}
        onChange={(event) => props.onChange(event.target.value)}
        aria-invalid={props.invalid || undefined}
        aria-describedby={props.invalid ? "dates-problem" : undefined}
        className="field"
      />
    </label>
  )
}

/** Calls `onDone` once a submission has ended well. */
function useDone(pending: boolean, well: boolean, onDone?: () => void) {
  const was = useRef(false)
  useEffect(() => {
    if (was.current && !pending && well) {
      onDone?.()
    }
    was.current = pending
  }, [pending, well, onDone])
}
