export type TestSetup = { folder: string; template: string; env: Record<string, string> }

/** What the global set-up prepared for all suites. */
export function testSetup(): TestSetup {
  const setup = process.env.GATHER_HTTP_TEST
  if (!setup) {
    throw new Error(
      "The HTTP suites need jest's global set-up: run them with TEST_TYPE=http"
    )
  }
  return JSON.parse(setup) as TestSetup
}
