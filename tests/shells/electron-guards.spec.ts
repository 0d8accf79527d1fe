import { ask } from "./ask"
import { expect, test } from "./fixture"

test("no way of leaving the page leads away", async ({ application, page }) => {
  await ask(page, "shell.info", {})
  const leaving = [
    "location.href = 'https://example.com/'",
    "location.replace('http://127.0.0.1:9/')",
    "const a = document.createElement('a'); a.href = 'https://example.com/'; document.body.append(a); a.click()",
    "const f = document.createElement('form'); f.action = 'https://example.com/'; document.body.append(f); f.submit()",
  ]
  for (const script of leaving) {
    const gone = application.evaluate(
      ({ BrowserWindow }) =>
        new Promise<string>((done) => {
          const { webContents } = BrowserWindow.getAllWindows()[0]!
          webContents.once("did-navigate", (_event, url) => done(url))
          setTimeout(() => done("stayed"), 400)
        }),
    )
    await page.evaluate(script)
    expect(await gone, script).toBe("stayed")
  }
  expect((await ask(page, "shell.info", {})).ok).toBe(true)
})

test("no way of opening a window opens one", async ({ application, page }) => {
  await ask(page, "shell.info", {})
  await application.evaluate(({ shell }) => {
    Reflect.set(globalThis, "handedOut", [])
    shell.openExternal = async (url) => void (Reflect.get(globalThis, "handedOut") as string[]).push(url)
  })
  await page.evaluate(() => {
    window.open("https://example.com/new")
    window.open("app://nestfolio/index.html")
    const link = document.createElement("a")
    link.href = "https://example.com/link"
    link.target = "_blank"
    document.body.append(link)
    link.click()
  })
  await expect
    .poll(() => application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(1)
  expect(await application.evaluate(() => Reflect.get(globalThis, "handedOut") as string[])).toEqual([])
})

test("only the program's own pages on the web are handed to the system's browser", async ({
  application,
  page,
}) => {
  await application.evaluate(({ shell }) => {
    Reflect.set(globalThis, "handedOut", [])
    shell.openExternal = async (url) => void (Reflect.get(globalThis, "handedOut") as string[]).push(url)
  })
  for (const url of [
    "https://evil.example/",
    "http://github.com/nestfolio/nestfolio",
    "file:///etc/passwd",
  ]) {
    await ask(page, "shell.openLink", { url })
  }
  await ask(page, "shell.openLink", { url: "https://github.com/nestfolio/nestfolio" })
  expect(await application.evaluate(() => Reflect.get(globalThis, "handedOut") as string[])).toEqual([
    "https://github.com/nestfolio/nestfolio",
  ])
})

test("the policy is enforced: no inline script, no code of text, no other origin", async ({
  page,
  application,
}) => {
  await ask(page, "shell.info", {})
  const tried = await page.evaluate(async () => {
    const script = document.createElement("script")
    script.textContent = "window.injected = 1"
    document.body.append(script)
    const handler = document.createElement("button")
    handler.setAttribute("onclick", "window.injected = 2")
    document.body.append(handler)
    handler.click()
    const loaded = (element: HTMLElement) =>
      new Promise((done) => {
        element.addEventListener("load", () => done("loaded"))
        element.addEventListener("error", () => done("refused"))
        document.body.append(element)
      })
    const image = new Image()
    image.src = "https://example.com/pixel.png"
    return {
      injected: Reflect.get(window, "injected") ?? null,
      image: await loaded(image),
      fetched: await fetch("https://example.com/").then(
        () => "fetched",
        () => "refused",
      ),
      header: (await fetch("index.html")).headers.get("content-security-policy")?.split(";")[0],
    }
  })
  expect(tried).toEqual({
    injected: null,
    image: "refused",
    fetched: "refused",
    header: "default-src 'none'",
  })
  expect(application.windows()).toHaveLength(1)
})

test("no path leads out of the window's files", async ({ page, application }) => {
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
  const answers = await page.evaluate(
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
  for (const [index, answer] of answers.entries()) expect([404, "refused"], paths[index]).toContain(answer)
  expect(await page.evaluate(async () => (await fetch("/index.html", { method: "POST" })).status)).toBe(404)
  expect(await page.evaluate(async () => (await fetch("/")).status)).toBe(200)
  expect(application.windows()).toHaveLength(1)
})

test("a page is granted nothing that the system guards", async ({ page, application }) => {
  await ask(page, "shell.info", {})
  const states = await page.evaluate(() =>
    Promise.all(
      ["geolocation", "notifications", "camera", "microphone"].map(
        async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      ),
    ),
  )
  expect(states).toEqual(["denied", "denied", "denied", "denied"])
  expect(application.windows()).toHaveLength(1)
})
