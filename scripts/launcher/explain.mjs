// @ts-check
import { PortBusyError } from "./ports.mjs"
import { ProgramFailure } from "./processes.mjs"
import { SettingError } from "./settings.mjs"

/**
 * What a person needs to know of an error: expected ones speak for themselves.
 *
 * @param {unknown} error
 */
export function explain(error) {
  if (
    error instanceof SettingError ||
    error instanceof PortBusyError ||
    error instanceof ProgramFailure
  ) {
    return error.message
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
