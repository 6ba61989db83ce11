import { board as copy } from "@/copy/en"
import type { Board } from "@/lib/vibe/board"
import { BoardForm } from "./board-form"

/** Why a board could not be read, and the ways that work instead. */
export function BoardFailed({ board }: { board: Board }) {
  return (
    <div className="mx-auto w-full max-w-2xl px-5 pt-12">
      <h1 className="text-4xl sm:text-5xl">{copy.failedTitle}</h1>
      <p role="alert" className="mt-4 text-lg">
        {board.error || copy.emptyText}
      </p>
      {board.failures.length > 0 && (
        <ul className="mt-3 list-disc pl-5 text-[0.9375rem] text-muted">
          {board.failures.map((failure) => (
            <li key={failure.index}>
              {failure.name || copy.skippedPicture(failure.index + 1)}: {failure.reason}
            </li>
          ))}
        </ul>
      )}
      <h2 className="mt-8 text-2xl">{copy.failedText}</h2>
      <ul className="mt-3 list-disc space-y-1 pl-5">
        {copy.failedOptions.map((option) => (
          <li key={option}>{option}</li>
        ))}
      </ul>
      <BoardForm />
    </div>
  )
}
