// @ts-check
import { formatSeconds, Progress } from "../launcher/progress.mjs"
import { SettingError } from "../launcher/settings.mjs"
import { isSupportedNode } from "../launcher/node-version.mjs"
import { crashed, report } from "./results.mjs"

/**
 * Runs stages of the tests, reports, cleans up and ends the process: with code 0 when
 * something passed and nothing failed.
 *
 * @param {{stages: import("./arguments.mjs").StageName[], grep: string | undefined}} wanted
 */
export async function runTests(wanted) {
  const startedAt = Date.now()
  const progress = new Progress()
  if (!isSupportedNode(process.versions.node)) {
    throw new SettingError(
      `The tests need Node 20.19 or later, or 22.12 or later; this is ${process.versions.node}`
    )
  }
  const { TestRun } = await import("./test-run.mjs")
  const run = new TestRun(progress, wanted)

  const interrupted = new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.on(signal, () => resolve(signal))
    }
  })
  /** @type {import("./results.mjs").StageResult[]} */
  let results
  try {
    const outcome = await Promise.race([run.run(), interrupted])
    results = Array.isArray(outcome)
      ? outcome
      : [...run.results(), crashed("the run", `It was ended by ${outcome}`)]
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    results = [...run.results(), crashed("the run", detail)]
  }
  progress.close()
  await run.close()

  const passed = results.some((result) => result.passed > 0)
  const failed = results.some((result) => result.failed > 0)
  progress.print(
    `\n${formatSeconds(Date.now() - startedAt)} in all\n\n${report(results)}`
  )
  process.exit(passed && !failed ? 0 : 1)
}
