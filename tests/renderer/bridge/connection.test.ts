import { describe, expect, it } from "vitest"
import { z } from "zod"
import { type Answers, call, stream } from "#shared/contract/call"
import { serve } from "#shared/contract/serve"
import { memoryPair, type Wire } from "#shared/contract/wire"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { type Connection, createConnection, type Link } from "#renderer/bridge/connection"
import { type HeldTime, heldTime } from "./held-time"

const contract = {
  echo: call(z.object({ text: z.string() }), z.object({ text: z.string() })),
  count: stream(z.object({}), z.object({ at: z.number() }), z.object({ last: z.number() })),
  ping: call(z.object({}), z.object({})),
}

/** A program at the other end, which can go away, refuse, and stop to answer. */
function otherSide() {
  const state = {
    isThere: true,
    isRefusing: false,
    isAnswering: true,
    opened: 0,
    pings: 0,
    /** Streams that go on; each counts from where the other side is. */
    counters: [] as { emit(at: number): void; end(last: number): void; fail(): void }[],
    wires: [] as Wire[],
  }
  const answers: Answers<typeof contract> = {
    echo: ({ text }) => ok({ text }),
    count: (_input, { emit }) =>
      new Promise((resolve) =>
        state.counters.push({
          emit: (at) => emit({ at }),
          end: (last) => resolve(ok({ last })),
          fail: () => resolve(failed(closed)),
        }),
      ),
    ping: () => {
      state.pings += 1
      return state.isAnswering ? ok({}) : new Promise(() => {})
    },
  }
  const open = async (): Promise<Result<Wire>> => {
    if (state.isRefusing) return failed({ ...closed, code: "wire.refused" })
    if (!state.isThere) return failed(closed)
    state.opened += 1
    const [here, there] = memoryPair()
    serve(contract, answers, there)
    state.wires.push(there)
    return ok(here)
  }
  return { state, open, drop: () => state.wires.at(-1)?.close() }
}

const closed = problem("wire.closed", { what: "Nobody there.", where: "test", seen: "-", remedy: "-" })

interface Setting extends ReturnType<typeof otherSide> {
  readonly time: HeldTime
  readonly connection: Connection<typeof contract>
  readonly links: Link[]
}

function connected(prepare: (side: ReturnType<typeof otherSide>) => void = () => {}): Setting {
  const side = otherSide()
  prepare(side)
  const time = heldTime()
  const links: Link[] = []
  const connection = createConnection(contract, {
    open: side.open,
    ping: (client) => client.ask("ping", {}),
    timers: time,
  })
  connection.onLink((link) => links.push(link))
  return { ...side, time, connection, links }
}

describe("a question", () => {
  it("waits for the line that is being opened", async () => {
    const { connection } = connected()
    expect(connection.link()).toEqual({ state: "connecting" })
    expect(await connection.ask("echo", { text: "a" })).toEqual(ok({ text: "a" }))
    expect(connection.link()).toEqual({ state: "open" })
  })

  it("fails at once while there is no line, with why", async () => {
    const { connection, state, drop, time } = connected()
    await time.pass(0)
    state.isThere = false
    drop()
    await time.pass(0)
    expect(await connection.ask("echo", { text: "a" })).toMatchObject({ problems: [{ code: "wire.closed" }] })
  })
})

describe("a line that was lost", () => {
  it("is opened again after a quarter of a second, and later ever more seldom up to ten seconds", async () => {
    const { state, drop, time, links } = connected()
    await time.pass(0)
    state.isThere = false
    drop()
    await time.pass(60_000)
    const waits = links.flatMap((link) => (link.state === "lost" ? [link.retryAfter] : []))
    expect(waits.slice(0, 8)).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000])
    state.isThere = true
    await time.pass(10_000)
    expect(links.at(-1)).toEqual({ state: "open" })
    drop()
    await time.pass(0)
    expect(links.at(-1)).toMatchObject({ state: "lost", retryAfter: 250 })
  })

  it("is opened at once when asked to", async () => {
    const { state, drop, time, connection } = connected()
    await time.pass(0)
    state.isThere = false
    drop()
    await time.pass(20_000)
    state.isThere = true
    connection.retry()
    await time.pass(0)
    expect(connection.link()).toEqual({ state: "open" })
  })

  it("is left alone when the program refused it: a person has to do something", async () => {
    const { state, time, connection } = connected(({ state }) => {
      state.isRefusing = true
    })
    await time.pass(1_000_000)
    expect(connection.link()).toMatchObject({ state: "lost", retryAfter: null })
    expect(state.opened).toBe(0)
  })

  it("is not opened again after its end", async () => {
    const { state, time, connection } = connected()
    await time.pass(0)
    connection.close()
    await time.pass(1_000_000)
    expect(state.opened).toBe(1)
  })
})

describe("a sign of life", () => {
  it("is asked for every twelve seconds, and keeps the line", async () => {
    const { state, time } = connected()
    await time.pass(60_000)
    expect({ pings: state.pings, opened: state.opened }).toEqual({ pings: 5, opened: 1 })
  })

  it("that stays out for two beats ends the line, which is opened again", async () => {
    const { state, time } = connected()
    await time.pass(0)
    state.isAnswering = false
    await time.pass(35_999)
    expect(state.opened).toBe(1)
    state.isAnswering = true
    await time.pass(1000)
    expect(state.opened).toBe(2)
  })
})

describe("a stream that is followed", () => {
  function followed(setting: Setting) {
    const items: number[] = []
    const ends: unknown[] = []
    const state = { again: 0 }
    const stop = setting.connection.follow(
      "count",
      {},
      {
        onItem: ({ at }) => void items.push(at),
        onEnd: (result) => void ends.push(result),
        onAgain: () => void (state.again += 1),
      },
    )
    return { items, ends, state, stop }
  }

  it("goes on over a lost line", async () => {
    const setting = connected()
    const { items, ends, state } = followed(setting)
    await setting.time.pass(0)
    expect(state.again).toBe(0)
    setting.state.counters[0]!.emit(1)
    await setting.time.pass(0)
    setting.drop()
    await setting.time.pass(250)
    setting.state.counters[1]!.emit(2)
    setting.state.counters[1]!.end(2)
    await setting.time.pass(0)
    expect(items).toEqual([1, 2])
    expect(state.again).toBe(1)
    expect(ends).toEqual([ok({ last: 2 })])
  })

  it("ends when it is stopped, also while there is no line", async () => {
    const setting = connected()
    const { ends, stop } = followed(setting)
    await setting.time.pass(0)
    setting.drop()
    await setting.time.pass(0)
    stop()
    await setting.time.pass(60_000)
    expect(setting.state.counters).toHaveLength(1)
    expect(ends).toEqual([])
  })

  it("ends with a loss that the other side tells of, and is not asked again and again", async () => {
    const setting = connected()
    const { ends } = followed(setting)
    await setting.time.pass(0)
    setting.state.counters[0]!.fail()
    await setting.time.pass(60_000)
    expect(setting.state.counters).toHaveLength(1)
    expect(ends).toMatchObject([{ ok: false, problems: [{ code: "wire.closed" }] }])
  })
})
