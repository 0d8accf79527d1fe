import type { SliceOf } from "./slice"

/** How a person arranged a table or a pane: by the name of the part. */
export interface View {
  readonly search: string
  /** A column's key; "-" before it for descending; "" for the order of the data. */
  readonly sort: string
  /** Rows that were unfolded or folded against their default. */
  readonly toggled: readonly string[]
  readonly selected: string
  /** Chosen values of filters, by the filter's name. */
  readonly filters: Readonly<Record<string, string>>
  /** Widths of panes in pixels. */
  readonly width: number | null
}

export const freshView: View = { search: "", sort: "", toggled: [], selected: "", filters: {}, width: null }

export interface ViewSlice {
  readonly views: Readonly<Record<string, View>>
  readonly arrange: (part: string, changes: Partial<View>) => void
}

const remembered = "nestfolio.views"

/** Keeps every arrangement, so that coming back to a screen finds it as it was left. */
export const viewSlice: SliceOf<ViewSlice> = (set, get, { memory }) => ({
  views: readViews(memory.getItem(remembered)),
  arrange(part, changes) {
    const views = { ...get().views, [part]: { ...(get().views[part] ?? freshView), ...changes } }
    // A search is of the moment; the rest is how the person likes it.
    const kept = Object.entries(views).map(([name, view]) => [name, { ...view, search: "" }])
    memory.setItem(remembered, JSON.stringify(Object.fromEntries(kept)))
    set({ views })
  },
})

function readViews(text: string | null): Readonly<Record<string, View>> {
  try {
    const parsed: unknown = JSON.parse(text ?? "{}")
    if (typeof parsed !== "object" || parsed === null) return {}
    return Object.fromEntries(
      Object.entries(parsed)
        .filter(([, view]) => typeof view === "object" && view !== null)
        .map(([part, view]) => [part, { ...freshView, ...(view as Partial<View>) }]),
    )
  } catch {
    return {}
  }
}
