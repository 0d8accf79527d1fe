import { utilityProcess } from "electron"
import type { Wireable } from "#shared/contract/wireable"
import { engineEnvironment } from "#main/supervise/engine-environment"
import type { EngineExit, EngineHost, EngineProcess, EngineStart } from "#main/supervise/engine-host"
import { engineOutput } from "#main/supervise/engine-output"
import { lateWire } from "../late-wire"
import { toldOnce } from "../told-once"

/** Engine processes as Electron's utility processes. `workerFile` is absolute. */
export function utilityEngineHost(workerFile: string, variables: NodeJS.ProcessEnv): EngineHost {
  const environment = engineEnvironment(variables)
  return { start: (start) => startEngine(workerFile, environment, start) }
}

function startEngine(workerFile: string, env: Record<string, string>, start: EngineStart): EngineProcess {
  const child = utilityProcess.fork(workerFile, [start.role], {
    env,
    execArgv: [`--max-old-space-size=${start.memoryMegabytes}`],
    serviceName: `Nestfolio ${start.role} engine`,
    stdio: "pipe",
  })
  const output = engineOutput(start.logFile)
  output.listenTo(child.stdout)
  output.listenTo(child.stderr)
  const { wire, deliver, end } = lateWire({
    post: (message) => child.postMessage(message),
    close: () => void child.kill(),
  })
  const exit = toldOnce<EngineExit>()
  child.on("message", (message: Wireable) => deliver(message))
  child.once("exit", (code) => {
    end()
    exit.tell({ code, signal: null, ...output.end() })
  })
  return {
    get pid() {
      return child.pid ?? null
    },
    wire,
    onExit: exit.listen,
    // `child.kill()` asks, and a process that stands still does not hear it.
    kill: () => void (child.pid === undefined ? child.kill() : process.kill(child.pid, "SIGKILL")),
  }
}
