import { describe, expect, it } from "vitest"
import { problem } from "#shared/problem/problem"
import { failed, ok } from "#shared/problem/result"
import { runEnding, type SeenOfRun } from "#main/supervise/run-ending"

const exit = { code: 1, signal: null, isOutOfMemory: false, lastLines: ["TypeError: x"] }
const silent: SeenOfRun = { answer: undefined, exit, hungFor: undefined, isCancelled: false, isKilled: false }
const succeeded = { runId: "r", state: "succeeded", exitCode: 0, problems: [] }

const endOf = (seen: Partial<SeenOfRun>) => runEnding({ ...silent, ...seen }, "r", 512)

describe("The ending of a run", () => {
  it("is what its engine answered, whatever became of the process", () => {
    const killed = { exit: { ...exit, signal: "SIGKILL" }, isKilled: true, isCancelled: true, hungFor: 1 }
    expect(endOf({ answer: ok(succeeded), ...killed })).toEqual({
      state: "succeeded",
      exitCode: 0,
      problems: [],
    })
  })

  it("is a failure with the problems for which the engine made no run", () => {
    const refused = problem("profile.unknown", { what: "w", where: "x", seen: "s", remedy: "r" })
    expect(endOf({ answer: failed(refused) })).toEqual({ state: "failed", exitCode: 3, problems: [refused] })
  })

  it("is a cancelled run when the engine was asked before it made one", () => {
    const taken = problem("cancelled", { what: "w", where: "x", seen: "s", remedy: "r" })
    expect(endOf({ answer: failed(taken), isCancelled: true }).state).toBe("cancelled")
  })

  it("is told as by force only when the process was killed; its own crash is told as one", () => {
    const forced = endOf({ isCancelled: true, isKilled: true })
    const crashed = endOf({ isCancelled: true })
    expect([forced.state, crashed.state]).toEqual(["cancelled", "cancelled"])
    expect([forced.problems[0]!.code, crashed.problems[0]!.code]).toEqual(["cancelled", "engine.crashed"])
  })

  it("says that a process could not be started at all", () => {
    const none = { code: null, signal: null, isOutOfMemory: false, lastLines: ["spawn EAGAIN"] }
    expect(endOf({ exit: none })).toMatchObject({
      state: "crashed",
      problems: [{ code: "engine.notStarted", seen: "no process\nspawn EAGAIN" }],
    })
  })
})
