import { connect } from "#shared/contract/connect"
import { runEngineContract } from "#shared/contract/engine/engine-contract"
import { cancelledCall } from "#shared/contract/serve"
import { failed, ok, type Result } from "#shared/problem/result"
import type { EngineProcess } from "./engine-host"
import { exitProblem } from "./exit-problem"
import type { SupervisorOptions } from "./supervisor-options"

/** Makes the sample workspace in a process of its own, so that windows stay responsive meanwhile. */
export interface SampleEngines {
  /**
   * Writes it into a new or empty folder. Fails with `workspace.notWritable`, `workspace.diskFull`, `cancelled` (the
   * folder is then left half written, without a manifest), and as an engine that ends without an answer.
   */
  write(root: string, seed: number, signal: AbortSignal): Promise<Result<void>>
}

/** `close` ends what is still being written. */
export function createSampleEngines({
  host,
  limits,
}: Pick<SupervisorOptions, "host" | "limits">): SampleEngines & { close(): Promise<void> } {
  const going = new Map<EngineProcess, Promise<void>>()
  return {
    async write(root, seed, signal) {
      if (signal.aborted) return cancelledCall("engine.sample")
      const memoryMegabytes = limits.runMemoryMegabytes
      const process = host.start({ role: "run", memoryMegabytes, logFile: null })
      const client = connect(runEngineContract, process.wire)
      const remedy = "try again"
      const exited = new Promise<Result<never>>((resolve) => {
        process.onExit((exit) => {
          client.close()
          resolve(failed(exitProblem(exit, { where: root, memoryMegabytes, remedy })))
        })
      })
      const seen = exited.then(() => void going.delete(process))
      going.set(process, seen)
      const kill = () => process.kill()
      signal.addEventListener("abort", kill, { once: true })
      const asked = await client.ask("engine.sample", { root, seed }, { signal })
      signal.removeEventListener("abort", kill)
      const isLost = !asked.ok && asked.problems[0].code === "wire.closed"
      process.kill()
      const exit = await exited
      if (signal.aborted) return cancelledCall("engine.sample")
      return isLost ? exit : asked.ok ? ok(undefined) : asked
    },
    async close() {
      const ends = [...going.values()]
      for (const process of going.keys()) process.kill()
      await Promise.all(ends)
    },
  }
}
