/** The answering end of the wire in its plainest form, for engine processes that go wrong on purpose. */

export function post(message) {
  process.send(message)
}

/** Answers questions by name; `answer(output)`, `item(item)` and `fail(problem)` reply to the one at hand. */
export function answering(answers) {
  const cancels = new Map()
  process.on("message", (message) => {
    if (message.t === "cancel") {
      cancels.get(message.id)?.()
      return
    }
    const { id, name, input } = message
    let seq = 0
    const question = {
      id,
      input,
      item: (item) => post({ t: "item", id, seq: ++seq, item }),
      answer: (output) => post({ t: "done", id, output }),
      fail: (problem) => post({ t: "failed", id, problems: [problem] }),
      onCancel: (act) => cancels.set(id, act),
    }
    const act = answers[name] ?? whatever[name]
    act?.(question)
  })
  process.on("disconnect", () => process.exit(0))
}

const whatever = {
  "engine.ping": ({ answer }) => answer({}),
  "engine.end": () => process.exit(0),
}

export function progress(more) {
  return {
    run: "r",
    stage: "meta.returns",
    node: "core",
    risk: "hrp",
    state: "running",
    done: 0,
    note: "",
    ...more,
  }
}

export function outcome(runId, more) {
  return { runId, state: "succeeded", exitCode: 0, problems: [], ...more }
}

export const interrupted = {
  code: "cancelled",
  what: "The run was cancelled.",
  where: "core",
  seen: "cancelled",
  remedy: "run it again",
}
