const suites = {
  unit: ["**/src/**/*.unit.spec.ts"],
  module: ["**/integration-tests/**/*.spec.ts"],
  install: ["**/install-tests/**/*.spec.ts"],
  http: [],
}
const testMatch = suites[process.env.TEST_TYPE || "unit"]

module.exports = {
  testEnvironment: "node",
  rootDir: __dirname,
  testMatch,
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
  testTimeout: process.env.TEST_TYPE === "module" ? 60000 : 10000,
}
