import type { Problem } from "#shared/problem/problem"
import type { SliceOf } from "./slice"

/** Something to be told in passing, over whatever screen is shown. */
export interface Notice {
  readonly id: number
  readonly tone: "ok" | "warning" | "failed"
  readonly text: string
  readonly problem: Problem | null
  /** What can be done about it, such as taking it back. */
  readonly action: NoticeAction | null
}

export interface NoticeAction {
  readonly title: string
  readonly run: () => void
}

export interface NoticeSlice {
  readonly notices: readonly Notice[]
  readonly tell: (text: string, tone?: Notice["tone"], action?: NoticeAction) => void
  /** A refusal that belongs to no place on the screen. */
  readonly tellProblem: (problem: Problem) => void
  readonly dismiss: (id: number) => void
}

const mostShown = 4

export const noticeSlice: SliceOf<NoticeSlice> = (set, get) => {
  let last = 0
  const add = (notice: Omit<Notice, "id">) => {
    last += 1
    set({ notices: [...get().notices, { ...notice, id: last }].slice(-mostShown) })
  }
  return {
    notices: [],
    tell: (text, tone = "ok", action) => add({ tone, text, problem: null, action: action ?? null }),
    tellProblem: (problem) => add({ tone: "failed", text: problem.what, problem, action: null }),
    dismiss: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
  }
}
