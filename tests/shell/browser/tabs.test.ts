import { describe, expect, it, onTestFinished } from "vitest"
import { connect } from "#shared/contract/connect"
import { deskContract } from "#shared/contract/desk/desk-contract"
import { encodeFrame } from "#shared/contract/frame"
import { defaultTabLimits } from "#main/shell/browser/tabs"
import { socketWire } from "#main/shell/browser/socket-wire"
import { letIn, type Served, served, type Tab } from "./served"

async function server(...told: Parameters<typeof served>): Promise<Served> {
  const started = await served(...told)
  onTestFinished(() => started.stop())
  return started
}

/** The asking end over a tab's socket. */
const clientOf = ({ socket }: Tab) => connect(deskContract, socketWire(socket, Infinity))

const recent = (tab: Tab) => clientOf(tab).ask("workspace.recent", {})

describe("a tab", () => {
  it("is answered over its socket", async () => {
    const at = await server()
    expect(await recent(await letIn(at))).toEqual({ ok: true, value: { workspaces: [] } })
  })

  it("that goes away takes its questions back, and no other's", async () => {
    const at = await server()
    const [going, staying] = [await letIn(at), await letIn(at)]
    void clientOf(going).ask("shell.links", {})
    await expect.poll(() => at.desk.signals.length).toBe(1)
    void clientOf(staying).ask("shell.links", {})
    await expect.poll(() => at.desk.signals.length).toBe(2)
    going.socket.terminate()
    await expect.poll(() => at.desk.signals.map(({ aborted }) => aborted)).toEqual([true, false])
  })

  it("may come back and ask again", async () => {
    const at = await server()
    const first = await letIn(at)
    first.socket.terminate()
    await first.closed
    expect(await recent(await letIn(at))).toMatchObject({ ok: true })
  })

  it("hears ten thousand events at once, each in its turn", async () => {
    const at = await server()
    const lengths: number[] = []
    void clientOf(await letIn(at)).ask(
      "shell.links",
      {},
      { onItem: ({ address }) => lengths.push(address.length) },
    )
    await expect.poll(() => at.desk.signals.length).toBe(1)
    for (let event = 0; event < 10_000; event += 1) at.desk.emit(event % 100)
    await expect.poll(() => lengths.length).toBe(10_000)
    expect(lengths).toEqual(Array.from({ length: 10_000 }, (_, event) => event % 100))
  })

  it("is told when the server ends", async () => {
    const at = await server()
    const tab = await letIn(at)
    await at.close()
    expect(await tab.closed).toBe(1006)
  })
})

describe("a message that is none", () => {
  const frame = encodeFrame({ t: "ask", id: 1, name: "workspace.recent", input: {} })

  it.each([
    ["text", (tab: Tab) => tab.socket.send("hello"), 1003],
    ["bytes that are no frame", (tab: Tab) => tab.socket.send(new Uint8Array([1, 2, 3])), 1007],
    ["a frame cut short", (tab: Tab) => tab.socket.send(frame.subarray(0, -1)), 1007],
    ["a frame with bytes after it", (tab: Tab) => tab.socket.send(Buffer.concat([frame, frame])), 1007],
    ["a megabyte and a byte", (tab: Tab) => tab.socket.send(new Uint8Array((1 << 20) + 1)), 1009],
    [
      "a fragment that never ends within a megabyte",
      (tab: Tab) => {
        for (let part = 0; part < 3; part += 1) tab.socket.send(new Uint8Array(1 << 19), { fin: false })
      },
      1009,
    ],
  ])("such as %s ends its socket and no other", async (_, send, code) => {
    const at = await server()
    const [bad, good] = [await letIn(at), await letIn(at)]
    send(bad)
    expect(await bad.closed).toBe(code)
    expect(await recent(good)).toMatchObject({ ok: true })
  })

  it("such as a frame of the wrong shape is passed over", async () => {
    const at = await server()
    const tab = await letIn(at)
    for (const message of [null, 7, [], { t: "ask" }, { t: "done", id: 1, output: {} }]) {
      tab.socket.send(encodeFrame(message))
    }
    expect(await recent(tab)).toMatchObject({ ok: true })
  })

  it("such as an unknown call is answered with a problem", async () => {
    const at = await server()
    const answer = await clientOf(await letIn(at)).ask("__proto__" as "shell.info", {})
    expect(answer).toMatchObject({ ok: false, problems: [{ code: "wire.unknownCall" }] })
  })
})

describe("a tab that does not read", () => {
  it("is cut off when too much waits for it, and others are not", async () => {
    const at = await server({ limits: { ...defaultTabLimits, mostUnread: 4 << 20 } })
    const [slow, quick] = [await letIn(at), await letIn(at)]
    void clientOf(slow).ask("shell.links", {})
    await expect.poll(() => at.desk.signals.length).toBe(1)
    slow.socket.pause()
    for (let sent = 0; sent < 40; sent += 1) {
      at.desk.emit(1 << 20)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await expect.poll(() => at.desk.signals[0]?.aborted).toBe(true)
    expect(await recent(quick)).toMatchObject({ ok: true })
  })

  it("is cut off when it gives no sign of life", async () => {
    const at = await server({ limits: { ...defaultTabLimits, pingEvery: 20 } })
    const [dead, live] = [await letIn(at), await letIn(at)]
    const told = clientOf(dead)
    void told.ask("shell.links", {})
    await expect.poll(() => at.desk.signals.length).toBe(1)
    dead.socket.pause()
    await expect.poll(() => at.desk.signals[0]?.aborted).toBe(true)
    expect(await recent(live)).toMatchObject({ ok: true })
  })
})
