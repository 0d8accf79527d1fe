import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { WebSocketRoute } from "@playwright/test"
import { startServer, stopServer } from "./browser-window"
import { expect, test } from "./fixture"
import { temporaryFolder } from "./sample"

test("the token leaves the address bar, and a reload still works", async ({ page, url }) => {
  await expect(page.getByText("global_portfolio").first()).toBeVisible()
  expect(page.url()).toBe(url.replace(/#.*/, ""))
  await page.reload()
  await expect(page.getByText("global_portfolio").first()).toBeVisible()
})

test("an address without its token says what to do", async ({ page, url }) => {
  const other = await page.context().browser()!.newPage()
  await other.goto(url.replace(/#.*/, ""))
  await expect(other.getByText("without its token").first()).toBeVisible()
})

test("several tabs work side by side", async ({ page, url }) => {
  const other = await page.context().newPage()
  await other.goto(url)
  await expect(other.getByText("global_portfolio").first()).toBeVisible()
  await other.close()
  await expect(page.getByText("connected", { exact: true })).toBeVisible()
})

test("a server that ends is missed, and is told apart from one that started anew", async ({
  page,
  url,
  workspace,
}) => {
  const settings = temporaryFolder("settings")
  const { server, url: own } = await startServer(workspace, settings)
  expect(own).not.toBe(url)
  const tab = await page.context().newPage()
  await tab.goto(own)
  await expect(tab.getByText("connected", { exact: true })).toBeVisible()
  expect(await stopServer(server)).toBe(0)
  await expect(tab.getByText("nestfolio serve").first()).toBeVisible()
  const { server: next } = await startServer(workspace, settings, ["--port", new URL(own).port])
  await expect(tab.getByText("no leave to use").first()).toBeVisible()
  await stopServer(next)
})

test("a tab whose line was cut comes back by itself, and shows what changed meanwhile", async ({
  page,
  url,
  workspace,
}) => {
  const sockets: WebSocketRoute[] = []
  let isCut = false
  const tab = await page.context().newPage()
  await tab.routeWebSocket(/\/wire$/, (socket) => {
    sockets.push(socket)
    if (isCut) void socket.close({ code: 1006 })
    else socket.connectToServer()
  })
  await tab.goto(url)
  await expect(tab.getByText("nested three deep")).toBeVisible()
  isCut = true
  await sockets[0]!.close({ code: 1006 })
  await expect(tab.getByText("not connected").first()).toBeVisible()
  const manifest = join(workspace, "configs", "manifest.json")
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace("nested three deep", "described anew"))
  isCut = false
  await expect(tab.getByText("described anew")).toBeVisible()
  await expect(tab.getByText("connected", { exact: true })).toBeVisible()
})
