import type { Metadata } from "next"
import { BoardForm } from "@/components/vibe/board-form"
import { Problem } from "@/components/problem"
import { vibe } from "@/copy/en"
import { refusalWords } from "@/lib/vibe/refusal-words"

export const metadata: Metadata = { title: vibe.metaTitle, description: vibe.lead }

export default async function VibePage({ searchParams }: PageProps<"/vibe">) {
  const { problem, deleted } = await searchParams
  return (
    <div className="shell grid gap-12 pt-8 lg:grid-cols-12 lg:gap-14 lg:pt-14">
      <div className="lg:col-span-7">
        <h1 className="text-[2.75rem] leading-[1.04] sm:text-6xl">{vibe.title}</h1>
        <p className="mt-4 max-w-[52ch] text-lg text-muted">{vibe.lead}</p>
        {deleted && (
          <p role="status" className="mt-4 font-medium">
            {vibe.deleted}
          </p>
        )}
        {typeof problem === "string" && <Problem title={refusalWords(problem)} />}
        <BoardForm />
        <p className="mt-4 max-w-prose text-[0.9375rem] text-muted">{vibe.privacy}</p>
      </div>
      <section
        aria-labelledby="how-title"
        className="border-line pt-2 max-lg:border-t max-lg:pt-8 lg:col-span-4 lg:col-start-9"
      >
        <h2 id="how-title" className="text-2xl">
          {vibe.how}
        </h2>
        <ol className="mt-4 space-y-5">
          {vibe.steps.map(([title, text], index) => (
            <li key={title} className="flex gap-4">
              <span aria-hidden className="font-display text-3xl leading-none text-muted">
                {index + 1}
              </span>
              <div>
                <h3 className="font-sans font-medium tracking-normal">{title}</h3>
                <p className="text-[0.9375rem] text-muted">{text}</p>
              </div>
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}
