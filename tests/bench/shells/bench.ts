import { dirname } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { type Browser, chromium, type Page } from "@playwright/test"
import { type Usage, usageOf, usageOfTree } from "./idle"
import { benchProgram } from "./program"
import { serveSample } from "./served"

/** What the sample workspace's list of profiles shows last. */
const LISTED = "global_portfolio"
const REPEATS = 9
const IDLE_SECONDS = 20

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b)
const quantile = (values: readonly number[], share: number) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))]!

const row = (name: string, ...cells: readonly string[]) =>
  void process.stdout.write(`| ${[name, ...cells].join(" | ")} |\n`)
const ms = (value: number) => (value < 10 ? value.toFixed(1) : String(Math.round(value)))

const executablePath = process.env["CHROMIUM"] ?? "chromium"
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
})
process.stdout.write(`Browser shell, Chromium ${browser.version()}, Node ${process.version}; ms\n\n`)
row("", "median", "slowest of ten", "reach")
row("---", "---", "---", "---")
try {
  await startAndIdle(browser)
  await throughTheProgram(browser)
} finally {
  await browser.close()
}

/** Times of a real `nestfolio serve`, and what it uses while nobody does anything. */
async function startAndIdle(browser: Browser): Promise<void> {
  const served = await serveSample()
  try {
    row("`nestfolio serve` to its address", ms(served.milliseconds), "-", "-")
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const first = await openWindow(await context.newPage(), served.url)
    row("first window: usable list (engine just started)", ms(first.usable), "-", "-")
    const times: Awaited<ReturnType<typeof openWindow>>[] = []
    for (let k = 0; k < REPEATS; k += 1) {
      const page = await context.newPage()
      times.push(await openWindow(page, served.url))
      if (k < REPEATS - 1) await page.close()
    }
    for (const [name, reach, values] of [
      ["window ready (first paint), warm", "500", times.map(({ painted }) => painted)],
      ["usable list, warm", "1200", times.map(({ usable }) => usable)],
    ] as const) {
      row(name, ms(quantile(values, 0.5)), ms(quantile(values, 0.99)), reach)
    }
    await tellIdle(browser, served.process.pid!)
  } finally {
    await served.stop()
  }
}

/** From the start of the navigation, by the page's own clock. */
async function openWindow(page: Page, url: string): Promise<{ painted: number; usable: number }> {
  await page.addInitScript((listed) => {
    const look = () => {
      if (document.body?.textContent.includes(listed)) {
        performance.mark("usable")
        watching.disconnect()
      }
    }
    const watching = new MutationObserver(look)
    watching.observe(document, { childList: true, subtree: true, characterData: true })
  }, LISTED)
  await page.goto(url)
  await page.waitForFunction(() => performance.getEntriesByName("usable").length > 0)
  return page.evaluate(() => ({
    painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    usable: performance.getEntriesByName("usable")[0]!.startTime,
  }))
}

async function tellIdle(browser: Browser, pid: number): Promise<void> {
  if (process.platform !== "linux") return
  const session = await browser.newBrowserCDPSession()
  const windows = async (): Promise<Usage[]> => {
    const { processInfo } = (await session.send("SystemInfo.getProcessInfo")) as {
      processInfo: { type: string; id: number }[]
    }
    return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => usageOf(id))
  }
  // What follows a start should not count.
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const before = { program: usageOfTree(pid), windows: await windows() }
  await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1000))
  const after = { program: usageOfTree(pid), windows: await windows() }
  const cpu = (now: number, then: number) => `${(((now - then) / IDLE_SECONDS) * 100).toFixed(1)} % of a core`
  const seconds = (all: readonly Usage[]) => all.reduce((total, usage) => total + usage.seconds, 0)
  row("idle CPU, program and engine", cpu(after.program.seconds, before.program.seconds), "-", "about 0")
  row("idle CPU, two windows", cpu(seconds(after.windows), seconds(before.windows)), "-", "about 0")
  row("idle memory, program and engine", `${ms(after.program.megabytes)} MB`, "-", "400 MB")
  const largest = Math.max(...after.windows.map(({ megabytes }) => megabytes))
  row("idle memory, a window's process", `${ms(largest)} MB`, "-", "-")
}

/** Times from an engine process through the program to a page. */
async function throughTheProgram(browser: Browser): Promise<void> {
  const program = await benchProgram(dirname(fileURLToPath(import.meta.url)))
  try {
    const page = await browser.newPage()
    await page.goto(program.url)
    await page.waitForFunction(() => "events" in window)
    const delays = await page.evaluate(() => (window as unknown as BenchPage).events(200))
    row("event, engine to screen", ms(quantile(delays, 0.5)), ms(quantile(delays, 0.9)), "50")
    for (const megabytes of [1, 10]) {
      const times: number[] = []
      for (let k = 0; k <= REPEATS; k += 1) {
        times.push(
          await page.evaluate((bytes) => (window as unknown as BenchPage).table(bytes), megabytes << 20),
        )
      }
      const warm = times.slice(1)
      row(
        `${megabytes} MB Arrow table, engine to a read table in the window`,
        ms(quantile(warm, 0.5)),
        ms(quantile(warm, 0.99)),
        megabytes === 10 ? "200" : "-",
      )
    }
  } finally {
    program.close()
  }
}

/** What `page.ts` offers. */
interface BenchPage {
  table(bytes: number): Promise<number>
  events(count: number): Promise<number[]>
}
