import { rmSync } from "node:fs"
import { test as base, type ElectronApplication, type Page } from "@playwright/test"
import { openInChromium } from "./browser-window"
import { openInElectron } from "./electron-window"
import { temporaryFolder, writeSample } from "./sample"

export type ShellKind = "browser" | "electron"

export interface ShellOptions {
  readonly shell: ShellKind
}

/** The program with one window, in either shell. */
export interface Opened {
  readonly page: Page
  /** null in the browser shell. */
  readonly application: ElectronApplication | null
  /** The address that a further tab opens; null in Electron. */
  readonly url: string | null
  close(): Promise<void>
}

interface Fixtures {
  /** A workspace of the test's own, with spaces and letters beyond ASCII in its path. */
  readonly workspace: string
  readonly opened: Opened
  /** Electron alone: tests that take it are skipped elsewhere. */
  readonly application: ElectronApplication
  /** The browser shell alone: its address. */
  readonly url: string
}

export const test = base.extend<Fixtures, ShellOptions & { readonly sample: string }>({
  shell: ["browser", { option: true, scope: "worker" }],
  sample: [
    // Playwright reads the names of fixtures from the pattern; this one needs none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = temporaryFolder("sample")
      await use(writeSample(folder))
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: "worker" },
  ],
  workspace: async ({ sample }, use) => {
    const folder = temporaryFolder("Mappe mit Übermaß ")
    await use(writeSample(folder, sample))
    rmSync(folder, { recursive: true, force: true })
  },
  opened: async ({ shell, workspace }, use) => {
    const settings = temporaryFolder("settings")
    const opened = await (shell === "browser" ? openInChromium : openInElectron)(workspace, settings)
    await use(opened)
    await opened.close()
    rmSync(settings, { recursive: true, force: true })
  },
  page: async ({ opened }, use) => use(opened.page),
  application: async ({ opened }, use) => {
    test.skip(opened.application === null, "Electron alone")
    await use(opened.application!)
  },
  url: async ({ opened }, use) => {
    test.skip(opened.url === null, "the browser shell alone")
    await use(opened.url!)
  },
})

export { expect } from "@playwright/test"
