import type { Metadata } from "next"
import { DateForm } from "@/components/dates/date-form"
import { dates } from "@/copy/en"
import { todayIn } from "@/lib/dates/local-date"
import { rememberedPeriod } from "@/lib/dates/visitor-period"
import { shopTimeZone } from "@/lib/shop/config"

export const metadata: Metadata = { title: dates.title, robots: { index: false } }

/** The dates dialog as a page of its own, for when there is no JavaScript. */
export default async function DatesPage({ searchParams }: PageProps<"/dates">) {
  const { back } = await searchParams
  return (
    <div className="mx-auto w-full max-w-[46rem] px-5 py-12">
      <h1 className="text-4xl">{dates.title}</h1>
      <p className="mt-3 max-w-prose text-muted">{dates.intro}</p>
      <DateForm
        back={typeof back === "string" ? back : "/items"}
        period={await rememberedPeriod()}
        today={todayIn(shopTimeZone())}
      />
    </div>
  )
}
