import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { Contract, InputOf, ItemOf, OutputOf } from "./call"
import { replySchema } from "./message"
import { cancelledCall } from "./serve"
import type { Wire } from "./wire"
import type { Wireable } from "./wireable"

export interface AskOptions<Item> {
  readonly signal?: AbortSignal
  readonly onItem?: (item: Item, seq: number) => void
}

/** The asking end of a wire: every question is settled by an answer, a problem or the end of the wire. */
export interface Client<C extends Contract> {
  ask<Name extends keyof C & string>(
    name: Name,
    input: InputOf<C[Name]>,
    options?: AskOptions<ItemOf<C[Name]>>,
  ): Promise<Result<OutputOf<C[Name]>>>
  close(): void
}

interface Pending {
  readonly name: string
  readonly settle: (result: Result<unknown>) => void
  readonly onItem: ((item: never, seq: number) => void) | undefined
  lastSeq: number
}

/** Opens the asking end. Answers are typed by the contract and trusted: both ends are the same program. */
export function connect<C extends Contract>(_contract: C, wire: Wire): Client<C> {
  const pending = new Map<number, Pending>()
  let lastId = 0
  let isClosed = false

  const endAll = () => {
    isClosed = true
    for (const [id, question] of pending) {
      pending.delete(id)
      question.settle(failed(closedWire(question.name)))
    }
  }
  wire.onClose(endAll)
  wire.onMessage((message) => {
    const reply = replySchema.safeParse(message)
    if (!reply.success) return
    const question = pending.get(reply.data.id)
    if (question === undefined) return
    if (reply.data.t === "item") {
      // An item that is older than one already shown would turn the screen back.
      if (reply.data.seq <= question.lastSeq) return
      question.lastSeq = reply.data.seq
      question.onItem?.(reply.data.item as never, reply.data.seq)
      return
    }
    pending.delete(reply.data.id)
    if (reply.data.t === "done") question.settle(ok(reply.data.output))
    else question.settle({ ok: false, problems: reply.data.problems as [Problem, ...Problem[]] })
  })

  return {
    ask(name, input, options = {}) {
      if (isClosed) return Promise.resolve(failed(closedWire(name)))
      if (options.signal?.aborted === true) return Promise.resolve(cancelledCall(name))
      lastId += 1
      const id = lastId
      return new Promise((resolve) => {
        const cancel = () => wire.post({ t: "cancel", id })
        options.signal?.addEventListener("abort", cancel, { once: true })
        pending.set(id, {
          name,
          settle: (result) => {
            options.signal?.removeEventListener("abort", cancel)
            resolve(result as never)
          },
          onItem: options.onItem,
          lastSeq: 0,
        })
        wire.post({ t: "ask", id, name, input: input as Wireable })
      })
    },
    close() {
      wire.close()
      endAll()
    },
  }
}

function closedWire(name: string): Problem {
  return problem("wire.closed", {
    what: "The other side went away before it answered.",
    where: name,
    seen: "the connection closed",
    remedy: "it is opened again by itself; ask again",
  })
}
