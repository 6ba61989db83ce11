import type { ReactNode } from "react"

/** A page or part of one with nothing to show, and where to go instead. */
export function Empty({
  title,
  text,
  heading: Heading = "h2",
  children,
}: {
  title: string
  text?: string
  heading?: "h1" | "h2"
  children?: ReactNode
}) {
  return (
    <div className="mx-auto max-w-xl py-16 text-center lg:py-24">
      <Heading className="text-3xl sm:text-4xl">{title}</Heading>
      {text && <p className="mt-4 text-lg text-muted">{text}</p>}
      {children && (
        <div className="mt-8 flex flex-wrap justify-center gap-3">{children}</div>
      )}
    </div>
  )
}
