import { describe, expect, it } from "vitest"
import { announcer } from "#main/shell/announcer"
import { lateWire } from "#main/shell/late-wire"

describe("a wire over a transport", () => {
  it("keeps what comes before its listener", () => {
    const { wire, deliver } = lateWire({ post: () => {}, close: () => {} })
    deliver("a")
    deliver("b")
    const heard: unknown[] = []
    wire.onMessage((message) => heard.push(message))
    deliver("c")
    expect(heard).toEqual(["a", "b", "c"])
  })

  it("tells its end once, also to those who ask after it", () => {
    const { wire, end } = lateWire({ post: () => {}, close: () => {} })
    let told = 0
    wire.onClose(() => {
      told += 1
    })
    end()
    end()
    wire.onClose(() => {
      told += 10
    })
    expect(told).toBe(11)
  })
})

describe("an announcer", () => {
  it("keeps the last twenty texts for the first who listens", () => {
    const { tell, listen } = announcer()
    for (let index = 0; index < 25; index += 1) tell(`${index}`)
    const heard: string[] = []
    const stop = listen((text) => heard.push(text))
    expect([heard.length, heard[0], heard.at(-1)]).toEqual([20, "5", "24"])
    stop()
    tell("later")
    expect(heard).toHaveLength(20)
  })
})
