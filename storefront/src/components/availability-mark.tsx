import type { AvailabilityNote } from "@/lib/availability/availability-words"

const MARKS = {
  free: "bg-accent",
  few: "border-2 border-accent",
  none: "border border-edge",
}

/** Says how free something is: in words, with a mark whose shape differs too. */
export function AvailabilityMark({ note }: { note: AvailabilityNote }) {
  return (
    <span
      className={`inline-flex items-center gap-2 text-sm ${note.tone === "none" ? "text-muted" : "text-ink"}`}
      data-availability={note.tone}
    >
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${MARKS[note.tone]}`} />
      {note.text}
    </span>
  )
}
