import { describe, expect, it } from "vitest"
import { z } from "zod"
import { type Answers, call, stream } from "#shared/contract/call"
import { connect } from "#shared/contract/connect"
import { serve } from "#shared/contract/serve"
import { memoryPair, type Wire } from "#shared/contract/wire"
import type { Wireable } from "#shared/contract/wireable"
import { problem } from "#shared/problem/problem"
import { failed, ok } from "#shared/problem/result"

const contract = {
  double: call(z.strictObject({ n: z.number() }), z.object({ n: z.number() })),
  refuse: call(z.strictObject({}), z.object({})),
  break: call(z.strictObject({}), z.object({})),
  wait: call(z.strictObject({}), z.object({ stopped: z.boolean() })),
  count: stream(
    z.strictObject({ to: z.number() }),
    z.object({ at: z.number() }),
    z.object({ sum: z.number() }),
  ),
}

const noSpace = problem("workspace.diskFull", {
  what: "The disk is full.",
  where: "/w",
  seen: "ENOSPC",
  remedy: "free some",
})

const answers: Answers<typeof contract> = {
  double: ({ n }) => ok({ n: n * 2 }),
  refuse: () => failed(noSpace),
  break: () => {
    throw new Error("a bug")
  },
  wait: (_input, { signal }) =>
    new Promise((resolve) => signal.addEventListener("abort", () => resolve(ok({ stopped: true })))),
  count: ({ to }, { emit }) => {
    for (let at = 1; at <= to; at += 1) emit({ at })
    return ok({ sum: (to * (to + 1)) / 2 })
  },
}

function joined(options: Parameters<typeof serve>[3] = {}) {
  const [near, far] = memoryPair()
  serve(contract, answers, far, options)
  return { client: connect(contract, near), near, far }
}

describe("A call over a wire", () => {
  it("is answered with its value", async () => {
    expect(await joined().client.ask("double", { n: 21 })).toEqual(ok({ n: 42 }))
  })

  it("is answered with the problems of an expected failure, whole", async () => {
    expect(await joined().client.ask("refuse", {})).toEqual(failed(noSpace))
  })

  it("tells a bug as one problem without its stack, and hands the error to the host", async () => {
    const bugs: unknown[] = []
    const { client } = joined({ onBug: (name, error) => bugs.push(name, error) })
    const result = await client.ask("break", {})
    expect(result.ok ? [] : result.problems.map(({ code, where, seen }) => [code, where, seen])).toEqual([
      ["internal", "break", "a bug"],
    ])
    expect(bugs).toEqual(["break", new Error("a bug")])
  })

  it("is refused when its input has another shape, naming the place", async () => {
    const { client } = joined()
    const result = await client.ask("double", { n: "x" } as never)
    expect(result.ok ? "" : `${result.problems[0].code} ${result.problems[0].where}`).toBe(
      "wire.badInput double: n",
    )
  })

  it("is refused when there is no such call, a member of every object included", async () => {
    const { client } = joined()
    for (const name of ["nothing", "constructor", "__proto__", "toString"]) {
      const result = await client.ask(name as "double", { n: 1 })
      expect(result.ok ? "" : result.problems[0].code, name).toBe("wire.unknownCall")
    }
  })

  it("is told to stop when its asker cancels", async () => {
    const { client } = joined()
    const controller = new AbortController()
    const asked = client.ask("wait", {}, { signal: controller.signal })
    controller.abort()
    expect(await asked).toEqual(ok({ stopped: true }))
  })

  it("is never sent when it was cancelled before", async () => {
    const { client } = joined()
    const result = await client.ask("double", { n: 1 }, { signal: AbortSignal.abort() })
    expect(result.ok ? "" : result.problems[0].code).toBe("cancelled")
  })

  it("ends with a problem when the wire closes, and the answering side is told to stop", async () => {
    const [near, far] = memoryPair()
    let isStopped = false
    serve(
      contract,
      {
        ...answers,
        wait: (_input, { signal }) =>
          new Promise(() => signal.addEventListener("abort", () => void (isStopped = true))),
      },
      far,
    )
    const client = connect(contract, near)
    const asked = client.ask("wait", {})
    await Promise.resolve()
    far.close()
    const result = await asked
    expect(result.ok ? "" : result.problems[0].code).toBe("wire.closed")
    expect(isStopped).toBe(true)
    const after = await client.ask("double", { n: 1 })
    expect(after.ok ? "" : after.problems[0].code).toBe("wire.closed")
  })
})

