import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"
import { VIBE_MATCH_MODULE } from "../../../../modules/vibe-match"
import { RequestError } from "../../../../modules/vibe-match/errors/request-error"
import type VibeMatchModuleService from "../../../../modules/vibe-match/service"

/** Requests that were refused for what is in them count, too, but many are needed. */
const ATTEMPTS_PER_BOARD = 10

type Limiters = { boards: RateLimiterMemory; attempts: RateLimiterMemory }
const limitersOf = new WeakMap<VibeMatchModuleService, Limiters>()

/**
 * Lets one visitor send only so many boards in a while, before anything of them is read. A board
 * that is refused is given back.
 */
export async function limitVisitor(
  request: MedusaRequest,
  response: MedusaResponse
): Promise<void> {
  const vibe = request.scope.resolve<VibeMatchModuleService>(VIBE_MATCH_MODULE)
  const visitor = vibe.options.visitor?.(request) ?? request.ip ?? "unknown"
  const limiters = limitersOf.get(vibe) ?? createLimiters(vibe)
  limitersOf.set(vibe, limiters)

  try {
    await limiters.attempts.consume(visitor)
    await limiters.boards.consume(visitor)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const seconds = Math.ceil(refusal.msBeforeNext / 1000)
    response.setHeader("Retry-After", String(seconds))
    throw new RequestError(`You sent many boards. Try again in ${seconds} seconds.`, {
      status: 429,
      code: "too_many_boards",
    })
  }
  response.once("close", () => {
    if (response.statusCode !== 202) void limiters.boards.reward(visitor)
  })
}

function createLimiters({ options: { limits } }: VibeMatchModuleService): Limiters {
  const points = limits.boardsPerVisitor
  const duration = limits.visitorWindowSeconds
  return {
    boards: new RateLimiterMemory({ points, duration }),
    attempts: new RateLimiterMemory({ points: points * ATTEMPTS_PER_BOARD, duration }),
  }
}
