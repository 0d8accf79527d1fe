import { EventEmitter } from "node:events"
import { describe, expect, it } from "vitest"
import type { Wireable } from "#shared/contract/wireable"
import { type ChildSide, hostWire } from "#engine/process/host-wire"

/** A process as `child_process.fork` makes it, or as Electron's `utilityProcess` does with a port. */
class FakeProcess extends EventEmitter {
  readonly sent: Wireable[] = []
  readonly send?: (message: Wireable) => boolean
  readonly parentPort?: EventEmitter & { postMessage(message: Wireable): void }

  constructor(kind: "forked" | "utility" | "neither") {
    super()
    if (kind === "forked") this.send = (message) => this.sent.push(message) > 0
    if (kind === "utility") {
      this.parentPort = Object.assign(new EventEmitter(), {
        postMessage: (message: Wireable) => void this.sent.push(message),
      })
    }
  }
}

const asChild = (process: FakeProcess) => process as unknown as ChildSide

describe("The line of an engine process to its program", () => {
  it("goes over the channel of a forked process", () => {
    const process = new FakeProcess("forked")
    const wire = hostWire(asChild(process))!
    const heard: Wireable[] = []
    process.emit("message", "early")
    wire.onMessage((message) => heard.push(message))
    process.emit("message", "late")
    wire.post("answer")
    expect([heard, process.sent]).toEqual([["early", "late"], ["answer"]])
  })

  it("goes over Electron's port where there is one, whose messages come in events", () => {
    const process = new FakeProcess("utility")
    const wire = hostWire(asChild(process))!
    const heard: Wireable[] = []
    process.parentPort!.emit("message", { data: "early" })
    wire.onMessage((message) => heard.push(message))
    process.parentPort!.emit("message", { data: "late" })
    wire.post("answer")
    expect([heard, process.sent]).toEqual([["early", "late"], ["answer"]])
  })

  it("tells that the program is gone", () => {
    const process = new FakeProcess("forked")
    let isGone = false
    hostWire(asChild(process))!.onClose(() => {
      isGone = true
    })
    process.emit("disconnect")
    expect(isGone).toBe(true)
  })

  it("is not there where nobody started the process as an engine", () => {
    expect(hostWire(asChild(new FakeProcess("neither")))).toBeUndefined()
  })
})
