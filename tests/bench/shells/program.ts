import { fork } from "node:child_process"
import { join } from "node:path"
import { connect } from "#shared/contract/connect"
import { serve } from "#shared/contract/serve"
import { childWire } from "#main/supervise/child-wire"
import { systemTimers } from "#main/supervise/system-timers"
import { newToken } from "#main/shell/browser/access"
import { builtFiles } from "#main/shell/browser/files"
import { createFileServer, listen } from "#main/shell/browser/server"
import { createTabs, defaultTabLimits } from "#main/shell/browser/tabs"
import { benchContract } from "./bench-contract"

export interface BenchProgram {
  readonly url: string
  close(): void
}

/** The browser shell's server between the bench's page and the bench's engine, which is a process of its own. */
export async function benchProgram(built: string): Promise<BenchProgram> {
  const child = fork(join(built, "engine.js"), [], { serialization: "advanced" })
  const engine = connect(benchContract, childWire(child))
  const token = newToken()
  const tabs = createTabs({
    token,
    limits: defaultTabLimits,
    timers: systemTimers,
    onTab: (wire) =>
      serve(
        benchContract,
        {
          table: (input, { signal }) => engine.ask("table", input, { signal }),
          events: (input, { signal, emit }) => engine.ask("events", input, { signal, onItem: emit }),
        },
        wire,
      ),
    onCount: () => {},
  })
  const server = createFileServer(builtFiles(join(built, "page")), tabs)
  const port = await listen(server, { port: 0 })
  if (!port.ok) throw new Error(port.problems[0].what)
  return {
    url: `http://127.0.0.1:${port.value}/page.html#t=${token}`,
    close() {
      tabs.close()
      server.close()
      server.closeAllConnections()
      child.kill("SIGKILL")
    },
  }
}
