import { z } from "zod"
import { readText } from "#engine/artifacts/disk-read"
import { makeDirectory, writeAtomically } from "#engine/artifacts/disk-write"
import type { Result } from "#shared/problem/result"
import { dirname } from "node:path"

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const side = z.number().int()

/** Where the window was when it was closed. Pixels of the desktop; `zoom` is a factor. */
export const windowStateSchema = z.object({
  x: side,
  y: side,
  width: side.min(200).max(20_000),
  height: side.min(200).max(20_000),
  isMaximized: z.boolean(),
  zoom: z.number().min(0.25).max(5),
})
export type WindowState = z.output<typeof windowStateSchema>

const first = { width: 1280, height: 860 }
/** As a window takes it. */
export const smallest = { minWidth: 720, minHeight: 480 }
/** So much of the title bar must be reachable for the window to count as on a screen. */
const graspable = 80

/** What was stored; undefined when nothing was, or something else: a window's place is not worth a refusal. */
export function readWindowState(path: string): WindowState | undefined {
  const text = readText(path)
  if (!text.ok) return undefined
  const parsed = windowStateSchema.safeParse(parseJson(text.value))
  return parsed.success ? parsed.data : undefined
}

/** Stores the place so that a cut of power leaves the old one or the new one. */
export function storeWindowState(path: string, state: WindowState): Result<void> {
  const folder = makeDirectory(dirname(path))
  return folder.ok ? writeAtomically(path, new TextEncoder().encode(`${JSON.stringify(state)}\n`)) : folder
}

/**
 * Where to open the window: where it was, if its title bar can be grasped on one of the screens as they are now;
 * otherwise in the middle of the first. Never larger than the screen it is on. `screens` are work areas.
 */
export function placeWindow(stored: WindowState | undefined, screens: readonly Rectangle[]): WindowState {
  const kept = { isMaximized: stored?.isMaximized ?? false, zoom: stored?.zoom ?? 1 }
  if (stored !== undefined) {
    const { x, y } = stored
    for (const area of screens) {
      const fitted = {
        x,
        y,
        width: Math.min(stored.width, area.width),
        height: Math.min(stored.height, area.height),
      }
      if (canGrasp(fitted, area)) return { ...fitted, ...kept }
    }
  }
  const [area = { x: 0, y: 0, ...first }] = screens
  const width = Math.min(stored?.width ?? first.width, area.width)
  const height = Math.min(stored?.height ?? first.height, area.height)
  const x = area.x + Math.floor((area.width - width) / 2)
  const y = area.y + Math.floor((area.height - height) / 2)
  return { x, y, width, height, ...kept }
}

function canGrasp(window: Rectangle, screen: Rectangle): boolean {
  const seen = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const isBelowTop = window.y >= screen.y - 10
  const isAboveEnd = window.y <= screen.y + screen.height - graspable
  return seen >= graspable && isBelowTop && isAboveEnd
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A window, as far as its place is concerned; Electron's has these. */
export interface PlacedWindow {
  isDestroyed(): boolean
  isMaximized(): boolean
  getNormalBounds(): Rectangle
  on(event: "resize" | "move" | "maximize" | "unmaximize" | "close", listener: () => void): unknown
}

const STORE_AFTER_MS = 400

/** Stores the window's place as it changes, a few times a second at most while it is dragged, and when it closes. */
export function keepWindowState(path: string, window: PlacedWindow, page: { getZoomFactor(): number }): void {
  let timer: NodeJS.Timeout | undefined
  const store = () => {
    clearTimeout(timer)
    timer = undefined
    if (window.isDestroyed()) return
    const { x, y, width, height } = window.getNormalBounds()
    // A place that can't be stored is no reason to disturb anybody.
    storeWindowState(path, {
      x,
      y,
      width,
      height,
      isMaximized: window.isMaximized(),
      zoom: page.getZoomFactor(),
    })
  }
  const soon = () => {
    timer ??= setTimeout(store, STORE_AFTER_MS)
  }
  for (const change of ["resize", "move", "maximize", "unmaximize"] as const) window.on(change, soon)
  window.on("close", store)
}
