import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { MedusaRequest } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { AvailabilityPort } from "./availability/availability-port"
import type { Embedder } from "./embedding/embedder"
import type { BoardSource } from "./sources/board-source"
import type { VectorStore } from "./vectors/vector-store"

const positive = z.number().int().positive()
const origin = z.string().url()

const limitsSchema = z
  .object({
    /** Pictures of one board; the rest is left out. */
    pictures: positive.max(500).default(40),
    /** Bytes of one uploaded or fetched picture. */
    pictureBytes: positive.default(15 * 1024 * 1024),
    /** Bytes of all pictures of one upload. */
    uploadBytes: positive.default(120 * 1024 * 1024),
    /** Bytes of uploads held in memory at the same time, over all visitors. */
    heldBytes: positive.default(512 * 1024 * 1024),
    /** Boards worked on at the same time; others wait. */
    boardsAtOnce: positive.default(2),
    /** Boards waiting or worked on; more are refused with 429. */
    boardsWaiting: positive.default(50),
    /** Pictures of one board fetched at the same time. */
    fetchesAtOnce: positive.default(4),
    /** Milliseconds for one request, from name look-up to the last byte. */
    fetchMilliseconds: positive.default(15_000),
    /** Boards one visitor may send within `visitorWindowSeconds`. */
    boardsPerVisitor: positive.default(40),
    visitorWindowSeconds: positive.default(600),
    /** Hours after which a board and all that was derived from it is deleted. */
    boardHours: positive.default(24),
  })
  .strict()
  .prefault({})

const pinterestSchema = z
  .object({
    /** Where `<user>/<board>.rss` is read. */
    rssBaseUrl: origin.default("https://www.pinterest.com"),
    /** Where the pictures of a feed may be fetched, as origins. */
    imageOrigins: z.array(origin).min(1).default(["https://i.pinimg.com"]),
    /**
     * Origins on this machine that the fetch guard lets through although they are not public, for
     * tests with a local server: exactly these and nothing else.
     */
    allowLoopbackOrigins: z.array(origin).default([]),
  })
  .strict()
  .prefault({})

const vectorStoreSchema = z.discriminatedUnion("driver", [
  z.object({ driver: z.literal("pglite"), dataDir: z.string().min(1) }).strict(),
  z.object({ driver: z.literal("pgvector"), databaseUrl: z.string().min(1) }).strict(),
  z
    .object({ driver: z.literal("custom"), store: z.custom<VectorStore>(isObject) })
    .strict(),
])

const optionsSchema = z.object({
  vectorStore: vectorStoreSchema,
  embedder: z.custom<Embedder>(isObject).optional(),
  sources: z.array(z.custom<BoardSource>(isObject)).default([]),
  pinterest: pinterestSchema,
  productPictures: z
    .object({ baseUrls: z.array(z.string().url()).default([]) })
    .strict()
    .prefault({}),
  availability: z
    .custom<(container: MedusaContainer) => AvailabilityPort>(
      (value) => typeof value === "function"
    )
    .optional(),
  /** Who a request comes from, for the limit of boards per visitor. Its address by default. */
  visitor: z
    .custom<(request: MedusaRequest) => string>((value) => typeof value === "function")
    .optional(),
  limits: limitsSchema,
})

/** What a shop writes in `medusa-config.ts`. */
export type VibeMatchOptions = z.input<typeof optionsSchema>
/** The same with every default filled in. */
export type ResolvedOptions = z.output<typeof optionsSchema>
export type Limits = ResolvedOptions["limits"]

/**
 * Fills in defaults.
 *
 * @throws when an option is missing or wrong, naming it
 */
export function resolveOptions(options: unknown): ResolvedOptions {
  const result = optionsSchema.safeParse(options)
  if (result.success) return result.data
  const problems = result.error.issues.map(
    (issue) => `${issue.path.join(".")}: ${issue.message}`
  )
  throw new MedusaError(
    MedusaError.Types.INVALID_ARGUMENT,
    `@gather/medusa-vibe-match: wrong options. ${problems.join("; ")}`
  )
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null
}
