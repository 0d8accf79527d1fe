import { createContext, useContext, useEffect, useState } from "react"
import { useStore } from "zustand"
import type { InputOf, OutputOf } from "#shared/contract/call"
import type { DeskContract } from "#shared/contract/desk/desk-contract"
import type { QueryName } from "#shared/contract/engine/query-names"
import { answerKey, type Answer, type AnswerTo } from "./answer-slice"
import type { DeskState } from "./desk-state"
import type { DeskStore } from "./desk-store"
import { freshView, type View } from "./view-slice"

const StoreContext = createContext<DeskStore | null>(null)
export const StoreProvider = StoreContext.Provider

/** The store itself, for actions. */
export function useDeskStore(): DeskStore {
  const store = useContext(StoreContext)
  if (store === null) throw new Error("a screen stands outside of the store")
  return store
}

/** A part of the state; the screen is drawn again when that part changes. */
export function useDesk<Part>(pick: (state: DeskState) => Part): Part {
  return useStore(useDeskStore(), pick)
}

const loading: Answer<never> = { state: "loading" }

/**
 * The answer to a question about the workspace, asked for when it is first wanted and again when the files it
 * depends on change. `input` is null while there is nothing to ask.
 */
export function useAnswer<Name extends QueryName>(
  name: Name,
  input: InputOf<DeskContract[Name]> | null,
  dependsOn: readonly ("manifest" | "runs")[],
): AnswerTo<Name> {
  const revision = useDesk((state) => dependsOn.reduce((sum, what) => sum + state.revisions[what], 0))
  const want = useDesk((state) => state.want)
  const key = input === null ? null : answerKey(name, input)
  const answer = useDesk((state) => (key === null ? undefined : state.answers.get(key)))
  useEffect(() => {
    if (input !== null) want(name, input, revision)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for the name and the input
  }, [key, revision, answer === undefined])
  return (answer ?? loading) as AnswerTo<Name>
}

/**
 * `useAnswer` for a question that changes while a person types or drags: until the newer answer is there the last
 * one stays, marked stale. `about` names what the questions have in common; an answer about something else is not
 * kept. `last` is the newest answer there was, also beside a refusal.
 */
export function useLatestAnswer<Name extends QueryName>(
  name: Name,
  input: InputOf<DeskContract[Name]> | null,
  dependsOn: readonly ("manifest" | "runs")[],
  about: string,
): { readonly answer: AnswerTo<Name>; readonly last: OutputOf<DeskContract[Name]> | null } {
  type Value = OutputOf<DeskContract[Name]>
  const answer = useAnswer(name, input, dependsOn)
  const [kept, keep] = useState<{ readonly about: string; readonly value: Value } | null>(null)
  // Kept while drawing, so that no picture without an answer comes between two with one.
  if (answer.state === "ready" && (kept?.about !== about || kept.value !== answer.value)) {
    keep({ about, value: answer.value })
  }
  const last = answer.state === "ready" ? answer.value : kept?.about === about ? kept.value : null
  if (answer.state !== "loading" || last === null) return { answer, last }
  return { answer: { state: "ready", value: last, isStale: true }, last }
}

/** The open workspace's root; screens inside the frame are only shown when there is one. */
export function useRoot(): string {
  return useDesk(({ workspace }) => (workspace.state === "open" ? workspace.workspace.root : ""))
}

/** How a person arranged a part of the screen, and what changes it. */
export function useView(part: string): readonly [View, (changes: Partial<View>) => void] {
  const view = useDesk((state) => state.views[part] ?? freshView)
  const arrange = useDesk((state) => state.arrange)
  return [view, (changes) => arrange(part, changes)]
}
