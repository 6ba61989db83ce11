// @ts-check

/**
 * A reporter for node's test runner: one line of JSON for each test that ended.
 *
 * @param {AsyncIterable<{type: string, data: any}>} events
 */
export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") {
      continue
    }
    const error = data.details?.error
    yield (
      JSON.stringify({
        name: data.name,
        file: data.file,
        kind: data.details?.type ?? "test",
        outcome:
          data.skip || data.todo ? "skipped" : type === "test:pass" ? "passed" : "failed",
        cause: error?.failureType,
        detail: error
          ? String(error.cause?.stack ?? error.cause ?? error.stack ?? error)
          : undefined,
      }) + "\n"
    )
  }
}
