import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"
import { placeWindow, readWindowState, storeWindowState, type WindowState } from "#main/shell/window-state"

const folder = mkdtempSync(join(tmpdir(), "nestfolio-window-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const screen = { x: 0, y: 0, width: 1600, height: 1000 }
const second = { x: 1600, y: 0, width: 1920, height: 1080 }
const stored: WindowState = { x: 100, y: 50, width: 900, height: 700, isMaximized: false, zoom: 1.25 }

describe("where a window opens", () => {
  it("is where it was", () => {
    expect(placeWindow(stored, [screen])).toEqual(stored)
    expect(placeWindow({ ...stored, x: 2000 }, [screen, second])).toEqual({ ...stored, x: 2000 })
  })

  it("is in the middle of the first screen when nothing is known", () => {
    expect(placeWindow(undefined, [screen])).toEqual({
      x: 160,
      y: 70,
      width: 1280,
      height: 860,
      isMaximized: false,
      zoom: 1,
    })
  })

  it("is in the middle when the screen it was on is gone, with its size and zoom", () => {
    expect(placeWindow({ ...stored, x: 2000, isMaximized: true }, [screen])).toEqual({
      x: 350,
      y: 150,
      width: 900,
      height: 700,
      isMaximized: true,
      zoom: 1.25,
    })
  })

  it("shows enough of the title bar to grasp, whatever was stored", () => {
    const place = fc.integer({ min: -5000, max: 9000 })
    const size = fc.integer({ min: 200, max: 6000 })
    fc.assert(
      fc.property(place, place, size, size, (x, y, width, height) => {
        const placed = placeWindow({ ...stored, x, y, width, height }, [screen, second])
        const seen = [screen, second].some(
          (area) =>
            Math.min(placed.x + placed.width, area.x + area.width) - Math.max(placed.x, area.x) >= 80 &&
            placed.y >= area.y - 10 &&
            placed.y <= area.y + area.height - 80 &&
            placed.width <= area.width &&
            placed.height <= area.height,
        )
        expect(seen).toBe(true)
      }),
    )
  })
})

describe("the stored place", () => {
  it("is read as it was written, and leaves nothing beside it", () => {
    const file = join(folder, "new folder", "window.json")
    expect(storeWindowState(file, stored)).toMatchObject({ ok: true })
    expect(readWindowState(file)).toEqual(stored)
    expect(readdirSync(join(folder, "new folder"))).toEqual(["window.json"])
  })

  it.each(["", "{", "null", '{"x":1}', '{"x":0,"y":0,"width":5,"height":5,"isMaximized":false,"zoom":1}'])(
    "that is %j counts as none",
    (text) => {
      const file = join(folder, "odd.json")
      writeFileSync(file, text)
      expect(readWindowState(file)).toBe(undefined)
    },
  )

  it("that is a folder counts as none", () => {
    mkdirSync(join(folder, "a-folder.json"))
    expect(readWindowState(join(folder, "a-folder.json"))).toBe(undefined)
  })
})