describe("A stream", () => {
  it("gives its items in order, numbered from 1, and its answer last", async () => {
    const { client } = joined()
    const seen: [number, number][] = []
    const result = await client.ask("count", { to: 3 }, { onItem: ({ at }, seq) => seen.push([at, seq]) })
    expect(seen).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ])
    expect(result).toEqual(ok({ sum: 6 }))
  })

  it("never turns back: an item older than one shown is passed over", async () => {
    const [near, far] = memoryPair()
    const seen: unknown[] = []
    far.onMessage((message) => {
      const { id } = message as { id: number }
      for (const [seq, at] of [
        [2, 20],
        [1, 10],
        [3, 30],
      ] as const)
        far.post({ t: "item", id, seq, item: { at } })
      far.post({ t: "done", id, output: { sum: 0 } })
    })
    await connect(contract, near).ask("count", { to: 0 }, { onItem: (item) => seen.push(item) })
    expect(seen).toEqual([{ at: 20 }, { at: 30 }])
  })
})

describe("What is no message of the protocol", () => {
  const nonsense: Wireable[] = [
    null,
    0,
    "ask",
    [],
    {},
    { t: "ask" },
    { t: "ask", id: -1, name: "double", input: { n: 1 } },
    { t: "ask", id: 1.5, name: "double", input: {} },
    { t: "ask", id: 1, name: 7, input: {} },
    { t: "cancel", id: 99 },
    new Uint8Array(8),
  ]

  it("leaves the answering side standing", async () => {
    const { client, near } = joined()
    for (const message of nonsense) near.post(message)
    expect(await client.ask("double", { n: 1 })).toEqual(ok({ n: 2 }))
  })

  it("leaves the asking side standing", async () => {
    const [near, far] = memoryPair()
    const client = connect(contract, near)
    for (const message of [...nonsense, { t: "done", id: 1 }, { t: "failed", id: 1, problems: [] }])
      far.post(message)
    serve(contract, answers, far)
    expect(await client.ask("double", { n: 1 })).toEqual(ok({ n: 2 }))
  })

  it("a second question under a number that is still open is passed over", async () => {
    const [near, far] = memoryPair()
    const replies: Wireable[] = []
    serve(contract, answers, far)
    near.onMessage((message) => replies.push(message))
    near.post({ t: "ask", id: 1, name: "wait", input: {} })
    near.post({ t: "ask", id: 1, name: "double", input: { n: 1 } })
    near.post({ t: "cancel", id: 1 })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(replies).toEqual([{ t: "done", id: 1, output: { stopped: true } }])
  })
})

describe("With answers checked", () => {
  it("an answer of another shape is a bug", async () => {
    const [near, far] = memoryPair()
    serve(contract, { ...answers, double: () => ok({ n: "x" }) as never }, far, { checkAnswers: true })
    const result = await connect(contract, near).ask("double", { n: 1 })
    expect(result.ok ? "" : result.problems[0].code).toBe("internal")
  })
})

describe("A pair of wires in memory", () => {
  it("copies what it carries", async () => {
    const [near, far]: readonly [Wire, Wire] = memoryPair()
    const sent = { list: [1] }
    const received = new Promise<Wireable>((resolve) => far.onMessage(resolve))
    near.post(sent)
    sent.list.push(2)
    expect(await received).toEqual({ list: [1] })
  })

  it("keeps what comes before there is a listener", async () => {
    const [near, far] = memoryPair()
    near.post("early")
    await Promise.resolve()
    const seen: Wireable[] = []
    far.onMessage((message) => seen.push(message))
    expect(seen).toEqual(["early"])
  })
})
