import { type Problem, problem } from "#shared/problem/problem"
import { failed, type Result } from "#shared/problem/result"
import type { Answers, Contract } from "./call"
import { askSchema } from "./message"
import type { Wire } from "./wire"
import type { Wireable } from "./wireable"

export interface ServeOptions {
  /** Parses what is sent as well: for development and tests, where a wrong answer should be seen. */
  readonly checkAnswers?: boolean
  /** A bug behind an answer; the asker is told that there was one, without its stack. */
  readonly onBug?: (name: string, error: unknown) => void
}

/** Answers the questions that come over a wire until it closes. A message that is no question is passed over. */
export function serve<C extends Contract>(
  contract: C,
  answers: Answers<C>,
  wire: Wire,
  options: ServeOptions = {},
): void {
  const open = new Map<number, AbortController>()
  wire.onClose(() => {
    for (const controller of open.values()) controller.abort()
    open.clear()
  })
  const settle = async (id: number, controller: AbortController, reply: Promise<Wireable>) => {
    const message = await reply
    if (open.get(id) !== controller) return
    open.delete(id)
    wire.post(message)
  }
  wire.onMessage((message) => {
    const ask = askSchema.safeParse(message)
    if (!ask.success) return
    if (ask.data.t === "cancel") {
      open.get(ask.data.id)?.abort()
      return
    }
    const { id, name, input } = ask.data
    if (open.has(id)) return
    const controller = new AbortController()
    open.set(id, controller)
    void settle(
      id,
      controller,
      answer(contract, answers, { name, input, id }, controller.signal, wire, options),
    )
  })
}

interface Question {
  readonly id: number
  readonly name: string
  readonly input: unknown
}

/** The last message about a question; never rejects. */
async function answer(
  contract: Contract,
  answers: object,
  { id, name, input }: Question,
  signal: AbortSignal,
  wire: Wire,
  options: ServeOptions,
): Promise<Wireable> {
  const entry = Object.hasOwn(contract, name) ? contract[name] : undefined
  if (entry === undefined) return refusal(id, [unknownCall(name)])
  const parsed = entry.input.safeParse(input)
  if (!parsed.success) return refusal(id, [badInput(name, parsed.error.issues)])
  let seq = 0
  const emit = (item: unknown): void => {
    if (signal.aborted) return
    const sent = options.checkAnswers === true && entry.kind === "stream" ? entry.item.parse(item) : item
    seq += 1
    wire.post({ t: "item", id, seq, item: sent as Wireable })
  }
  try {
    const act = (answers as Readonly<Record<string, Act>>)[name]!
    const result = await act(parsed.data, { signal, emit })
    if (!result.ok) return refusal(id, result.problems)
    const output = options.checkAnswers === true ? entry.output.parse(result.value) : result.value
    return { t: "done", id, output: output as Wireable }
  } catch (error) {
    if (signal.aborted) return refusal(id, cancelledCall(name).problems)
    options.onBug?.(name, error)
    return refusal(id, [bugBehind(name, error)])
  }
}

type Act = (
  input: unknown,
  answering: { readonly signal: AbortSignal; emit: (item: unknown) => void },
) => Promise<Result<unknown>> | Result<unknown>

function refusal(id: number, problems: readonly Problem[]): Wireable {
  return { t: "failed", id, problems: problems.map((each) => ({ ...each })) }
}

/** What a question gives that was taken back. */
export function cancelledCall(name: string): Result<never> & { readonly ok: false } {
  return failed(
    problem("cancelled", {
      what: "The question was taken back before it was answered.",
      where: name,
      seen: "cancelled",
      remedy: "ask again",
    }),
  )
}

function unknownCall(name: string): Problem {
  return problem("wire.unknownCall", {
    what: "There is no such call.",
    where: name.slice(0, 100),
    seen: name.slice(0, 100),
    remedy: "use the program's own window; this message did not come from it",
  })
}

function badInput(
  name: string,
  issues: readonly { readonly path: PropertyKey[]; readonly message: string }[],
): Problem {
  const [first] = issues
  return problem("wire.badInput", {
    what: "The call's input has another shape than agreed.",
    where: `${name}: ${first?.path.map(String).join(".") ?? ""}`,
    seen: first?.message ?? "no detail",
    remedy: "reload the window; if that does not help it is a bug to report",
  })
}

function bugBehind(name: string, error: unknown): Problem {
  return problem("internal", {
    what: "The program broke one of its own promises.",
    where: name,
    seen: error instanceof Error ? error.message : String(error),
    remedy: "report what you did; nothing you entered is at fault",
  })
}
