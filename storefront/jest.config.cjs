const type = process.env.TEST_TYPE ?? "unit"

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  // The storefront has unit tests only; its pages are tested in a browser.
  testMatch: type === "unit" ? ["<rootDir>/src/**/*.unit.spec.ts"] : [],
  passWithNoTests: type !== "unit",
  modulePathIgnorePatterns: ["<rootDir>/.next/"],
  moduleNameMapper: { "^@/(.*)$": "<rootDir>/src/$1" },
  transform: {
    "^.+\\.tsx?$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript", tsx: true }, target: "es2022" } },
    ],
  },
}
