// @ts-check
// npm run accept -- rental FILE.json
import { acceptRental } from "./acceptance/accept-rental.mjs"

/** @type {Record<string, {usage: string, run: (...args: string[]) => Promise<boolean>}>} */
const kinds = {
  rental: { usage: "rental FILE.json", run: acceptRental },
}

const [kind = "", ...args] = process.argv.slice(2)
const chosen = kinds[kind]
if (!chosen || args.length !== chosen.usage.split(" ").length - 1) {
  console.error(
    `Usage: npm run accept -- ${Object.values(kinds)
      .map(({ usage }) => usage)
      .join(" | ")}`
  )
  process.exit(2)
}
try {
  process.exit((await chosen.run(...args)) ? 0 : 1)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(2)
}
