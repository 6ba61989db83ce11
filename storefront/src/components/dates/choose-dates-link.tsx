"use client"

import { usePathname } from "next/navigation"
import type { MouseEvent, ReactNode } from "react"
import { useDates } from "./dates-provider"

/** Opens the dates dialog; without JavaScript it leads to the dates page. */
export function ChooseDatesLink({
  className,
  children,
}: {
  className?: string
  children: ReactNode
}) {
  const { openDialog } = useDates()
  const path = usePathname()
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) {
      return
    }
    event.preventDefault()
    openDialog()
  }
  return (
    <a
      href={`/dates?back=${encodeURIComponent(path)}`}
      onClick={open}
      className={className}
      aria-haspopup="dialog"
    >
      {children}
    </a>
  )
}
