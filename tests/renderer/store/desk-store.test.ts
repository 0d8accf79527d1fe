import { describe, expect, it } from "vitest"
import { answerKey } from "#renderer/store/answer-slice"
import { createDeskStore, startDesk } from "#renderer/store/desk-store"
import { stepKey } from "#renderer/store/run-slice"
import { problem } from "#shared/problem/problem"
import { failed, ok } from "#shared/problem/result"
import { fakeEnvironment } from "./fake-environment"

const workspace = { root: "/w", name: "w", manifest: "/w/configs/manifest.json", problems: [] }
const gone = problem("workspace.missing", {
  what: "No workspace.",
  where: "/w",
  seen: "nothing",
  remedy: "look",
})
const settled = () => new Promise((resolve) => setTimeout(resolve))

function opened() {
  const world = fakeEnvironment()
  world.answer("workspace.open", () => ok(workspace))
  world.answer("workspace.recent", () => ok({ workspaces: [] }))
  const store = createDeskStore(world.environment)
  return { world, store }
}

describe("Where the window is", () => {
  it("begins where the address says, else where it was left, else with the profiles", () => {
    expect(createDeskStore(fakeEnvironment("#/runs").environment).getState().route.screen).toBe("runs")
    const left = fakeEnvironment()
    createDeskStore(left.environment).getState().go("report", "r1")
    left.addresses.splice(0, 2, "")
    expect(createDeskStore(left.environment).getState().route).toEqual({
      screen: "report",
      subject: "r1",
      params: {},
    })
    expect(createDeskStore(fakeEnvironment("#/nonsense").environment).getState().route.screen).toBe(
      "profiles",
    )
  })

  it("can be gone back from, step by step; what the screen shows is no step", () => {
    const { world, store } = opened()
    startDesk(store)
    store.getState().go("report", "r1")
    store.getState().show({ risk: "hrp" })
    store.getState().go("runs")
    expect(world.addresses).toEqual(["", "#/report/r1?risk=hrp", "#/runs"])
    world.back()
    expect(store.getState().route).toEqual({ screen: "report", subject: "r1", params: { risk: "hrp" } })
    store.getState().show({ risk: undefined })
    expect(world.addresses.at(-1)).toBe("#/report/r1")
  })

  it("does not add a step for the place it is at", () => {
    const { world, store } = opened()
    store.getState().go("runs")
    store.getState().go("runs")
    expect(world.addresses).toEqual(["", "#/runs"])
  })
})

describe("A workspace", () => {
  it("is remembered when it was opened, and opened again at the next start", async () => {
    const { world, store } = opened()
    await store.getState().openWorkspace("/w")
    expect(store.getState().workspace).toEqual({ state: "open", workspace })
    const next = createDeskStore(world.environment)
    await next.getState().reopenLast()
    expect(next.getState().workspace.state).toBe("open")
  })

  it("that can't be opened says why, with its root, so that it can be tried again", async () => {
    const { world, store } = opened()
    world.answer("workspace.open", () => failed(gone))
    await store.getState().openWorkspace("/w")
    expect(store.getState().workspace).toEqual({ state: "failed", root: "/w", problems: [gone] })
  })

  it("counts the changes of its files", async () => {
    const { world, store } = opened()
    await store.getState().openWorkspace("/w")
    world.feed("workspace.watch", { changed: ["runs"] })
    world.feed("workspace.watch", { changed: ["runs", "manifest"] })
    expect(store.getState().revisions).toEqual({ runs: 2, manifest: 1 })
  })

  it("takes its watch and its answers along when another is opened", async () => {
    const { world, store } = opened()
    world.answer("runs.list", () => ok({ runs: [] }))
    await store.getState().openWorkspace("/w")
    store.getState().want("runs.list", { root: "/w" }, 0)
    await settled()
    await store.getState().openWorkspace("/w2")
    expect(world.ended).toEqual(["workspace.watch"])
    expect(store.getState().answers.size).toBe(0)
  })
})

describe("An answer", () => {
  const input = { root: "/w" }
  const key = answerKey("runs.list", input)

  it("is asked for once at a revision, and again at the next, the older one staying meanwhile", async () => {
    const { world, store } = opened()
    let given = 0
    world.answer("runs.list", () => ok({ runs: [`run ${(given += 1)}`] }))
    const { want } = store.getState()
    want("runs.list", input, 0)
    expect(store.getState().answers.get(key)).toEqual({ state: "loading" })
    want("runs.list", input, 0)
    await settled()
    expect(store.getState().answers.get(key)).toEqual({
      state: "ready",
      value: { runs: ["run 1"] },
      isStale: false,
    })
    want("runs.list", input, 1)
    expect(store.getState().answers.get(key)).toEqual({
      state: "ready",
      value: { runs: ["run 1"] },
      isStale: true,
    })
    await settled()
    expect(store.getState().answers.get(key)).toEqual({
      state: "ready",
      value: { runs: ["run 2"] },
      isStale: false,
    })
    expect(world.asked.filter(({ name }) => name === "runs.list")).toHaveLength(2)
  })

  it("that comes after a newer question was asked is passed over", async () => {
    const { world, store } = opened()
    const gives: ((value: unknown) => void)[] = []
    world.answer("runs.list", () => new Promise((resolve) => gives.push((runs) => resolve(ok({ runs })))))
    store.getState().want("runs.list", input, 0)
    store.getState().want("runs.list", input, 1)
    gives[1]!("new")
    await settled()
    gives[0]!("old")
    await settled()
    expect(store.getState().answers.get(key)).toMatchObject({ value: { runs: "new" } })
  })

  it("that a newer question ended is no refusal, and can be asked for again", async () => {
    const { world, store } = opened()
    const superseded = problem("engine.superseded", { what: "newer", where: "x", seen: "x", remedy: "none" })
    world.answer("runs.list", () => failed(superseded))
    store.getState().want("runs.list", input, 0)
    await settled()
    expect(store.getState().answers.get(key)).toEqual({ state: "loading" })
    world.answer("runs.list", () => ok({ runs: [] }))
    store.getState().want("runs.list", input, 0)
    await settled()
    expect(store.getState().answers.get(key)?.state).toBe("ready")
  })

  it("is a refusal with every problem", async () => {
    const { world, store } = opened()
    world.answer("runs.list", () => failed(gone, gone))
    store.getState().want("runs.list", input, 0)
    await settled()
    expect(store.getState().answers.get(key)).toEqual({
      state: "failed",
      problems: [gone, gone],
      isStale: false,
    })
  })

  it("is not kept for ever", async () => {
    const { world, store } = opened()
    world.answer("runs.list", () => ok({ runs: [] }))
    for (let index = 0; index < 200; index += 1) store.getState().want("runs.list", { root: `/w${index}` }, 0)
    await settled()
    expect(store.getState().answers.size).toBe(120)
    expect(store.getState().answers.has(answerKey("runs.list", { root: "/w199" }))).toBe(true)
  })
})

