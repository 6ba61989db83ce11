import type { Logger } from "@medusajs/framework/types"
import { MedusaService } from "@medusajs/framework/utils"
import type { AvailabilityPort } from "./availability/availability-port"
import {
  NO_PROGRESS,
  type BoardFailure,
  type BoardProgress,
} from "./boards/board-progress"
import { BoardQueue } from "./boards/board-queue"
import { hashOfToken, newToken, opens } from "./boards/board-token"
import { isGone, thisWorker } from "./boards/board-worker"
import { ProgressWriter } from "./boards/progress-writer"
import { UploadIntake } from "./boards/upload-intake"
import { NoPictureError, workOnBoard } from "./boards/work-on-board"
import { ClassicalEmbedder } from "./embedding/classical/classical-embedder"
import type { Embedder } from "./embedding/embedder"
import { BoardError } from "./errors/board-error"
import { RequestError } from "./errors/request-error"
import { GuardedFetch } from "./fetching/guarded-fetch"
import { VibeBoard } from "./models/vibe-board"
import { resolveOptions, type ResolvedOptions } from "./options"
import type { CatalogueProduct } from "./products/catalogue-product"
import { ChangeBatch } from "./products/change-batch"
import { type IndexResult, ProductIndex } from "./products/product-index"
import { type FileReader, ProductPictureReader } from "./products/product-picture-reader"
import {
  BoardMatcher,
  type BoardMatches,
  type RentalDates,
} from "./ranking/board-matcher"
import type { SourceRequest } from "./sources/board-source"
import { SourceRegistry } from "./sources/source-registry"
import { STARTED_EVENT } from "./started-event"
import type { Theme } from "./themes/theme"
import { LazyVectorStore } from "./vectors/lazy-vector-store"
import { openVectorStore } from "./vectors/open-vector-store"
import type { IndexedProduct } from "./vectors/vector-store"

/** A board as its owner sees it, without what fits it. */
export type BoardView = {
  id: string
  status: "processing" | "ready" | "failed"
  error: string | null
  progress: BoardProgress
  failures: BoardFailure[]
  expires_at: Date
}

type Dependencies = {
  logger: Logger
  configModule?: { projectConfig?: { workerMode?: string } }
  event_bus?: { emit(event: { name: string; data: object }): Promise<void> }
}

const BOARD_ID = /^vboard_[0-9A-Z]{26}$/
/** A board nobody has reported on for so long is not worked on any more. */
const SILENT_MILLISECONDS = 120_000
const INTERRUPTED =
  "The shop was restarted while it looked at this board. Please send it again."

/** Boards of pictures become themes and products that fit; see the README for its parts. */
class VibeMatchModuleService extends MedusaService({ VibeBoard }) {
  readonly options: ResolvedOptions
  readonly uploads: UploadIntake
  readonly changes = new ChangeBatch()
  private readonly dependencies: Dependencies
  private readonly embedder: Embedder
  private readonly vectors: LazyVectorStore
  private readonly index: ProductIndex
  private readonly matcher: BoardMatcher
  private readonly sources: SourceRegistry
  private readonly queue: BoardQueue

  constructor(...parameters: [dependencies: Dependencies, options?: unknown]) {
    super(...parameters)
    const [dependencies, options] = parameters
    this.options = resolveOptions(options)
    this.dependencies = dependencies
    this.embedder = this.options.embedder ?? new ClassicalEmbedder()
    this.vectors = new LazyVectorStore(() => openVectorStore(this.options.vectorStore))
    this.index = new ProductIndex(this.vectors, this.embedder)
    this.matcher = new BoardMatcher(this.index, this.vectors)
    this.sources = new SourceRegistry(this.options)
    this.uploads = new UploadIntake(this.options.limits.heldBytes)
    this.queue = new BoardQueue(this.options.limits.boardsAtOnce)
  }

