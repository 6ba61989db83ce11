import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { VIBE_MATCH_MODULE } from "../modules/vibe-match"
import type VibeMatchModuleService from "../modules/vibe-match/service"

/** Deletes boards whose time is over and ends those that nobody works on any more. */
export default async function mendBoards(container: MedusaContainer): Promise<void> {
  const vibe = container.resolve<VibeMatchModuleService>(VIBE_MATCH_MODULE)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const failed = await vibe.failAbandonedBoards()
  const swept = await vibe.sweepBoards()
  if (failed + swept > 0) {
    logger.info(
      `vibe-match: ${failed} interrupted boards ended, ${swept} expired boards deleted`
    )
  }
}

export const config = {
  name: "vibe-mend-boards",
  schedule: "* * * * *",
}
