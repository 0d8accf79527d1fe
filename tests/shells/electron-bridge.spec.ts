import { expect, test } from "@playwright/test"
import { ask } from "./ask"
import { lineOfForeignPage, lineOfUnknownWindow } from "./electron-observe"
import { sharedElectron } from "./electron-app"

const shared = sharedElectron()

test("the page has one frozen function of the shell's and nothing else", async () => {
  const { application, page } = shared
  expect((await ask(page, "shell.info", {})).ok).toBe(true)
  const seen = await page.evaluate(() => {
    const bridge: object = Reflect.get(window, "nestfolioShell")
    return {
      members: Object.keys(bridge),
      isFrozen: Object.isFrozen(bridge),
      process: typeof Reflect.get(window, "process"),
      require: typeof Reflect.get(window, "require"),
      buffer: typeof Reflect.get(window, "Buffer"),
      electron: typeof Reflect.get(window, "electron"),
    }
  })
  expect(seen).toEqual({
    members: ["connect"],
    isFrozen: true,
    process: "undefined",
    require: "undefined",
    buffer: "undefined",
    electron: "undefined",
  })
  const windows = await application.evaluate(({ app, BrowserWindow }) => [
    app.getName(),
    ...BrowserWindow.getAllWindows().map((window) => [window.isVisible(), window.webContents.getURL()]),
  ])
  expect(windows).toEqual(["Nestfolio", [true, expect.stringMatching(/^app:\/\/nestfolio\/index\.html/)]])
})

test("the shell tells what it can do", async () => {
  const { application, page } = shared
  const info = await ask(page, "shell.info", {})
  expect(info).toEqual({
    ok: true,
    value: {
      kind: "electron",
      platform: await application.evaluate(() => process.platform),
      version: await application.evaluate(({ app }) => app.getVersion()),
      picksFolders: true,
      savesFiles: true,
      printsPdf: true,
      revealsFolders: true,
      roots: [],
      workspace: null,
    },
  })
})

test("a reload opens the line again", async () => {
  const { application, page } = shared
  expect((await ask(page, "shell.info", {})).ok).toBe(true)
  await page.reload()
  expect((await ask(page, "shell.info", {})).ok).toBe(true)
  expect(application.windows()).toHaveLength(1)
})

test("what is no message is passed over, and the line goes on", async () => {
  const { application, page } = shared
  await ask(page, "shell.info", {})
  await page.evaluate(() => {
    const line = Reflect.get(window, "testLine") as { post(message: unknown): void }
    for (const odd of [null, "text", 7, { t: "ask" }, { t: "ask", id: -1, name: "x" }, [], new Map()]) {
      line.post(odd)
    }
  })
  const unknown = await ask(page, "shell.noSuchCall" as "shell.info", {})
  expect(unknown).toMatchObject({ ok: false, problems: [{ code: "wire.unknownCall" }] })
  const bad = await ask(page, "shell.saveFile", { name: "", bytes: new Uint8Array(1) })
  expect(bad).toMatchObject({ ok: false, problems: [{ code: "wire.badInput" }] })
  expect((await ask(page, "shell.info", {})).ok).toBe(true)
  expect(application.windows()).toHaveLength(1)
})

test("a nonce that is no name gets no line", async () => {
  const { application, page } = shared
  await ask(page, "shell.info", {})
  for (const nonce of ["", "short", "x".repeat(65), "has a space in its text", 7, null, { length: 20 }]) {
    const answer = page.evaluate(
      (given) =>
        (Reflect.get(window, "nestfolioShell") as { connect(nonce: unknown): Promise<void> })
          .connect(given)
          .then(
            () => "connected",
            () => "refused",
          ),
      nonce,
    )
    expect(await answer, JSON.stringify(nonce)).toBe("refused")
  }
  expect(application.windows()).toHaveLength(1)
})

test("a window that the program did not open gets no line", async () => {
  const { application, page } = shared
  await ask(page, "shell.info", {})
  expect(await lineOfUnknownWindow(application)).toContain("only the program's own windows get a line")
})

test("a page of another origin gets no line, even in the program's own window", async () => {
  const { application, page } = shared
  await ask(page, "shell.info", {})
  expect(await lineOfForeignPage(application)).toContain("only the program's own windows get a line")
})