  __hooks = {
    onApplicationStart: async (): Promise<void> => {
      const { configModule, event_bus } = this.dependencies
      // A process that only serves, or runs a script, leaves the mending to others.
      if (configModule?.projectConfig?.workerMode === "server") return
      await event_bus?.emit({ name: STARTED_EVENT, data: {} })
    },
    onApplicationShutdown: async (): Promise<void> => {
      await this.queue.close()
      await this.vectors.close()
    },
  }

  /**
   * Understands what was asked for, without fetching anything.
   *
   * @param source - as sent; `type` says which source reads it
   * @param uploadId - of the pictures sent along, from `uploads.hold`
   * @throws RequestError naming the field that is wrong
   */
  async parseSource(
    source: Record<string, unknown>,
    uploadId?: string
  ): Promise<SourceRequest> {
    if (this.queue.size >= this.options.limits.boardsWaiting) {
      throw new RequestError(
        "Many boards are waiting at the moment. Try again in a minute.",
        {
          status: 429,
          code: "boards_busy",
        }
      )
    }
    return this.sources.find(source.type).parse(source, this.uploads.peek(uploadId))
  }

  /** Notes a board down and begins to work on it in the background. */
  async openBoard(
    request: SourceRequest,
    uploadId?: string
  ): Promise<{ id: string; token: string; status: "processing" }> {
    const token = newToken()
    const board = await this.createVibeBoards({
      token_hash: hashOfToken(token),
      source: request,
      progress: NO_PROGRESS,
      failures: [] as unknown as Record<string, unknown>,
      worker: thisWorker(),
      expires_at: new Date(Date.now() + this.options.limits.boardHours * 3_600_000),
    })
    this.queue.add(board.id, (signal) => this.work(board.id, request, uploadId, signal))
    return { id: board.id, token, status: "processing" }
  }

  /** @throws RequestError 404 when there is no such board, or the token is not its own */
  async readBoard(id: string, token: string | undefined): Promise<BoardView> {
    const board = await this.findBoard(id, token)
    return {
      id: board.id,
      status: board.status,
      error: board.error,
      progress: board.progress as BoardProgress,
      failures: board.failures as unknown as BoardFailure[],
      expires_at: board.expires_at,
    }
  }

  /** What fits a board; nothing yet while it is worked on. */
  async matchBoard(
    id: string,
    dates: RentalDates | null,
    limit: number,
    port: AvailabilityPort | null
  ): Promise<BoardMatches> {
    const board = await this.retrieveVibeBoard(id)
    const themes = board.themes as unknown as Theme[] | null
    if (board.status !== "ready" || !themes) return { themes: [], matches: [] }
    return await this.matcher.match(themes, dates, limit, port)
  }

  /**
   * Stops work on a board and deletes it with all that came of it.
   *
   * @throws RequestError 404 as {@link readBoard}
   */
  async closeBoard(id: string, token: string | undefined): Promise<void> {
    const board = await this.findBoard(id, token)
    this.queue.cancel(id)
    await this.deleteVibeBoards([board.id])
  }

  /** Deletes boards whose time is over. @returns how many */
  async sweepBoards(now: Date = new Date()): Promise<number> {
    const expired = await this.listVibeBoards(
      { expires_at: { $lte: now } },
      { select: ["id"] }
    )
    await this.deleteVibeBoards(expired.map(({ id }) => id))
    return expired.length
  }

  /** Marks boards as failed that nobody works on any more, after a crash. @returns how many */
  async failAbandonedBoards(now: Date = new Date()): Promise<number> {
    const processing = await this.listVibeBoards(
      { status: "processing" },
      { select: ["id", "worker", "updated_at"] }
    )
    const abandoned = processing.filter(
      ({ worker, updated_at }) =>
        isGone(worker) ||
        (worker !== thisWorker() &&
          now.getTime() - updated_at.getTime() > SILENT_MILLISECONDS)
    )
    await Promise.all(
      abandoned.map(({ id }) => this.report(id, { status: "failed", error: INTERRUPTED }))
    )
    return abandoned.length
  }

