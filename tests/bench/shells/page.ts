import "#renderer/bridge/jitless"
import { tableFromIPC } from "apache-arrow"
import { createConnection } from "#renderer/bridge/connection"
import { wireOpener } from "#renderer/bridge/open-wire"
import { windowTimers } from "#renderer/bridge/timers"
import { benchContract } from "./bench-contract"

const connection = createConnection(benchContract, {
  open: wireOpener(),
  ping: (client) => client.ask("table", { bytes: 0 }),
  timers: windowTimers,
})

const now = () => performance.timeOrigin + performance.now()

/** What the bench asks of the page; each gives milliseconds. */
Object.assign(window, {
  /** From the question to a table whose last row was read. */
  async table(bytes: number): Promise<number> {
    const started = performance.now()
    const answer = await connection.ask("table", { bytes })
    if (!answer.ok) throw new Error(answer.problems[0].what)
    const table = tableFromIPC(answer.value.bytes)
    const [column] = table.schema.names
    if (table.getChild(column!)?.get(table.numRows - 1) === null) throw new Error("no last row")
    return performance.now() - started
  },
  /** From the engine's sending to the arrival here, for so many events. */
  async events(count: number): Promise<number[]> {
    const delays: number[] = []
    const answer = await connection.ask(
      "events",
      { count },
      { onItem: ({ sent }) => delays.push(now() - sent) },
    )
    if (!answer.ok) throw new Error(answer.problems[0].what)
    return delays
  },
})
