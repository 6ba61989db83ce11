"use client"

import { useSyncExternalStore } from "react"
import { formatTime } from "@/lib/dates/format"

/** The words for an instant, at the reader's own clock once it is known. */
export function HeldUntil({
  at,
  words,
}: {
  at: string
  words: (time: string) => string
}) {
  const instant = new Date(at)
  const mine = useSyncExternalStore(
    never,
    () => formatTime(instant),
    () => ""
  )
  return <time dateTime={at}>{mine && words(mine)}</time>
}

const never = () => () => {}
