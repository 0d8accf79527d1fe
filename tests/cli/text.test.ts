import { describe, expect, it } from "vitest"
import type { ProgressEvent } from "#shared/model/progress"
import { problem } from "#shared/problem/problem"
import { paintFor } from "#main/cli/colour"
import { parseDotenv } from "#engine/workspace/dotenv"
import { printProblems } from "#main/cli/output"
import { parseParameters } from "#main/cli/parameters"
import { laneFraction, openLines } from "#main/cli/progress"
import { runIdFrom } from "#shared/quantity/run-id"
import { table } from "#main/cli/table"

describe("a table on the terminal", () => {
  it("aligns texts left and numbers right", () => {
    expect(
      table(
        ["NAME", "N"],
        [
          ["a", "1"],
          ["bcdef", "10"],
        ],
      ),
    ).toBe(["NAME    N", "a       1", "bcdef  10"].join("\n"))
  })
})

describe("colours", () => {
  it("are for terminals that did not say no", () => {
    expect(paintFor({ isTTY: true }, {})("red", "x")).toBe("\u001B[31mx\u001B[39m")
    expect(paintFor({ isTTY: true }, { NO_COLOR: "1" })("red", "x")).toBe("x")
    expect(paintFor({ isTTY: true }, { TERM: "dumb" })("red", "x")).toBe("x")
    expect(paintFor({}, {})("red", "x")).toBe("x")
  })
})

describe("a run id", () => {
  it("is made of the UTC time and a random part", () => {
    expect(runIdFrom("2026-11-20T21:34:55.123Z", "ab12cd")).toBe("20261120-213455-ab12cd")
  })
})

describe("--param", () => {
  it("keeps everything behind the first equals sign", () => {
    expect(parseParameters(["a=1", "b=x=y", "c="])).toEqual({ ok: true, value: { a: "1", b: "x=y", c: "" } })
  })

  it("refuses a name given twice and a text without a name", () => {
    expect(parseParameters(["a=1", "a=2", "=3", "d"])).toMatchObject({
      ok: false,
      problems: [{ seen: "a=2" }, { seen: "=3" }, { seen: "d" }],
    })
  })
})

describe("a .env file", () => {
  it("gives names and values without quotes, comments and `export`", () => {
    const text = `# comment
export TV_A=1
TV_B = "two words"\u0020

TV_C=three # why
TV_D='#4'
TV_E="five" # why
TV_F=
`
    expect(parseDotenv(text)).toEqual({
      values: { TV_A: "1", TV_B: "two words", TV_C: "three", TV_D: "#4", TV_E: "five", TV_F: "" },
      warnings: [],
    })
  })

  it("remarks lines that set nothing, without repeating what may be a secret", () => {
    const { values, warnings } = parseDotenv('TV_A=1\nnot a line\r\nTV_B="half\n=2\n3TV=4\n  # fine\n')
    expect(values).toEqual({ TV_A: "1" })
    expect(warnings.map(({ code, where, seen }) => [code, where, seen])).toEqual([
      ["file.format", ".env:2", "10 characters without NAME="],
      ["file.format", ".env:3", "10 characters that set TV_B to a quote without its end"],
      ["file.format", ".env:4", "2 characters without NAME="],
      ["file.format", ".env:5", "5 characters without NAME="],
    ])
  })
})

describe("progress lines", () => {
  it("tell each step once, whatever the number of ticks", () => {
    const lines: string[] = []
    const progress = openLines((text) => lines.push(text))
    const tick = (more: Partial<ProgressEvent>) =>
      progress.report({
        run: "r",
        stage: "meta.returns",
        node: "m",
        risk: "hrp",
        state: "running",
        done: 0.1,
        note: "",
        ...more,
      })
    tick({})
    tick({ done: 0.15, note: "etfs" })
    tick({ node: "child" })
    tick({ done: 0.5, note: "crypto" })
    tick({ risk: "min_variance" })
    tick({ stage: "meta.optimize", done: 1, state: "failed", note: "bounds" })
    expect(lines).toEqual([
      "meta.returns  hrp  m ...\n",
      "meta.returns  hrp  child ...\n",
      "meta.returns  min_variance  m ...\n",
      "meta.optimize  hrp  m  failed: bounds\n",
    ])
  })
})

describe("a progress bar", () => {
  const event = { run: "r", node: "m", risk: "hrp", state: "running", note: "" } as const

  it("gives each stage of a risk profile a third", () => {
    expect(laneFraction({ ...event, stage: "meta.returns", done: 1 }, "m")).toBeCloseTo(1 / 3, 12)
    expect(laneFraction({ ...event, stage: "meta.optimize", done: 0.5 }, "m")).toBe(0.5)
    expect(laneFraction({ ...event, stage: "meta.flatten", done: 1 }, "m")).toBe(1)
  })

  it("does not run ahead for a nested meta profile that is done", () => {
    expect(laneFraction({ ...event, node: "child", stage: "meta.returns", done: 1 }, "m")).toBe(0)
  })
})

describe("a problem with a stack in what was seen", () => {
  const bug = problem("internal", {
    what: "It broke.",
    where: "here",
    seen: "Error: planted\n    at f (x.js:1:2)\n    at g (x.js:3:4)",
    remedy: "report it",
  })
  const shown = (withStack: boolean) => {
    const lines: string[] = []
    const sinks = { stdout: () => {}, stderr: (text: string) => void lines.push(text) }
    printProblems([bug], "text", sinks, { paint: (_, text) => text, withStack })
    return lines.join("")
  }

  it("is shown without it", () => {
    expect(shown(false)).toBe(
      "It broke.  [internal]\n  where   here\n  seen    Error: planted\n  remedy  report it\n",
    )
  })

  it("is shown with it to those who ask", () => {
    expect(shown(true)).toContain("at g (x.js:3:4)")
  })
})
