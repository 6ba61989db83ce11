"use client"

import { useRouter } from "next/navigation"
import { startTransition } from "react"
import { Empty } from "@/components/empty"
import { problems } from "@/copy/en"

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const router = useRouter()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <Empty heading="h1" title={problems.title} text={problems.text}>
      <button type="button" onClick={retry} className="btn btn-solid">
        {problems.retry}
      </button>
      <a href="/" className="btn btn-line">
        {problems.home}
      </a>
    </Empty>
  )
}
