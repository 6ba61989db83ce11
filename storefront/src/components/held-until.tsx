"use client"

import { useSyncExternalStore } from "react"
import { formatTime } from "@/lib/dates/format"

type Props = {
  at: string
  /** The same instant at the shop's clock, as the server says it. */
  shopTime?: string
  words: (time: string) => string
}

/**
 * The words for an instant, at the reader's own clock once that is known and at
 * the shop's until then.
 */
export function HeldUntil({ at, shopTime = "", words }: Props) {
  const time = useSyncExternalStore(
    never,
    () => formatTime(new Date(at)),
    () => shopTime
  )
  return <time dateTime={at}>{time && words(time)}</time>
}

const never = () => () => {}
