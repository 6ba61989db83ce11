import type { Metadata } from "next"
import { ChooseDatesLink } from "@/components/dates/choose-dates-link"
import { Empty } from "@/components/empty"
import { ShopLink } from "@/components/shop-link"
import { BoardFailed } from "@/components/vibe/board-failed"
import { BoardFoot } from "@/components/vibe/board-foot"
import { BoardProgress } from "@/components/vibe/board-progress"
import { Thumbnails } from "@/components/vibe/thumbnails"
import { ThemeSection } from "@/components/vibe/theme-section"
import { board as copy } from "@/copy/en"
import { productsById } from "@/lib/catalogue/products"
import type { RentalPeriod } from "@/lib/dates/period"
import { visitorPeriod } from "@/lib/dates/visitor-period"
import { type PeriodPrice, periodPrices } from "@/lib/rental/quote"
import { shopRegion } from "@/lib/shop/region"
import { type Board, readBoard } from "@/lib/vibe/board"

export const metadata: Metadata = {
  title: copy.metaTitle,
  robots: { index: false },
  referrer: "same-origin",
}

export default async function BoardPage({
  params,
  searchParams,
}: PageProps<"/vibe/[id]">) {
  const { id } = await params
  const period = await visitorPeriod(searchParams)
  const board = await readBoard(id, period)
  if (!board) {
    return (
      <Empty heading="h1" title={copy.gone} text={copy.goneText}>
        <ShopLink href="/vibe" className="btn btn-solid">
          {copy.goneAction}
        </ShopLink>
      </Empty>
    )
  }
  if (board.status === "failed") {
    return <BoardFailed board={board} />
  }
  return (
    <div className="shell pt-8 lg:pt-12">
      <p className="eyebrow">{copy.eyebrow}</p>
      <h1 className="mt-3 text-4xl sm:text-6xl">
        {board.status === "ready"
          ? copy.titleReady(board.themes.length)
          : copy.titleReading}
      </h1>
      {board.status === "processing" && (
        <BoardProgress
          id={board.id}
          initial={board.progress}
          themes={board.themes.length}
        />
      )}
      <Skipped board={board} />
      <Thumbnails boardId={board.id} />
      {!period && board.themes.length > 0 && (
        <p className="mt-8 flex flex-wrap items-center gap-4 rounded-2xl border border-line bg-card p-5">
          <ChooseDatesLink className="link">{copy.needDates}</ChooseDatesLink>
        </p>
      )}
      <Themes board={board} period={period} />
      <BoardFoot id={board.id} />
    </div>
  )
}

async function Themes({ board, period }: { board: Board; period: RentalPeriod | null }) {
  const matches = board.themes.flatMap((theme) => theme.matches)
  const [products, prices, region] = await Promise.all([
    productsById(matches.map((match) => match.product_id)),
    pricesFor(
      matches.flatMap((match) => match.variant_id ?? []),
      period
    ),
    shopRegion(),
  ])
  return board.themes.map((theme) => (
    <ThemeSection
      key={theme.id}
      theme={theme}
      products={products}
      prices={prices}
      period={period}
      currency={region.currency}
    />
  ))
}

async function pricesFor(
  variantIds: string[],
  period: RentalPeriod | null
): Promise<Map<string, PeriodPrice>> {
  return period ? periodPrices(variantIds, period) : new Map()
}

function Skipped({ board }: { board: Board }) {
  if (!board.failures.length) {
    return null
  }
  return (
    <details className="mt-4 text-[0.9375rem] text-muted">
      <summary className="inline-block min-h-8 underline underline-offset-4">
        {copy.skipped(board.failures.length)}
      </summary>
      <ul className="mt-2 list-disc pl-5">
        {board.failures.map((failure) => (
          <li key={failure.index}>
            {failure.name || copy.skippedPicture(failure.index + 1)}: {failure.reason}
          </li>
        ))}
      </ul>
    </details>
  )
}
