// @ts-check
import { explain } from "./explain.mjs"
import { formatSeconds, Progress } from "./progress.mjs"
import { Shop } from "./shop.mjs"

/** npm passes a terminal's Ctrl-C on, so that one key press arrives twice. */
const sameKeyPress = 1_500

/**
 * Opens the shop and keeps it open until a signal or a crash; ends the process.
 *
 * @param {"production" | "development"} mode
 * @param {(shop: Shop) => void} [onOpen]
 */
export async function openUntilStopped(mode, onOpen = () => {}) {
  const startedAt = Date.now()
  const progress = new Progress()
  /** @type {Shop | undefined} */
  let shop
  /** @type {Promise<void> | undefined} */
  let closing
  const close = () => (closing ??= shop ? shop.close() : Promise.resolve())

  const stopped = untilSignalled(() => {
    shop?.supervisor.killAll()
    process.exit(130)
  })

  try {
    progress.print(
      mode === "production" ? "Gather opens" : "Gather opens for development"
    )
    shop = new Shop(progress, mode)
    const outcome = await Promise.race([shop.open(), stopped])
    if (typeof outcome !== "string") {
      printAddresses(progress, outcome, Date.now() - startedAt)
      onOpen(shop)
      await Promise.race([stopped, shop.failed])
    }
    progress.close()
    progress.print("\nGather closes")
    await close()
    progress.print("Everything is stopped; your data are kept.")
    process.exit(0)
  } catch (error) {
    progress.close()
    progress.print(`\n${explain(error)}`)
    await close()
    process.exit(1)
  }
}

/**
 * @param {() => void} onSecond
 * @returns {Promise<string>} the name of the first signal
 */
function untilSignalled(onSecond) {
  let firstAt = 0
  return new Promise((resolve) => {
    whenNpmIsGone(() => resolve("the end of npm"))
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.on(signal, () => {
        if (firstAt === 0) {
          firstAt = Date.now()
          resolve(signal)
        } else if (Date.now() - firstAt > sameKeyPress) {
          onSecond()
        }
      })
    }
  })
}

/**
 * @param {Progress} progress
 * @param {import("./shop-file.mjs").ShopFile} shop
 * @param {number} milliseconds
 */
function printAddresses(progress, shop, milliseconds) {
  progress.print(`
The shop is open (${formatSeconds(milliseconds)}).

  Storefront   ${shop.storefront_url}
  Admin        ${shop.medusa_url}/app`)
  if (shop.admin) {
    progress.print(`               ${shop.admin.email} / ${shop.admin.password}`)
  }
  progress.print("\nCtrl-C closes it.")
}

/**
 * npm runs us through a shell that does not pass signals on: whoever stops npm alone
 * means the shop, and would leave it running.
 *
 * @param {() => void} onGone
 */
function whenNpmIsGone(onGone) {
  if (!process.env.npm_lifecycle_event) {
    return
  }
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer)
      onGone()
    }
  }, 250)
  timer.unref()
}
