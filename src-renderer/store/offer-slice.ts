import type { NoticeSlice } from "./notice-slice"
import type { SliceOf } from "./slice"

/** Something that opens over the screen, or that the screen itself has to answer (`find`, `export`, `csv`). */
export type Offer = "palette" | "keys" | "settings" | "find" | "export" | "csv"

export interface OfferSlice {
  /** null: nothing is open. `count` tells two requests for the same apart. */
  readonly offered: { readonly what: Offer; readonly count: number } | null
  readonly offer: (what: Offer) => void
  readonly closeOffer: () => void
  /** The run that was last looked at; "" for none. */
  readonly lastRun: string
  readonly lookAtRun: (runId: string) => void
  /** Asks for a folder by the system's dialog; null when it was closed. */
  readonly pickFolder: (title: string) => Promise<string | null>
}

export const offerSlice: SliceOf<OfferSlice, NoticeSlice> = (set, get, { connection }) => ({
  offered: null,
  lastRun: "",
  offer: (what) => set({ offered: { what, count: (get().offered?.count ?? 0) + 1 } }),
  closeOffer: () => set({ offered: null }),
  lookAtRun(runId) {
    if (get().lastRun !== runId) set({ lastRun: runId })
  },
  async pickFolder(title) {
    const picked = await connection.ask("shell.pickFolder", { title })
    if (picked.ok) return picked.value.path
    get().tellProblem(picked.problems[0])
    return null
  },
})
