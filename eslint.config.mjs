import nextPlugin from "@next/eslint-plugin-next"
import medusa from "@medusajs/eslint-plugin"
import reactHooks from "eslint-plugin-react-hooks"
import tseslint from "typescript-eslint"

const typeScriptSources = [
  "medusa-backend/**/*.ts",
  "src-plugins/**/*.{ts,tsx}",
  "storefront/**/*.{ts,tsx}",
  "e2e/**/*.ts",
  "*.ts",
]
const medusaSources = ["medusa-backend/**/*.{ts,tsx}", "src-plugins/**/*.{ts,tsx}"]
const testSources = [
  "**/*.spec.{ts,tsx,mjs}",
  "**/*.test.{ts,tsx,mjs}",
  "**/integration-tests/**",
  "e2e/**",
]
/** Sources that a workspace's tsconfig includes, so that rules may ask for types. */
const typedSources = ["src-plugins/*/src/**/*.ts", "medusa-backend/src/**/*.ts"]

/** Medusa's preset is written for an application at the root: keep it to our Medusa code. */
const medusaRecommended = medusa.default.configs.recommended.map((block) =>
  block.rules
    ? {
        ...block,
        files: block.files ?? medusaSources,
        ignores: [
          ...(block.ignores ?? []),
          "storefront/**",
          "e2e/**",
          "scripts/**",
          "data/**",
        ],
      }
    : block
)

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/**",
      "**/.medusa/**",
      "**/.next/**",
      "**/.gather*/**",
      "**/dist/**",
      "**/coverage/**",
      "**/next-env.d.ts",
      "playwright-report/**",
      "test-results/**",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{js,mjs,cjs,ts,tsx}"],
    extends: [tseslint.configs.recommended],
    rules: {
      "no-constant-condition": ["error", { checkLoops: false }],
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" },
      ],
    },
  },
  ...medusaRecommended,
  {
    files: typeScriptSources,
    rules: {
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/explicit-module-boundary-types": [
        "error",
        { allowArgumentsExplicitlyTypedAsAny: false },
      ],
    },
  },
  {
    files: typedSources,
    ignores: ["**/*.spec.ts"],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
    },
  },
  {
    files: ["storefront/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks, "@next/next": nextPlugin },
    rules: {
      // The rest of the preset speaks of the React Compiler, which is not used here.
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      ...nextPlugin.configs.recommended.rules,
      ...nextPlugin.configs["core-web-vitals"].rules,
      "@next/next/no-html-link-for-pages": "off",
    },
  },
  {
    // Components, workflows and Medusa's definitions are best left to inference.
    files: [
      "storefront/**",
      "src-plugins/*/src/admin/**",
      "src-plugins/*/src/workflows/**",
      "src-plugins/*/src/modules/**/index.ts",
      "**/models/**",
      "**/middlewares.ts",
      "**/query-config.ts",
      "**/validators.ts",
      "**/*.config.ts",
      ...testSources,
    ],
    rules: { "@typescript-eslint/explicit-module-boundary-types": "off" },
  },
  {
    files: ["**/*.cjs", "**/jest.config.js"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  }
)
