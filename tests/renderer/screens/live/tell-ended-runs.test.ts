import { describe, expect, it } from "vitest"
import type { SupervisedRun } from "#shared/contract/desk/run-calls"
import { tellEndedRuns } from "#renderer/screens/live/tell-ended-runs"
import { createDeskStore } from "#renderer/store/desk-store"
import { fakeEnvironment } from "../../store/fake-environment"
import { at } from "./told"

const run = (state: SupervisedRun["state"], seconds: number): SupervisedRun => ({
  runId: "r1",
  root: "/ws",
  profile: "core",
  kind: "run",
  state,
  queued: at(0),
  started: at(0),
  ended: state === "running" ? null : at(seconds),
  exitCode: 0,
  problems: [],
  pid: null,
  silentFor: null,
})

function watching(world: { isAway: boolean; hasLeave: boolean }) {
  const told: string[] = []
  let comeBack = () => {}
  const store = createDeskStore(fakeEnvironment().environment)
  store.setState({ supervised: [run("running", 0)] })
  tellEndedRuns(store, {
    isAway: () => world.isAway,
    onReturn: (listener) => {
      comeBack = listener
    },
    notify: (title, body) => world.hasLeave && told.push(`${title}: ${body}`) > 0,
  })
  return { store, told, comeBack: () => comeBack() }
}

describe("The end of a long run", () => {
  it("is told by the system to whoever is away", () => {
    const { store, told } = watching({ isAway: true, hasLeave: true })
    store.setState({ supervised: [run("succeeded", 75)] })
    store.setState({ supervised: [run("succeeded", 75)] })
    expect(told).toEqual(["core: Ended succeeded after 1\u202fmin 15\u202fs"])
  })

  it("waits in the window where the system gives no leave", () => {
    const { store, told, comeBack } = watching({ isAway: true, hasLeave: false })
    store.setState({ supervised: [run("crashed", 75)] })
    expect(told).toEqual([])
    expect(store.getState().notices).toEqual([])
    comeBack()
    expect(store.getState().notices).toMatchObject([{ tone: "failed", action: { title: "Open the run" } }])
    store.getState().notices[0]!.action!.run()
    expect(store.getState().route).toMatchObject({ screen: "live", subject: "r1" })
  })

  it("is not told of a short run, of one that was cancelled, or to whoever looks", () => {
    for (const [state, seconds, isAway] of [
      ["succeeded", 9, true],
      ["cancelled", 75, true],
      ["succeeded", 75, false],
    ] as const) {
      const { store, told } = watching({ isAway, hasLeave: true })
      store.setState({ supervised: [run(state, seconds)] })
      expect(told).toEqual([])
    }
  })
})
