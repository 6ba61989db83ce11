const suites = {
  unit: ["<rootDir>/src/**/*.unit.spec.ts"],
  module: ["<rootDir>/integration-tests/**/*.spec.ts"],
  http: [],
}
const type = process.env.TEST_TYPE || "unit"

/** @type {import("jest").Config} */
module.exports = {
  rootDir: __dirname,
  testEnvironment: "node",
  testMatch: suites[type],
  transform: {
    "^.+\\.[jt]s$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", decorators: true },
          transform: { decoratorMetadata: true },
          target: "es2022",
        },
      },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/.medusa/"],
  testTimeout: type === "module" ? 60_000 : 15_000,
}
