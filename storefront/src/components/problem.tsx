import { CircleAlert } from "lucide-react"
import type { ReactNode } from "react"

/** What did not work, what is missing, and below it the way out. */
export function Problem({
  id,
  title,
  missing = [],
  children,
}: {
  id?: string
  title: string
  missing?: string[]
  children?: ReactNode
}) {
  return (
    <div
      id={id}
      role="alert"
      className="rise mt-4 flex gap-3 rounded-xl border border-danger/30 bg-white p-4 text-[0.9375rem]"
    >
      <CircleAlert
        aria-hidden
        size={20}
        strokeWidth={1.6}
        className="mt-0.5 shrink-0 text-danger"
      />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {missing.length > 0 && (
          <ul className="mt-1 list-disc pl-5">
            {missing.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {children}
      </div>
    </div>
  )
}
