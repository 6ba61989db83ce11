// @ts-check
// npm run dev: Medusa and the storefront reload what is edited; plugins are built again.
import { openUntilStopped } from "./launcher/open-until-stopped.mjs"
import { watchPlugins } from "./launcher/watch-plugins.mjs"

await openUntilStopped("development", watchPlugins)
