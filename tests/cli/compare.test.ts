import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { everyDay } from "../workspaces/days"
import { health } from "../workspaces/options"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

let ws: WrittenWorkspace
const at = () => ["--workspace", ws.root]

beforeAll(async () => {
  buildNestfolio()
  ws = await workspace()
    .sleeve("a", everyDay(100))
    .sleeve("b", everyDay(100))
    .sleeve("c", everyDay(100), { health: health({ success: 8, error: 2 }) })
    .meta("m", ["a", "b", "c"])
    .write()
  const run = (id: string, ...more: string[]) =>
    nestfolio(["run", "m", "--risk-profiles", "equal_weight", "--run-id", id, ...more, ...at()])
  await run("first")
  await run("again")
  await run("strict", "--param", "health_threshold=0.9")
}, 120_000)

afterAll(() => ws.remove())

describe("nestfolio compare", () => {
  it("says that two runs of the same inputs do not differ", async () => {
    const ended = await nestfolio(["compare", "first", "again", "--fail-on-difference", ...at()])
    expect(ended).toMatchObject({ code: 0, stderr: "" })
    expect(ended.stdout).toContain("no difference")
    expect(ended.stdout).toContain("10 artifacts equal, 0 different")
  })

  it("tells the setting, the veto, the weights and the holdings that changed", async () => {
    const { code, stdout } = await nestfolio(["compare", "first", "strict", ...at()])
    expect(code).toBe(0)
    expect(stdout).toMatch(/m +meta_allocation\.health_threshold +0\.75 \(code\) +0\.9 \(command\)/)
    expect(stdout).toMatch(/m +equal_weight +c +included .*vetoed HEALTH_BELOW_THRESHOLD/)
    expect(stdout).toMatch(/m +equal_weight +c +33\.33\s%\s+-/)
    expect(stdout).toMatch(/equal_weight +X:A +20\.00\s% +30\.00\s%/)
  })

  it("ends with 6 on a difference only when asked to", async () => {
    const asked = await nestfolioJson(["compare", "first", "strict", "--fail-on-difference", ...at()])
    expect(asked).toMatchObject({ code: 6, data: { different: true, windows: [], code: [] } })
    expect((await nestfolioJson(["compare", "first", "strict", ...at()])).code).toBe(0)
  })

  it("names a run that is not there", async () => {
    const ended = await nestfolio(["compare", "first", "frist", ...at()])
    expect(ended.code).toBe(3)
    expect(ended.stderr).toContain("[run.missing]")
  })
})
