import { test as base, type ElectronApplication, expect, type Page } from "@playwright/test"
import { isRealElectron, startElectron } from "./electron-app"
import { buildMutant, type Mutation } from "./electron-mutant"
import {
  bridgeOf,
  leaving,
  lineOfForeignPage,
  lineOfUnknownWindow,
  pagesAfterPopups,
  permissionsOf,
  placeAfter,
  policyIn,
  soundPolicy,
} from "./electron-observe"

const test = base

interface Mutant extends Mutation {
  readonly name: string
  /** What the specs look at. */
  readonly observe: (application: ElectronApplication, page: Page) => Promise<unknown>
  /** What the specs ask for. */
  readonly sound: unknown
}

const noLine = expect.stringContaining("only the program's own windows get a line")
const preload = "src-main/preload.ts"
const guards = "src-main/shell/electron/guards.ts"
const sender = "src-main/shell/policies/sender.ts"

const mutants: readonly Mutant[] = [
  {
    name: "a preload that requires a package",
    file: preload,
    from: "import { contextBridge",
    to: 'import { z } from "zod"\nz.config({})\nimport { contextBridge',
    preloadExternal: "zod",
    observe: (_, page) => bridgeOf(page),
    sound: "object",
  },
  {
    name: "a preload that is a module",
    file: preload,
    from: "Object.freeze(bridge)",
    to: "bridge",
    preloadFormat: "es",
    observe: (_, page) => bridgeOf(page),
    sound: "object",
  },
  {
    name: "files without the policy's header",
    file: "src-main/shell/content-security.ts",
    from: '"content-security-policy": contentSecurityPolicy,',
    to: "",
    observe: (_, page) => policyIn(page),
    sound: soundPolicy,
  },
  {
    name: "navigation without its guard",
    file: guards,
    from: "if (!mayNavigate(event.url, ownOrigin)) event.preventDefault()",
    to: "",
    observe: (application, page) => placeAfter(application, page, leaving[0]),
    sound: "stayed",
  },
  {
    name: "a sender check that knows no windows",
    file: sender,
    from: "windows.ids.has(sender.id) &&",
    to: "",
    observe: (application) => lineOfUnknownWindow(application),
    sound: noLine,
  },
  {
    name: "a sender check that compares no origin",
    file: sender,
    from: "mayNavigate(senderFrame.url, windows.origin)",
    to: "true",
    observe: (application) => lineOfForeignPage(application),
    sound: noLine,
  },
  {
    name: "popups that are allowed",
    file: guards,
    from: 'contents.setWindowOpenHandler(() => ({ action: "deny" }))',
    to: "",
    observe: pagesAfterPopups,
    sound: 1,
  },
  {
    name: "permissions that are granted",
    file: "src-main/shell/policies/permission.ts",
    from: "return false",
    to: "return true",
    observe: (_, page) => permissionsOf(page),
    sound: ["denied", "denied", "denied", "denied"],
  },
]

test.describe.configure({ timeout: 90_000 })
test.skip(isRealElectron, "mutants are for the stand-in: Electron itself is not on trial")

for (const mutant of mutants) {
  test(`${mutant.name}: the specs notice`, async () => {
    const { app, remove } = await buildMutant(mutant)
    const started = await startElectron({ app })
    const page = await started.app.firstWindow()
    await page.waitForSelector("#root")
    const seen = await mutant.observe(started.app, page)
    expect(seen).not.toEqual(mutant.sound)
    await started.close()
    remove()
  })
}

test("a window without a sandbox: the specs notice", async () => {
  const { app, remove } = await buildMutant({
    file: "src-main/shell/electron/window.ts",
    from: "sandbox: true",
    to: "sandbox: false",
  })
  const windows = startElectron({ app }).then(async (started) => {
    await started.app.firstWindow({ timeout: 5000 })
    return "a window"
  })
  await expect(windows).rejects.toThrow()
  remove()
})

test("the same build without a mutation passes what the mutants fail", async () => {
  const { app, remove } = await buildMutant({
    file: preload,
    from: "// The whole preload",
    to: "// All of it",
  })
  const started = await startElectron({ app })
  const page = await started.app.firstWindow()
  await page.waitForSelector("#root")
  await page.waitForFunction(() => typeof Reflect.get(window, "nestfolioShell") === "object")
  for (const { name, observe, sound } of mutants.filter(({ sound }) => sound !== noLine)) {
    expect(await observe(started.app, page), name).toEqual(sound)
  }
  expect(await lineOfUnknownWindow(started.app)).toEqual(noLine)
  expect(await lineOfForeignPage(started.app)).toEqual(noLine)
  await started.close()
  remove()
})
