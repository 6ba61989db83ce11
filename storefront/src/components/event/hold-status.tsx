"use client"

import { Clock3 } from "lucide-react"
import { useActionState, useEffect, useState } from "react"
import { event } from "@/copy/en"
import { type EventFormState, holdAgain } from "@/lib/cart/actions"
import { HeldUntil } from "../held-until"
import { Problem } from "../problem"

const ASK_BEFORE_MS = 60_000

/** Until when the event is held; asks a minute before the end, and holds it again after. */
export function HoldStatus({
  heldUntil,
  shopTime,
}: {
  heldUntil: string | null
  shopTime: string
}) {
  const phase = usePhase(heldUntil)
  const [state, action, pending] = useActionState<EventFormState, FormData>(holdAgain, {})
  const held = phase !== "ended"
  return (
    <section
      aria-live="polite"
      data-testid="hold-status"
      data-phase={phase}
      className="rounded-2xl border border-line bg-card p-5"
    >
      <form action={action} className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <Clock3 aria-hidden size={22} strokeWidth={1.5} className="max-sm:hidden" />
        <div className="min-w-[min(100%,15rem)] flex-1">
          <p className="font-medium">
            {phase === "ending" && event.ending}
            {phase === "ended" && event.ended}
            {phase === "held" && heldUntil && (
              <HeldUntil at={heldUntil} shopTime={shopTime} words={event.held} />
            )}
          </p>
          <p className="text-[0.9375rem] text-muted">
            {held ? event.heldText : event.endedText}
          </p>
        </div>
        <button
          className={`btn btn-small ${phase === "held" ? "btn-line" : "btn-solid"}`}
          disabled={pending}
        >
          {pending ? event.holding : held ? event.extend : event.holdAgain}
        </button>
        {state.problem && (
          <div className="w-full">
            <Problem title={state.problem.message} missing={state.problem.missing}>
              {state.canFit && (
                <button name="fit" value="1" className="btn btn-small btn-line mt-3">
                  {event.fit}
                </button>
              )}
            </Problem>
          </div>
        )}
      </form>
    </section>
  )
}

type Phase = "held" | "ending" | "ended"

function usePhase(heldUntil: string | null): Phase {
  const end = heldUntil ? Date.parse(heldUntil) : 0
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const next = [end - ASK_BEFORE_MS, end].find((instant) => instant > Date.now())
    if (next === undefined) {
      return
    }
    const timer = setTimeout(() => setNow(Date.now()), next - Date.now() + 50)
    return () => clearTimeout(timer)
  }, [end, now])
  if (now >= end) {
    return "ended"
  }
  return now >= end - ASK_BEFORE_MS ? "ending" : "held"
}
