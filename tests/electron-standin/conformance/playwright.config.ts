import { defineConfig } from "@playwright/test"
export default defineConfig({
  testDir: ".",
  testMatch: "conformance.spec.ts",
  timeout: 30_000,
  workers: 1,
  reporter: "list",
})
