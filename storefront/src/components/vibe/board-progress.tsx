"use client"

import { useRouter } from "next/navigation"
import { startTransition, useEffect, useState } from "react"
import { board as copy } from "@/copy/en"
import type { BoardProgressCount } from "@/lib/vibe/board"

type Answer = { status: string; progress: BoardProgressCount; themes: number }

const POLL_MS = 900

/** How many pictures have been read so far; shows the result as it comes. */
export function BoardProgress({
  id,
  initial,
  themes,
}: {
  id: string
  initial: BoardProgressCount
  themes: number
}) {
  const router = useRouter()
  const [progress, setProgress] = useState(initial)
  const [lost, setLost] = useState(false)

  useEffect(() => {
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const poll = async () => {
      const answer = await ask(id)
      if (stopped) {
        return
      }
      setLost(answer === null)
      if (answer?.progress) {
        setProgress(answer.progress)
      }
      const news = answer && (answer.status !== "processing" || answer.themes !== themes)
      if (news) {
        startTransition(() => router.refresh())
      }
      timer = setTimeout(poll, POLL_MS)
    }
    timer = setTimeout(poll, POLL_MS)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [id, router, themes])

  const { found } = progress
  const done = Math.min(found, progress.embedded + progress.failed)
  return (
    <div className="mt-6 max-w-xl">
      <p role="status" className="text-lg" data-testid="board-progress">
        {found > 0 ? copy.progress(done, found) : copy.finding}
      </p>
      <progress
        aria-label={copy.progressLabel}
        value={found > 0 ? done : undefined}
        max={found || 1}
        className="mt-3 h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width]"
      />
      {lost && <p className="mt-2 text-[0.9375rem] text-muted">{copy.pollFailed}</p>}
      <noscript>
        <p className="mt-2">{copy.noScript}</p>
      </noscript>
    </div>
  )
}

/** The board's state; null when it could not be asked. A board that is gone reads as news. */
async function ask(id: string): Promise<Answer | null> {
  try {
    const response = await fetch(`/api/vibe/boards/${encodeURIComponent(id)}`, {
      cache: "no-store",
    })
    return response.ok || response.status === 404
      ? ((await response.json()) as Answer)
      : null
  } catch {
    return null
  }
}
