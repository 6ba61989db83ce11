"use client"

import { X } from "lucide-react"
import { usePathname, useSearchParams } from "next/navigation"
import { useEffect, useRef } from "react"
import { dates } from "@/copy/en"
import { DateForm } from "./date-form"
import { useDates } from "./dates-provider"

/** The dates form over the page it was called from. */
export default function DateDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const path = usePathname()
  const query = useSearchParams().toString()
  const { period, today } = useDates()

  useEffect(() => {
    dialog.current?.showModal()
  }, [])

  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-labelledby="dates-title"
      className="rise m-auto w-full max-w-[46rem] rounded-2xl bg-card p-0 text-ink shadow-2xl max-md:mb-0 max-md:max-h-[92dvh] max-md:max-w-none max-md:rounded-b-none"
    >
      <div className="relative p-5 sm:p-8">
        <button
          type="button"
          onClick={() => dialog.current?.close()}
          aria-label={dates.close}
          className="absolute top-4 right-4 grid size-11 place-items-center rounded-full hover:bg-sand"
        >
          <X aria-hidden size={20} strokeWidth={1.6} />
        </button>
        <h2 id="dates-title" className="pr-12 text-2xl sm:text-3xl">
          {dates.title}
        </h2>
        <p className="mt-2 max-w-prose text-muted">{dates.intro}</p>
        <DateForm
          back={query ? `${path}?${query}` : path}
          period={period}
          today={today}
          onDone={onClose}
        />
      </div>
    </dialog>
  )
}
