import type { Page } from "@playwright/test"
import type { DeskContract } from "../../src-shared/contract/desk/desk-contract"
import type { InputOf, OutputOf } from "../../src-shared/contract/call"
import type { Result } from "../../src-shared/problem/result"

/** The one function that the preload exposes. */
declare const nestfolioShell: { connect(nonce: string): Promise<void> }

interface Line {
  readonly port: MessagePort
  post(message: unknown): void
  lastId: number
}

/** Opens a line of the test's own beside the page's: the desk is asked without its screens. */
async function openLine(page: Page): Promise<void> {
  await page.waitForFunction(() => typeof nestfolioShell === "object")
  await page.evaluate(async () => {
    if (Reflect.has(window, "testLine")) return
    const nonce = crypto.randomUUID()
    const port = new Promise<MessagePort>((done) => {
      addEventListener("message", (event) => {
        if (event.data?.nestfolioPort === nonce) done(event.ports[0]!)
      })
    })
    await nestfolioShell.connect(nonce)
    const opened = await port
    opened.start()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no origin
    const post = (message: unknown) => opened.postMessage(message)
    Reflect.set(window, "testLine", { port: opened, lastId: 0, post })
  })
}

/** Asks the desk of the desktop program as a window may; gives the answer, and the items that came before it. */
export async function ask<Name extends keyof DeskContract>(
  page: Page,
  name: Name,
  input: InputOf<DeskContract[Name]>,
): Promise<Result<OutputOf<DeskContract[Name]>>> {
  await openLine(page)
  return (await page.evaluate(
    async ([called, given]) => {
      const line = Reflect.get(window, "testLine") as Line
      line.lastId += 1
      const id = line.lastId
      const answer = new Promise((done) => {
        line.port.addEventListener("message", ({ data }) => {
          if (data.id !== id || data.t === "item") return
          done(data.t === "done" ? { ok: true, value: data.output } : { ok: false, problems: data.problems })
        })
      })
      line.post({ t: "ask", id, name: called, input: given })
      return answer
    },
    [name, input] as const,
  )) as Result<OutputOf<DeskContract[Name]>>
}
