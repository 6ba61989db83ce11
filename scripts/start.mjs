// @ts-check
import { openUntilStopped } from "./launcher/open-until-stopped.mjs"

await openUntilStopped("production")
