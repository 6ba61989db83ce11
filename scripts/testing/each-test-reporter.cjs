// @ts-check
/** Tells of each test as it ends, where Jest would wait for the end of its file. */
module.exports = class EachTestReporter {
  /**
   * @param {unknown} _test
   * @param {{status: string, fullName: string, duration?: number | null}} result
   */
  onTestCaseResult(_test, { status, fullName, duration }) {
    const seconds = ((duration ?? 0) / 1000).toFixed(1)
    process.stderr.write(`TEST ${status}: ${fullName} (${seconds} s)\n`)
  }
}
