"use client"

import { useMemo, useSyncExternalStore } from "react"
import { board as copy } from "@/copy/en"
import { storedThumbnails, type Thumbnail } from "@/lib/vibe/thumbnails"

/** The visitor's own pictures, as long as this browser still has them. */
export function Thumbnails({ boardId }: { boardId: string }) {
  const stored = useSyncExternalStore(
    never,
    () => storedThumbnails(boardId),
    () => "[]"
  )
  const thumbnails = useMemo(() => JSON.parse(stored) as Thumbnail[], [stored])
  if (!thumbnails.length) {
    return null
  }
  return (
    <div
      role="region"
      aria-label={copy.thumbnails}
      tabIndex={0}
      className="-mx-5 mt-8 overflow-x-auto px-5 [scrollbar-width:none] lg:mx-0 lg:px-0"
    >
      <ul className="flex h-24 gap-2 sm:h-32">
        {thumbnails.map((thumbnail, index) => (
          <li
            key={index}
            className="aspect-[4/5] h-full shrink-0 overflow-hidden rounded-md bg-sand"
          >
            {/* eslint-disable-next-line @next/next/no-img-element -- a data address */}
            <img src={thumbnail.url} alt="" className="size-full object-cover" />
          </li>
        ))}
      </ul>
    </div>
  )
}

const never = () => () => {}
