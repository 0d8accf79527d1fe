import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { answerAppRequest } from "#main/shell/app-request"
import { contentSecurityPolicy } from "#main/shell/content-security"

const place = mkdtempSync(join(tmpdir(), "nestfolio-app-"))
const folder = join(place, "renderer")
beforeAll(() => {
  mkdirSync(join(folder, "assets"), { recursive: true })
  writeFileSync(join(folder, "index.html"), "<p>page")
  writeFileSync(join(folder, "assets", "a b.js"), "1")
  writeFileSync(join(folder, "notes.txt"), "not of the window")
  writeFileSync(join(place, "secret.js"), "secret")
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

const answer = (url: string, method = "GET") => answerAppRequest(folder, "nestfolio", { url, method })

describe("a request of the desktop window", () => {
  it("gets the window's files with their kind and the policy", async () => {
    const page = answer("app://nestfolio/")
    expect(await page.text()).toBe("<p>page")
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8")
    expect(page.headers.get("content-security-policy")).toBe(contentSecurityPolicy)
    expect(await answer("app://nestfolio/assets/a%20b.js?v=1#x").text()).toBe("1")
  })

  it.each([
    "app://nestfolio/../secret.js",
    "app://nestfolio/%2e%2e/secret.js",
    "app://nestfolio/..%2fsecret.js",
    "app://nestfolio/assets/..%2f..%2fsecret.js",
    "app://nestfolio/..%5csecret.js",
    "app://nestfolio/%00.js",
    "app://nestfolio/%zz.js",
    "app://nestfolio/notes.txt",
    "app://nestfolio/assets",
    "app://nestfolio/missing.js",
    "app://elsewhere/index.html",
    "app://user@nestfolio/index.html",
    "app://nestfolio:1/index.html",
  ])("for %s gets nothing, with the policy all the same", (url) => {
    const refused = answer(url)
    expect(refused.status).toBe(404)
    expect(refused.headers.get("content-security-policy")).toBe(contentSecurityPolicy)
  })

  it("by another method than GET gets nothing", () => {
    expect(answer("app://nestfolio/index.html", "POST").status).toBe(404)
  })
})
