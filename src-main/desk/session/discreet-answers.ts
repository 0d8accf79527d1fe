import type { Answering, Answers, Contract } from "#shared/contract/call"
import type { Result } from "#shared/problem/result"
import { discreet } from "./foreign-paths"

type Act = (input: unknown, answering: Answering & { emit(item: unknown): void }) => Promise<Result<unknown>>

/** Answers whose problems name no path outside of what the asker knows: the given folders, and what it typed itself. */
export function discreetAnswers<C extends Contract>(
  answers: Answers<C>,
  foldersKnown: () => readonly string[],
): Answers<C> {
  const discreetly =
    (act: Act): Act =>
    async (input, answering) =>
      discreet(await act(input, answering), { folders: foldersKnown(), typed: typedPath(input) })
  return Object.fromEntries(
    Object.entries(answers).map(([name, act]) => [name, discreetly(act as Act)]),
  ) as unknown as Answers<C>
}

function typedPath(input: unknown): readonly string[] {
  const root = typeof input === "object" && input !== null ? (input as { root?: unknown }).root : undefined
  return typeof root === "string" ? [root] : []
}
