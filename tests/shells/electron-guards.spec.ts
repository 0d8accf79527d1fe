import { type ElectronApplication, expect, test } from "@playwright/test"
import { ask } from "./ask"
import {
  leaving,
  pagesAfterPopups,
  permissionsOf,
  placeAfter,
  policyIn,
  soundPolicy,
  statusOf,
} from "./electron-observe"
import { sharedElectron } from "./electron-app"

const shared = sharedElectron()

test("no way of leaving the page leads away", async () => {
  const { application, page } = shared
  await ask(page, "shell.info", {})
  for (const script of leaving) expect(await placeAfter(application, page, script), script).toBe("stayed")
  expect((await ask(page, "shell.info", {})).ok).toBe(true)
})

test("no way of opening a window opens one, or hands anything to the system", async () => {
  const { application, page } = shared
  await ask(page, "shell.info", {})
  await recordHandedOut(application)
  expect(await pagesAfterPopups(application, page)).toBe(1)
  expect(await handedOut(application)).toEqual([])
})

test("only the program's own pages on the web are handed to the system's browser", async () => {
  const { application, page } = shared
  await recordHandedOut(application)
  for (const url of [
    "https://evil.example/",
    "http://github.com/nestfolio/nestfolio",
    "file:///etc/passwd",
  ]) {
    await ask(page, "shell.openLink", { url })
  }
  await ask(page, "shell.openLink", { url: "https://github.com/nestfolio/nestfolio" })
  expect(await handedOut(application)).toEqual(["https://github.com/nestfolio/nestfolio"])
})

test("the policy is enforced: no inline script, no other origin", async () => {
  const { application, page } = shared
  await ask(page, "shell.info", {})
  expect(await policyIn(page)).toEqual(soundPolicy)
  expect(application.windows()).toHaveLength(1)
})

test("no path leads out of the window's files", async () => {
  const { application, page } = shared
  await ask(page, "shell.info", {})
  const paths = [
    "/../main/index.js",
    "/%2e%2e/main/index.js",
    "/..%2fmain%2findex.js",
    "/%2e%2e%2f%2e%2e%2fpackage.json",
    "/..%5cmain%5cindex.js",
    "/assets/..%2f..%2f..%2fpackage.json",
    "/index.html%00.js",
    "/%zz",
    "//etc/passwd",
    "/.hidden",
  ]
  for (const [index, answer] of (await statusOf(page, paths)).entries()) {
    expect([404, "refused"], paths[index]).toContain(answer)
  }
  expect(await page.evaluate(async () => (await fetch("/index.html", { method: "POST" })).status)).toBe(404)
  expect(await statusOf(page, ["/", "/index.html"])).toEqual([200, 200])
  expect(application.windows()).toHaveLength(1)
})

test("a page is granted nothing that the system guards", async () => {
  const { application, page } = shared
  await ask(page, "shell.info", {})
  expect(await permissionsOf(page)).toEqual(["denied", "denied", "denied", "denied"])
  expect(application.windows()).toHaveLength(1)
})

/** Keeps what is handed to the system's browser instead of opening it. */
async function recordHandedOut(application: ElectronApplication): Promise<void> {
  await application.evaluate(({ shell }) => {
    const urls: string[] = []
    Reflect.set(globalThis, "handedOut", urls)
    shell.openExternal = async (url) => void urls.push(url)
  })
}

const handedOut = (application: ElectronApplication) =>
  application.evaluate(() => Reflect.get(globalThis, "handedOut") as string[])