describe("A run", () => {
  const run = (state: string) => ({ runId: "r1", root: "/w", profile: "m", state, problems: [] })
  const step = (done: number) => ({
    stage: "meta.returns",
    node: "m",
    risk: "hrp",
    state: "running",
    done,
    note: "",
  })

  it("that is watched keeps the newest of every step", () => {
    const { world, store } = opened()
    store.getState().watchRun("/w", "r1")
    world.feed("run.watch", { run: run("running"), steps: [step(0.1)] })
    world.feed("run.watch", { run: run("running"), steps: [step(0.7), { ...step(0.2), risk: "herc" }] })
    const { steps } = store.getState().watched["r1"]!
    expect([...steps.values()].map(({ risk, done }) => [risk, done])).toEqual([
      ["hrp", 0.7],
      ["herc", 0.2],
    ])
    expect(steps.has(stepKey({ stage: "meta.returns", node: "m", risk: "hrp" }))).toBe(true)
  })

  it("is started under a name of its own each time, and listed at once", async () => {
    const { world, store } = opened()
    world.answer("run.start", () => ok(run("queued")))
    const request = { root: "/w", profile: "m", riskProfiles: null, parameters: {}, executeSleeves: false }
    await store.getState().startRun(request)
    await store.getState().startRun(request)
    expect(world.asked.map(({ input }) => (input as { requestId: string }).requestId)).toEqual([
      "request-1",
      "request-2",
    ])
    expect(store.getState().supervised.map(({ state }) => state)).toEqual(["queued"])
  })
})

describe("What a person arranged", () => {
  it("is there at the next start, but for what was searched", () => {
    const world = fakeEnvironment()
    const { arrange, setScheme } = createDeskStore(world.environment).getState()
    arrange("profiles", { sort: "-depth", search: "crypto" })
    setScheme("dark")
    const next = createDeskStore(world.environment).getState()
    expect([next.views["profiles"]?.sort, next.views["profiles"]?.search, next.scheme]).toEqual([
      "-depth",
      "",
      "dark",
    ])
  })

  it("does not stop the window when it is damaged", () => {
    const world = fakeEnvironment()
    world.kept.set("nestfolio.views", "{not json")
    world.kept.set("nestfolio.scheme", "purple")
    const state = createDeskStore(world.environment).getState()
    expect([state.views, state.scheme]).toEqual([{}, "system"])
  })
})

describe("An address from outside", () => {
  const visit = (address: string) => {
    const { world, store } = opened()
    startDesk(store)
    world.feed("shell.links", { address })
    const { route, notices, supervised } = store.getState()
    return { route, notices, supervised, asked: world.asked.map(({ name }) => name) }
  }

  it("of a run shows the run", () => {
    expect(visit("nestfolio://run/r1").route).toEqual({ screen: "live", subject: "r1", params: {} })
  })

  it("of a stage leads to the set-up of its meta profile, and starts nothing", () => {
    const address = "quant://meta/optimize?meta_profile=core&risk_profile=hrp"
    const { route, asked } = visit(address)
    expect(route).toEqual({ screen: "setup", subject: "core", params: { link: address } })
    expect(asked).not.toContain("run.start")
  })

  it.each([
    "quant://meta/optimize?meta_profile=a&meta_profile=b",
    "quant://meta/optimize?path=/etc/passwd",
    "nestfolio://run/../x",
    "https://example.com",
  ])("that is not one of ours is refused: %s", (address) => {
    const { route, notices } = visit(address)
    expect(route.screen).toBe("profiles")
    expect(notices[0]?.problem?.code).toBe("usage.address")
  })
})

describe("An item of the system's menu", () => {
  it("is the action of its name, and nothing when there is none", () => {
    const { world, store } = opened()
    const done: string[] = []
    store.getState().followMenu((id) => done.push(id))
    world.feed("shell.menu", { action: "palette.open" })
    world.feed("shell.menu", { action: "format.disk" })
    expect(done).toEqual(["palette.open"])
  })
})
