"use client"

import Link, { useLinkStatus } from "next/link"
import type { ComponentProps } from "react"
import { withPeriod } from "@/lib/dates/period"
import { useDates } from "./dates/dates-provider"

type Props = Omit<ComponentProps<typeof Link>, "href"> & { href: string }

/**
 * A link within the shop that takes the dates along, and shows a line at the
 * top of the window while a slow page is on its way.
 */
export function ShopLink({ href, children, ...rest }: Props) {
  const { period } = useDates()
  return (
    <Link prefetch={false} {...rest} href={withPeriod(href, period)}>
      {children}
      <PendingLine />
    </Link>
  )
}

function PendingLine() {
  const { pending } = useLinkStatus()
  return pending ? <span aria-hidden className="pending-line" /> : null
}
