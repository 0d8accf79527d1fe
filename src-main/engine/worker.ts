import { randomBytes } from "node:crypto"
import { queryEngineContract, runEngineContract } from "#shared/contract/engine/engine-contract"
import { serve } from "#shared/contract/serve"
import type { Wire } from "#shared/contract/wire"
import { runIdFrom } from "#shared/quantity/run-id"
import { forbidWriting } from "#engine/artifacts/read-only"
import { refuseNetwork } from "#engine/orchestration/network-guard"
import { version } from "../../package.json"
import { hostWire } from "./process/host-wire"
import { lifeAnswers } from "./process/life-answers"
import { runAnswers } from "./process/run-answers"
import { sampleAnswers } from "./process/sample-answers"

const clock = () => new Date().toISOString()
const end = () => process.exit(0)
const say = (text: string) => void process.stderr.write(`${text}\n`)
const tellBug = (name: string, error: unknown) =>
  say(`${name}: ${error instanceof Error ? error.stack : String(error)}`)

/** Entry of an engine process: `worker.js query` answers questions and never writes, `worker.js run` executes one run. */
async function main(role: string | undefined): Promise<void> {
  refuseNetwork()
  const wire = hostWire(process)
  if (wire === undefined || (role !== "query" && role !== "run")) {
    say("This file is an engine process of Nestfolio; the program starts it itself.")
    process.exitCode = 2
    return
  }
  // A program that is gone needs no engine; its run is then crashed and can be taken up again.
  wire.onClose(end)
  // Ctrl-C reaches the whole group of processes; the program decides what becomes of its engines.
  process.on("SIGINT", () => {})
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {})
  await (role === "query" ? answerQuestions(wire) : executeRun(wire))
}

async function answerQuestions(wire: Wire): Promise<void> {
  forbidWriting()
  const { answerQueries } = await import("#main/desk/answers/answer-queries")
  const answers = answerQueries({ clock, programVersion: version, variables: process.env })
  serve(queryEngineContract, { ...answers, ...lifeAnswers(end) }, wire, { onBug: tellBug })
}

async function executeRun(wire: Wire): Promise<void> {
  const answers = runAnswers({
    clock,
    timers: {
      now: () => performance.now(),
      after(milliseconds, act) {
        const timer = setTimeout(act, milliseconds)
        return () => clearTimeout(timer)
      },
    },
    newRunId: () => runIdFrom(clock(), randomBytes(3).toString("hex")),
    programVersion: version,
    variables: process.env,
  })
  serve(runEngineContract, { ...answers, ...sampleAnswers(), ...lifeAnswers(end) }, wire, { onBug: tellBug })
}

void main(process.argv[2])
