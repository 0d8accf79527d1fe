import type { ElectronApplication, Page } from "@playwright/test"

/** What the program's page can do, as values: the specs say which are right, and mutants have to give others. */

const connectScript =
  'nestfolioShell.connect("0123456789abcdef").then(() => "connected", (error) => error.message)'

/** The kind of what the preload exposed. */
export function bridgeOf(page: Page): Promise<string> {
  return page.evaluate(() => typeof Reflect.get(window, "nestfolioShell"))
}

/** What came of a script that tries to leave: "stayed" when the guard prevented it, else where it was let go. */
export async function placeAfter(
  application: ElectronApplication,
  page: Page,
  script: string,
): Promise<string> {
  await application.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const outcome = new Promise((done) => {
      // Comes after the program's own listener.
      webContents.once("will-frame-navigate", (event) => {
        done(event.defaultPrevented ? "stayed" : event.url)
      })
      setTimeout(() => done("nothing was tried"), 20_000)
    })
    Reflect.set(globalThis, "outcome", outcome)
  })
  await page.evaluate(script).catch(() => {})
  return application.evaluate(() => Reflect.get(globalThis, "outcome") as Promise<string>)
}

export const leaving = [
  "location.href = 'https://example.com/'",
  "location.replace('http://127.0.0.1:9/')",
  "const a = document.createElement('a'); a.href = 'https://example.com/'; document.body.append(a); a.click()",
] as const

/** How many pages there are after the page tried to open others. */
export async function pagesAfterPopups(application: ElectronApplication, page: Page): Promise<number> {
  await page.evaluate(() => {
    // Later, since opening waits for whoever watches the page.
    setTimeout(() => window.open("https://example.com/new"))
    setTimeout(() => window.open("index.html"), 100)
    setTimeout(() => {
      const link = document.createElement("a")
      link.href = "https://example.com/link"
      link.target = "_blank"
      document.body.append(link)
      link.click()
    }, 200)
  })
  await new Promise((done) => setTimeout(done, 3000))
  return application.windows().length
}

/** What came of scripts, images and requests that the policy forbids, and the policy's start. */
export function policyIn(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const script = document.createElement("script")
    script.textContent = "window.injected = 1"
    document.body.append(script)
    const handler = document.createElement("button")
    handler.setAttribute("onclick", "window.injected = 2")
    document.body.append(handler)
    handler.click()
    const violated = new Promise<string>((done) => {
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
        if (effectiveDirective === "form-action") done(effectiveDirective)
      })
      setTimeout(() => done("sent"), 5000)
    })
    const form = document.createElement("form")
    form.action = "https://example.com/"
    document.body.append(form)
    form.submit()
    const image = new Image()
    const loaded = new Promise((done) => {
      image.addEventListener("load", () => done("loaded"))
      image.addEventListener("error", () => done("refused"))
    })
    image.src = "https://example.com/pixel.png"
    return {
      injected: Reflect.get(window, "injected") ?? null,
      form: await violated,
      image: await loaded,
      fetched: await fetch("https://example.com/").then(
        () => "fetched",
        () => "refused",
      ),
      header: (await fetch("index.html")).headers.get("content-security-policy")?.split(";")[0] ?? null,
    }
  })
}

export const soundPolicy = {
  injected: null,
  form: "form-action",
  image: "refused",
  fetched: "refused",
  header: "default-src 'none'",
}

/** What a window gets that something else than the program opened, with the program's own preload. */
export function lineOfUnknownWindow(application: ElectronApplication): Promise<string> {
  return application.evaluate(async ({ app, BrowserWindow }, script) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    await window.loadURL("app://nestfolio/index.html")
    const answer = (await window.webContents.executeJavaScript(script)) as string
    window.destroy()
    return answer
  }, connectScript)
}

/** What a page of another origin gets in the program's own window. */
export function lineOfForeignPage(application: ElectronApplication): Promise<string> {
  return application.evaluate(async ({ BrowserWindow }, script) => {
    const window = BrowserWindow.getAllWindows()[0]!
    await window.loadURL("data:text/html,<title>elsewhere</title>")
    return (await window.webContents.executeJavaScript(script)) as string
  }, connectScript)
}

/** States of permissions that a page can ask about. */
export function permissionsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    Promise.all(
      ["geolocation", "notifications", "camera", "microphone"].map(
        async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      ),
    ),
  )
}

/** Status of requests for files outside of the window's; those that never reach the program are "refused". */
export function statusOf(page: Page, paths: readonly string[]): Promise<readonly (number | string)[]> {
  return page.evaluate(
    (asked) =>
      Promise.all(
        asked.map((path) =>
          fetch(path).then(
            ({ status }) => status,
            () => "refused",
          ),
        ),
      ),
    paths,
  )
}
