import { configManager } from "@medusajs/framework/config"
import { type RentalPluginOptions } from "../../modules/rental/options"

const PLUGIN = "@gather/medusa-rental"

/**
 * Whether the plugin registers its own handlers. Medusa takes one handler a hook in the
 * whole application: a host that needs a hook itself sets `registerHooks: false` and calls
 * the exported handlers from its own.
 */
export function registersHooks(): boolean {
  const plugin = readPlugins().find((entry) =>
    typeof entry === "string" ? false : entry.resolve === PLUGIN
  )
  const options = typeof plugin === "object" ? plugin.options : undefined
  return (options as RentalPluginOptions | undefined)?.registerHooks !== false
}

/** Outside an application (in a script that only imports us) there is no configuration. */
function readPlugins(): (string | { resolve: string; options?: unknown })[] {
  try {
    return configManager.config.plugins ?? []
  } catch {
    return []
  }
}
