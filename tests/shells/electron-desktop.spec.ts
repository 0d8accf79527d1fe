import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { ElectronApplication, Page } from "@playwright/test"
import { actions } from "../../src-shared/contract/desk/actions"
import { ask } from "./ask"
import { electronVariables, startElectron } from "./electron-app"
import { expect, test } from "./fixture"
import { root } from "./sample"

const folder = mkdtempSync(join(tmpdir(), "nestfolio-desktop-"))
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Answers the save dialog with a path, or closes it. */
async function scriptSaveDialog(application: ElectronApplication, filePath: string | null): Promise<void> {
  await application.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async (...asked: unknown[]) => {
      Reflect.set(globalThis, "askedPlace", (asked.at(-1) as { readonly defaultPath: string }).defaultPath)
      return { canceled: path === null, filePath: path ?? "" }
    }
  }, filePath)
}

test("a file is saved where the dialog says, under the name it suggests", async ({ application, page }) => {
  const place = join(folder, "holdings Übersicht.csv")
  await scriptSaveDialog(application, place)
  const bytes = new TextEncoder().encode("symbol;weight\n")
  const saved = await ask(page, "shell.saveFile", { name: "holdings.csv", bytes })
  expect(saved).toEqual({ ok: true, value: { saved: place } })
  expect(readFileSync(place, "utf8")).toBe("symbol;weight\n")
  expect(await application.evaluate(() => Reflect.get(globalThis, "askedPlace"))).toBe("holdings.csv")
})

test("a name with folders is refused before anybody is asked", async ({ application, page }) => {
  await scriptSaveDialog(application, join(folder, "never.csv"))
  const saved = await ask(page, "shell.saveFile", { name: "../../never.csv", bytes: new Uint8Array(1) })
  expect(saved).toMatchObject({ ok: false, problems: [{ code: "file.pathOutside" }] })
  expect(await application.evaluate(() => Reflect.get(globalThis, "askedPlace") ?? null)).toBe(null)
})

test("a save dialog that is closed writes nothing", async ({ application, page }) => {
  await scriptSaveDialog(application, null)
  const saved = await ask(page, "shell.saveFile", { name: "a.csv", bytes: new Uint8Array(1) })
  expect(saved).toEqual({ ok: true, value: { saved: null } })
})

test("a file that can't be written is told with its path", async ({ application, page }) => {
  await scriptSaveDialog(application, join(folder, "missing folder", "a.csv"))
  const saved = await ask(page, "shell.saveFile", { name: "a.csv", bytes: new Uint8Array(1) })
  expect(saved).toMatchObject({ ok: false, problems: [{ code: "workspace.notWritable" }] })
})

test("the page is printed as a PDF", async ({ application, page }) => {
  const place = join(folder, "report.pdf")
  await scriptSaveDialog(application, place)
  expect(await ask(page, "shell.printPdf", { name: "report.pdf" })).toEqual({
    ok: true,
    value: { saved: place },
  })
  expect(readFileSync(place).subarray(0, 5).toString()).toBe("%PDF-")
})

test("a folder is picked in a dialog", async ({ application, page }) => {
  await application.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, folder)
  expect(await ask(page, "shell.pickFolder", { title: "Open" })).toEqual({
    ok: true,
    value: { path: folder },
  })
  await application.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] })
  })
  expect(await ask(page, "shell.pickFolder", { title: "Open" })).toEqual({ ok: true, value: { path: null } })
})

test("every action of the table is in the menu, and its click reaches the window", async ({
  application,
  page,
}) => {
  await expect(page.getByText("connected", { exact: true })).toBeVisible()
  const ids = actions.map(({ id }) => id)
  const missing = await application.evaluate(({ Menu }, wanted) => {
    const menu = Menu.getApplicationMenu()
    return wanted.filter((id) => menu?.getMenuItemById(id)?.label === undefined)
  }, ids)
  expect(missing).toEqual([])
  await application.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById("help.keys")?.click()
  })
  await expect(page.getByRole("dialog", { name: "Keyboard map" })).toBeVisible()
})

/** Starts the program once more with the same settings, as the system does for an opened link. */
function startAgain(userData: string, words: readonly string[]): Promise<number | null> {
  const electron = createRequire(join(root, "package.json"))("electron") as string
  const child = spawn(electron, [root, `--user-data-dir=${userData}`, ...words], { stdio: "ignore" })
  return new Promise((done) => child.once("exit", done))
}

/** Where the window is, as its address says. */
const placeOf = async (page: Page) => {
  await page.getByText("connected", { exact: true }).waitFor()
  return page.evaluate(() => location.hash)
}

test("a second start ends at once and hands its link to the first", async () => {
  Object.assign(process.env, electronVariables)
  const { app, userData, close } = await startElectron()
  const page = await app.firstWindow()
  expect(await startAgain(userData, ["nestfolio://run/20261120-213455-ab12cd"])).toBe(0)
  await expect.poll(() => placeOf(page)).toBe("#/live/20261120-213455-ab12cd")
  expect(await startAgain(userData, [])).toBe(0)
  expect(app.windows()).toHaveLength(1)
  await close()
})

test("a link of the command line waits for the window", async () => {
  const address = "quant://meta/optimize?run_id=20261120-213455-ab12cd&risk_profile=hrp"
  const { app, close } = await startElectron({ words: [address] })
  const page = await app.firstWindow()
  // It names no meta profile, so that it leads to the run.
  await expect.poll(() => placeOf(page)).toBe("#/live/20261120-213455-ab12cd")
  await close()
})

test("macOS hands over links by an event; they are navigated to, or refused with a reason", async ({
  application,
  page,
}) => {
  await expect(page.getByText("connected", { exact: true })).toBeVisible()
  await application.evaluate(({ app, dialog }) => {
    const refused: string[] = []
    Reflect.set(globalThis, "refused", refused)
    dialog.showErrorBox = (title, text) => void refused.push(`${title}: ${text}`)
    const open = (address: string) => app.emit("open-url", { preventDefault() {} }, address)
    open("nestfolio://run/good-1")
    open("nestfolio://run/../../etc")
    open("quant://meta/optimize?risk_profile=hrp&risk_profile=herc")
    open("quant://meta/optimize?returns=/etc/passwd")
  })
  await expect.poll(() => placeOf(page)).toBe("#/live/good-1")
  const refused = (await application.evaluate(() => Reflect.get(globalThis, "refused"))) as readonly string[]
  expect(refused).toHaveLength(3)
  expect(refused.join("\n")).toContain("the parameter risk_profile twice")
  expect(refused.join("\n")).toContain("the parameter returns")
})

test("the window opens where it was closed, and nowhere that can't be seen", async () => {
  const first = await startElectron()
  await first.app.firstWindow()
  await first.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window!.setBounds({ x: 120, y: 90, width: 900, height: 700 })
    window!.webContents.setZoomFactor(1.25)
  })
  const { userData } = first
  await first.app.close()
  expect(existsSync(join(userData, "window.json"))).toBe(true)

  const second = await startElectron({ userData })
  await second.app.firstWindow()
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.getBounds(),
  )
  expect(bounds).toEqual({ x: 120, y: 90, width: 900, height: 700 })
  await expect
    .poll(() =>
      second.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.getZoomFactor(),
      ),
    )
    .toBe(1.25)
  await second.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.setBounds({ x: 9000, y: 90, width: 900, height: 700 })
  })
  await second.app.close()

  const third = await startElectron({ userData })
  await third.app.firstWindow()
  const { x } = await third.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())
  expect(x).toBeLessThan(2000)
  await third.app.close()
  rmSync(userData, { recursive: true, force: true })
})