  /** @param productIds - only these; all when left out */
  async listIndexedProducts(productIds?: string[]): Promise<IndexedProduct[]> {
    return await this.index.list(productIds)
  }

  /** Whether a product is indexed just as it is now. */
  async isProductCurrent(
    product: CatalogueProduct,
    indexed: IndexedProduct | undefined
  ): Promise<boolean> {
    return this.index.isCurrent(product, indexed)
  }

  /** Reads the pictures of a product, through the given File module where it holds them. */
  async indexProduct(product: CatalogueProduct, files: FileReader): Promise<IndexResult> {
    const { productPictures, pinterest, limits } = this.options
    const fetch = new GuardedFetch(
      { origins: "public", loopbackOrigins: pinterest.allowLoopbackOrigins },
      { bytes: limits.pictureBytes, milliseconds: limits.fetchMilliseconds, atOnce: 2 }
    )
    const reader = new ProductPictureReader(productPictures.baseUrls, files, fetch)
    return await this.index.put(product, (url) => reader.read(url))
  }

  async removeIndexedProducts(productIds: string[]): Promise<void> {
    await this.index.remove(productIds)
  }

  private async findBoard(id: string, token: string | undefined) {
    const [board] = BOARD_ID.test(id)
      ? await this.listVibeBoards({ id }, { take: 1 })
      : []
    const isOpen = opens(token, board?.token_hash ?? hashOfToken(newToken()))
    if (!board || !isOpen || board.expires_at.getTime() <= Date.now()) {
      throw new RequestError(
        "There is no such board, or it is not yours, or it has expired.",
        {
          status: 404,
          field: "id",
          code: "board_not_found",
        }
      )
    }
    return board
  }

  private async work(
    id: string,
    request: SourceRequest,
    uploadId: string | undefined,
    signal: AbortSignal
  ): Promise<void> {
    const progress = new ProgressWriter((news) => this.report(id, news))
    try {
      const result = await workOnBoard({
        find: () => this.findPictures(request, uploadId),
        embedder: this.embedder,
        atOnce: this.options.limits.fetchesAtOnce,
        onProgress: (news, failures) => progress.tell({ progress: news, failures }),
        signal,
      })
      await progress.stop()
      await this.report(id, { status: "ready", ...result })
    } catch (error) {
      await progress.stop()
      await this.fail(id, error, signal)
    } finally {
      this.uploads.release(uploadId)
    }
  }

  private async findPictures(request: SourceRequest, uploadId: string | undefined) {
    const { limits, pinterest } = this.options
    const source = this.sources.find(request.type)
    const fetch = new GuardedFetch(
      { origins: source.origins, loopbackOrigins: pinterest.allowLoopbackOrigins },
      {
        bytes: limits.pictureBytes,
        milliseconds: limits.fetchMilliseconds,
        atOnce: limits.fetchesAtOnce,
      }
    )
    const context = {
      fetch,
      uploads: this.uploads.peek(uploadId),
      limit: limits.pictures,
    }
    return await source.find(request, context)
  }

  private async fail(id: string, error: unknown, signal: AbortSignal): Promise<void> {
    const { logger } = this.dependencies
    const isWorded = error instanceof BoardError
    if (!isWorded && !signal.aborted)
      logger.error(`vibe-match: board ${id} failed`, error as Error)
    const words = isWorded
      ? error.message
      : "Something went wrong on our side. Please try again."
    const known =
      error instanceof NoPictureError
        ? { progress: error.progress, failures: error.failures }
        : {}
    await this.report(id, {
      status: "failed",
      error: signal.aborted ? INTERRUPTED : words,
      ...known,
    }).catch((failure: Error) =>
      logger.error(`vibe-match: board ${id} was not updated`, failure)
    )
  }

  /** Updates a board that is still worked on; one that was deleted meanwhile stays deleted. */
  private async report(id: string, data: Record<string, unknown>): Promise<void> {
    await this.updateVibeBoards({ selector: { id, status: "processing" }, data })
  }
}

export default VibeMatchModuleService
