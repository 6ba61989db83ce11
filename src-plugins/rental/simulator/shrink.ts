import { run, type Report, type Run } from "./run"
import { type SimulatorDatabases } from "./simulator-database"

/**
 * Looks for fewer steps that fail too, by leaving out ever smaller stretches of them.
 *
 * @param failed a run that failed, with the steps up to the failure
 * @param patience how many runs it may take
 */
export async function shrink(
  databases: SimulatorDatabases,
  failed: Run,
  patience: number
): Promise<{ steps: readonly number[]; report: Report | undefined }> {
  let steps = failed.steps
  let report: Report | undefined
  let left = patience
  for (let size = Math.ceil(steps.length / 2); size >= 1;) {
    let dropped = false
    for (let from = 0; from < steps.length - 1 && left > 0;) {
      left--
      const fewer = [...steps.slice(0, from), ...steps.slice(from + size)]
      const tried = await run(databases, { ...failed, steps: fewer })
      if (tried.failure) {
        steps = fewer.slice(0, fewer.indexOf(tried.failure.step) + 1)
        report = tried
        dropped = true
      } else {
        from += size
      }
    }
    if (left <= 0 || (size === 1 && !dropped)) {
      break
    }
    size = size === 1 ? 1 : Math.ceil(size / 2)
  }
  return { steps, report }
}
