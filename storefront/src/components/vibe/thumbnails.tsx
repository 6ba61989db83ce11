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
  return (
    <ul
      aria-label={copy.thumbnails}
      className="-mx-5 mt-8 flex h-24 gap-2 overflow-x-auto px-5 [scrollbar-width:none] empty:hidden sm:h-32 lg:mx-0 lg:px-0"
    >
      {thumbnails.map((thumbnail, index) => (
        <li
          key={index}
          className="aspect-[4/5] h-full shrink-0 overflow-hidden rounded-md bg-sand"
        >
          <img src={thumbnail.url} alt="" className="size-full object-cover" />
        </li>
      ))}
    </ul>
  )
}

const never = () => () => {}
