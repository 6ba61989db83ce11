const http = process.env.TEST_TYPE === "http"

/** @type {import("jest").Config} */
module.exports = {
  rootDir: __dirname,
  testEnvironment: "node",
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022" } }] },
  testMatch: http
    ? [
        "<rootDir>/integration-tests/{http,faults}/**/*.spec.ts",
        "<rootDir>/integration-tests/season/season.spec.ts",
      ]
    : ["<rootDir>/{src,integration-tests/season}/**/*.unit.spec.ts"],
  modulePathIgnorePatterns: ["<rootDir>/.medusa/"],
  ...(http
    ? {
        globalSetup: "<rootDir>/integration-tests/harness/global-setup.ts",
        globalTeardown: "<rootDir>/integration-tests/harness/global-teardown.ts",
        testTimeout: 120_000,
        maxWorkers: 1,
      }
    : {}),
}
