import type { ElectronApplication, Page } from "@playwright/test"
import { ask } from "./ask"
import { expect, test } from "./fixture"

/** Starts a run of the sample and makes its engine stand still, so that it lasts. Gives its id and process. */
async function startHeldRun(page: Page, workspace: string): Promise<{ runId: string; pid: number }> {
  const opened = await ask(page, "workspace.open", { root: workspace })
  const root = opened.ok ? opened.value.root : workspace
  const started = await ask(page, "run.start", {
    root,
    profile: "global_portfolio",
    riskProfiles: ["hrp"],
    parameters: {},
    executeSleeves: false,
    requestId: "held",
  })
  if (!started.ok) throw new Error(JSON.stringify(started.problems))
  const { runId, pid } = started.value
  if (pid === null) throw new Error("the run waits")
  process.kill(pid, "SIGSTOP")
  return { runId, pid }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Answers message boxes with this button, and counts them. */
async function answerBoxes(application: ElectronApplication, button: number): Promise<void> {
  await application.evaluate(({ dialog }, response) => {
    const asked: string[] = []
    Reflect.set(globalThis, "boxes", asked)
    dialog.showMessageBox = async (...words: unknown[]) => {
      asked.push((words.at(-1) as { readonly message: string }).message)
      return { response, checkboxChecked: false }
    }
  }, button)
}

const boxes = (application: ElectronApplication) =>
  application.evaluate(() => Reflect.get(globalThis, "boxes") as string[])

const closeWindow = (application: ElectronApplication) =>
  application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

const windowCount = (application: ElectronApplication) =>
  application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

const ended = (application: ElectronApplication) =>
  new Promise<number | null>((done) => application.process().once("exit", done))

test("closing during a run asks, and to stay is to stay", async ({ application, page, workspace }) => {
  const { pid } = await startHeldRun(page, workspace)
  await answerBoxes(application, 2)
  await closeWindow(application)
  await expect.poll(() => boxes(application)).toEqual(["The run of global_portfolio has not ended."])
  expect(await windowCount(application)).toBe(1)
  expect(isAlive(pid)).toBe(true)
  process.kill(pid, "SIGCONT")
  await answerBoxes(application, 1)
})

test("a run goes on in the background, and the program ends after it", async ({
  application,
  page,
  workspace,
}) => {
  const { pid } = await startHeldRun(page, workspace)
  await answerBoxes(application, 0)
  const end = ended(application)
  await closeWindow(application)
  await expect.poll(() => windowCount(application)).toBe(0)
  expect(isAlive(pid)).toBe(true)
  process.kill(pid, "SIGCONT")
  expect(await end).toBe(0)
  expect(isAlive(pid)).toBe(false)
})

test("cancelling the runs ends their processes before the program", async ({
  application,
  page,
  workspace,
}) => {
  const { pid } = await startHeldRun(page, workspace)
  await answerBoxes(application, 1)
  const end = ended(application)
  await closeWindow(application)
  expect(await end).toBe(0)
  expect(isAlive(pid)).toBe(false)
})

test("quitting by the menu asks too", async ({ application, page, workspace }) => {
  const { pid } = await startHeldRun(page, workspace)
  await answerBoxes(application, 2)
  await application.evaluate(({ app }) => app.quit())
  await expect.poll(() => boxes(application)).toHaveLength(1)
  expect(await windowCount(application)).toBe(1)
  process.kill(pid, "SIGCONT")
  await answerBoxes(application, 1)
})

test("a window without a run closes at once, and no engine is left", async ({
  application,
  page,
  workspace,
}) => {
  await ask(page, "workspace.open", { root: workspace })
  await ask(page, "profiles.list", { root: workspace })
  const end = ended(application)
  await closeWindow(application)
  expect(await end).toBe(0)
})

test("an engine that is killed is told as crashed, and the next run works", async ({
  page,
  workspace,
  application,
}) => {
  const { runId, pid } = await startHeldRun(page, workspace)
  const watching = ask(page, "run.watch", { root: workspace, runId })
  process.kill(pid, "SIGKILL")
  expect(await watching).toMatchObject({ ok: true, value: { state: "crashed" } })
  const again = await ask(page, "run.start", {
    root: workspace,
    profile: "global_portfolio",
    riskProfiles: ["hrp"],
    parameters: {},
    executeSleeves: false,
    requestId: "next",
  })
  const next = again.ok ? again.value.runId : ""
  const done = await ask(page, "run.watch", { root: workspace, runId: next })
  expect(done).toMatchObject({ ok: true, value: { state: expect.stringMatching(/^succeeded/) } })
  expect(application.windows()).toHaveLength(1)
})

test("after a crash of the page a reload is offered, and runs went on", async ({
  application,
  page,
  workspace,
}) => {
  const { pid } = await startHeldRun(page, workspace)
  await answerBoxes(application, 0)
  const reloaded = application.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((done) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!
        webContents.once("did-finish-load", () => {
          done(webContents.executeJavaScript("typeof nestfolioShell.connect") as Promise<string>)
        })
        webContents.forcefullyCrashRenderer()
      }),
  )
  expect(await reloaded).toBe("function")
  expect(await boxes(application)).toEqual(["The window's page crashed."])
  expect(isAlive(pid)).toBe(true)
  process.kill(pid, "SIGCONT")
  await answerBoxes(application, 1)
})
