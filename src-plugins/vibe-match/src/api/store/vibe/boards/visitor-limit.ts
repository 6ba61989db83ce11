import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"
import { VIBE_MATCH_MODULE } from "../../../../modules/vibe-match"
import { RequestError } from "../../../../modules/vibe-match/errors/request-error"
import type VibeMatchModuleService from "../../../../modules/vibe-match/service"

const limiters = new WeakMap<VibeMatchModuleService, RateLimiterMemory>()

/** Lets one visitor send only so many boards in a while, before anything is read. */
export async function limitVisitor(
  request: MedusaRequest,
  response: MedusaResponse
): Promise<void> {
  const vibe = request.scope.resolve<VibeMatchModuleService>(VIBE_MATCH_MODULE)
  const { limits, visitor } = vibe.options
  const limiter =
    limiters.get(vibe) ??
    new RateLimiterMemory({
      points: limits.boardsPerVisitor,
      duration: limits.visitorWindowSeconds,
    })
  limiters.set(vibe, limiter)

  try {
    await limiter.consume(visitor?.(request) ?? request.ip ?? "unknown")
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const seconds = Math.ceil(refusal.msBeforeNext / 1000)
    response.setHeader("Retry-After", String(seconds))
    throw new RequestError(`You sent many boards. Try again in ${seconds} seconds.`, {
      status: 429,
      code: "too_many_boards",
    })
  }
}
