import { defineConfig } from "@playwright/test"
import type { ShellOptions } from "../tests/shells/fixture"

/** One suite, two shells; `tests/shells/fixture.ts` opens the window. Build first: `npm run e2e` does. */
export default defineConfig<object, ShellOptions>({
  testDir: "../tests/shells",
  outputDir: "../out/e2e",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env["CI"] !== undefined,
  reporter: "list",
  use: { trace: "retain-on-failure" },
  projects: [
    { name: "browser", use: { shell: "browser" }, testIgnore: "electron-*.spec.ts" },
    { name: "electron", use: { shell: "electron" }, testIgnore: "browser-*.spec.ts" },
  ],
})
