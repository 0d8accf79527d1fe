import { type ChildProcess, fork, spawn } from "node:child_process"
import { readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { gone, isAlive, valueOf } from "../../supervise/supervised"
import { engineBundle } from "./engine-bundle"
import { long, realEngine, stateOnDisk } from "./real-engine"

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

let worker = ""
beforeAll(async () => {
  worker = await engineBundle()
}, 120_000)

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL")
})

function tracked(child: ChildProcess): ChildProcess {
  children.push(child)
  return child
}

/** Starts an engine process below a parent of its own, and gives both when the engine has said something. */
async function belowParent(
  role: string,
  question: object,
): Promise<{ parent: ChildProcess; engine: number }> {
  const parent = tracked(
    spawn(process.execPath, [fileOf("parent.cjs"), worker, role, JSON.stringify(question)], {
      stdio: ["ignore", "pipe", "inherit"],
    }),
  )
  const engine = await new Promise<number>((resolve) => {
    parent.stdout!.once("data", (chunk: Buffer) => resolve(Number.parseInt(chunk.toString(), 10)))
  })
  return { parent, engine }
}

/** Every file below a folder with its size and time of change. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => `${name} ${statSync(join(folder, name)).size} ${statSync(join(folder, name)).mtimeMs}`)
    .toSorted()
}

describe("An engine process", () => {
  it.each(["query", "run"])("of the role %s ends itself when its parent was killed", async (role) => {
    const { parent, engine } = await belowParent(role, { name: "engine.ping", input: {} })
    expect(isAlive(engine)).toBe(true)
    parent.kill("SIGKILL")
    await gone(engine)
  })

  it("in the middle of a run ends itself when its parent was killed; the run reads as crashed", async () => {
    const { root, placeOf } = await realEngine()
    const { parent, engine } = await belowParent("run", {
      name: "engine.run",
      input: { root, manifest: null, runId: "orphan", profile: "m", executeSleeves: false, ...long },
    })
    parent.kill("SIGKILL")
    await gone(engine)
    expect(stateOnDisk(placeOf("orphan"))).toBe("crashed")
  })

  it.each(["query", "run"])("of the role %s refuses the network", async (role) => {
    const child = tracked(fork(worker, [role], { execArgv: ["--require", fileOf("probe.cjs")] }))
    const seen = new Promise((resolve) => {
      child.on("message", (message: { t: string; seen?: string }) => {
        if (message.t === "done") child.send({ t: "probe" })
        if (message.t === "probed") resolve(message.seen)
      })
    })
    child.send({ t: "ask", id: 1, name: "engine.ping", input: {} })
    expect(await seen).toContain("An engine process tried to use the network.")
  })

  it("goes on when Ctrl-C is sent to the whole group", async () => {
    const child = tracked(fork(worker, ["query"]))
    const answers: number[] = []
    child.on("message", (message: { id: number }) => answers.push(message.id))
    child.send({ t: "ask", id: 1, name: "engine.ping", input: {} })
    await expect.poll(() => answers, { timeout: 20_000 }).toEqual([1])
    child.kill("SIGINT")
    child.send({ t: "ask", id: 2, name: "engine.ping", input: {} })
    await expect.poll(() => answers, { timeout: 20_000 }).toEqual([1, 2])
  })

  it("answers only what its role is for", async () => {
    const child = tracked(fork(worker, ["query"]))
    const answer = new Promise((resolve) => child.once("message", resolve))
    child.send({ t: "ask", id: 1, name: "engine.run", input: {} })
    expect(await answer).toMatchObject({ t: "failed", problems: [{ code: "wire.unknownCall" }] })
  })

  it("says what it is when a person starts it", async () => {
    const child = tracked(spawn(process.execPath, [worker], { stdio: ["ignore", "ignore", "pipe"] }))
    let said = ""
    child.stderr!.on("data", (chunk: Buffer) => {
      said += chunk.toString()
    })
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(2)
    expect(said).toBe("This file is an engine process of Nestfolio; the program starts it itself.\n")
  })
})

describe("A query engine of the program", () => {
  it("answers from the workspace's files and leaves them as they are", async () => {
    const { root, supervisor, start } = await realEngine()
    const { run, ended } = start()
    expect((await ended).exitCode).toBe(0)
    const before = filesOf(root)
    const ask = supervisor.query.ask.bind(supervisor.query)
    const { profiles } = valueOf(await ask(root, "profiles.list", { root }))
    expect(profiles.map(({ name }) => name)).toContain("m")
    const { runs } = valueOf(await ask(root, "runs.list", { root }))
    expect(runs.map(({ runId }) => runId)).toContain(run.runId)
    const { markdown } = valueOf(await ask(root, "report.markdown", { root, runId: run.runId }))
    expect(markdown).toContain("# ")
    const plan = {
      root,
      profile: "m",
      riskProfiles: ["hrp"],
      parameters: {},
      whatIf: null,
      weights: true,
      signs: true,
    }
    valueOf(await ask(root, "plan.preview", plan))
    expect(filesOf(root)).toEqual(before)
  })
})
