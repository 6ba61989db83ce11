"use client"

import dynamic from "next/dynamic"
import { useSearchParams } from "next/navigation"
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
} from "react"
import type { LocalDate } from "@/lib/dates/local-date"
import { parsePeriod, type RentalPeriod } from "@/lib/dates/period"
import { loadPeriodParams } from "@/lib/dates/search-params"

type Dates = {
  /** The dates the page answers for: the address's, else the remembered ones. */
  period: RentalPeriod | null
  /** Today where the shop is. */
  today: LocalDate
  openDialog: () => void
}

const DatesContext = createContext<Dates | null>(null)

// The calendar is fetched when somebody asks for it, not with every page.
const DateDialog = dynamic(() => import("./date-dialog"), { ssr: false })

/** Knows the visitor's dates for every component below, and shows the dialog to change them. */
export function DatesProvider({
  remembered,
  today,
  children,
}: {
  remembered: RentalPeriod | null
  today: LocalDate
  children: ReactNode
}) {
  const { start, end } = loadPeriodParams(useSearchParams())
  const [open, setOpen] = useState(false)
  const inAddress = parsePeriod(start, end)
  const period = inAddress && inAddress.start >= today ? inAddress : remembered
  const openDialog = useCallback(() => setOpen(true), [])
  const close = useCallback(() => setOpen(false), [])
  const value = useMemo(
    () => ({ period, today, openDialog }),
    // A period is two words: compare those, not the object made anew each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [period?.start, period?.end, today, openDialog]
  )
  return (
    <DatesContext value={value}>
      {children}
      {open && <DateDialog onClose={close} />}
    </DatesContext>
  )
}

/** The visitor's dates, below a {@link DatesProvider}. */
export function useDates(): Dates {
  const value = useContext(DatesContext)
  if (!value) {
    throw new Error("useDates is used outside of DatesProvider")
  }
  return value
}
