import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { commands } from "#main/cli/commands/table"
import { version } from "../../package.json"
import { buildNestfolio, builtFile, nestfolio, nestfolioJson } from "./nestfolio"

beforeAll(buildNestfolio, 120_000)

/** Every command as it is typed, without its arguments. */
const calls = commands.map(({ call }) => call.replace(/ [<[].*$/, ""))

describe("the command line", () => {
  it("says its version", async () => {
    expect(await nestfolio(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" })
  })

  it("says its version before schemas, tables and Node's heavier modules are evaluated", () => {
    const script = `
      process.argv = [process.argv[0], "nestfolio", "--version"]
      const before = process.moduleLoadList.length
      require(${JSON.stringify(builtFile)})
      setImmediate(() => {
        const loaded = process.moduleLoadList.slice(before).join(" ")
        const heavy = ["crypto", "child_process", "zlib", "tls"].filter((name) =>
          new RegExp("NativeModule " + name + "( |$)").test(loaded))
        console.log(JSON.stringify({ heavy, zod: "__zod_globalRegistry" in globalThis }))
      })`
    const stdout = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" })
    expect(JSON.parse(stdout.split("\n")[1]!)).toEqual({ heavy: [], zod: false })
  })

  it("lists every command in its help", async () => {
    const { code, stdout } = await nestfolio(["--help"])
    expect(code).toBe(0)
    for (const name of new Set(calls.map((call) => call.split(" ")[0]))) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"))
    }
  })

  it.each(calls)("shows an example in the help of %s", async (call) => {
    const { code, stdout } = await nestfolio([...call.split(" "), "--help"])
    expect(code).toBe(0)
    expect(stdout).toContain(`Example:\n  nestfolio ${call}`)
    expect(stdout).toContain("--output <form>")
  })

  it.each([
    ["", "init my-workspace --sample"],
    ["audit", "audit health "],
    ["check", "check manifest "],
    ["sleeve", "sleeve import "],
    ["stage", "stage list "],
  ])("shows an example in the help of nestfolio %s", async (group, example) => {
    const { code, stdout } = await nestfolio([...group.split(" ").filter(Boolean), "--help"])
    expect(code).toBe(0)
    expect(stdout).toContain(`\nExample:\n  nestfolio ${example}`)
  })

  it("shows its help on stderr when no command is named, as a usage error", async () => {
    const { code, stdout, stderr } = await nestfolio([])
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
    expect(stderr).toContain("Usage: nestfolio")
  })

  it.each([
    { given: ["profilez"], seen: "Unknown command 'profilez'.", remedy: "Did you mean profiles?" },
    { given: ["runs", "--quite"], seen: "Unknown option '--quite'.", remedy: "Did you mean --quiet?" },
    { given: ["show"], seen: "Missing required argument 'run'.", remedy: "nestfolio show --help" },
    { given: ["verify", "a", "b"], seen: "Too many arguments", remedy: "nestfolio verify --help" },
    { given: ["stage", "lost"], seen: "Unknown command 'lost'.", remedy: "Did you mean list?" },
    { given: ["runs", "--output", "xml"], seen: "argument 'xml' is invalid", remedy: "--help" },
    { given: ["run"], seen: "Missing required argument 'meta'.", remedy: "nestfolio run --help" },
  ])("refuses `$given` as usage, in words and in JSON", async ({ given, seen, remedy }) => {
    const inWords = await nestfolio(given)
    expect(inWords).toMatchObject({ code: 2, stdout: "" })
    expect(inWords.stderr).toContain(seen)
    expect(inWords.stderr).toContain(remedy)
    if (given.includes("--output")) return
    const inJson = await nestfolioJson(given)
    expect(inJson).toMatchObject({ code: 2, stderr: "", data: { problems: [{ code: "usage.argument" }] } })
    expect(inJson.data.problems[0].what).toContain(seen)
  })

  it("is told of a missing workspace where there is none", async () => {
    const { code, data } = await nestfolioJson(["profiles"], { cwd: "/" })
    expect(code).toBe(3)
    expect(data.problems).toMatchObject([{ code: "workspace.missing", where: "/" }])
  })

  it("says nothing in colour where nobody looks, and nothing of its stack", async () => {
    const { stderr } = await nestfolio(["runs", "--workspace", "/nowhere at all"])
    expect(stderr).not.toContain("\u001B[")
    expect(stderr).not.toContain("    at ")
    expect(stderr).toContain("[workspace.missing]")
  })
})

describe("a bug of the program's own", () => {
  const folder = mkdtempSync(join(tmpdir(), "nestfolio bug "))
  const preload = join(folder, "bug.cjs")
  writeFileSync(
    preload,
    `const cwd = process.cwd.bind(process)
     process.cwd = () => {
       if (new Error().stack.includes("program.js")) throw new TypeError("planted")
       return cwd()
     }`,
  )
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("ends with 1 and the problem `internal`, without its stack", async () => {
    const { code, data, stderr } = await nestfolioJson(["profiles"], { preload })
    expect(code).toBe(1)
    expect(data.problems).toMatchObject([{ code: "internal", seen: "planted" }])
    expect(stderr).toBe("")
  })

  it("shows its stack to those who ask for it", async () => {
    const verbose = await nestfolio(["profiles", "--verbose"], { preload })
    expect(verbose.stderr).toContain("TypeError: planted\n    at ")
    const debug = await nestfolio(["profiles"], { preload, env: { NESTFOLIO_DEBUG: "1" } })
    expect(debug.stderr).toContain("TypeError: planted\n    at ")
  })
})

describe("stages", () => {
  it("are listed in pipeline order by a fresh process", async () => {
    const { data } = await nestfolioJson(["stage", "list", "--category", "meta"])
    expect(data.map((stage: { id: string }) => stage.id)).toEqual([
      "meta.returns",
      "meta.optimize",
      "meta.flatten",
      "meta.backtest",
      "meta.report",
    ])
  })

  it("are filtered by category and tag", async () => {
    expect((await nestfolioJson(["stage", "list", "--category", "alpha"])).data).toEqual([])
    const { data } = await nestfolioJson(["stage", "list", "--tag", "reporting"])
    expect(data.map((stage: { id: string }) => stage.id)).toEqual(["meta.report"])
  })

  it("describe their parameters as a JSON schema", async () => {
    const { code, data } = await nestfolioJson(["stage", "schema", "meta.optimize"])
    expect(code).toBe(0)
    expect(data).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      required: ["risk_profile"],
      additionalProperties: false,
    })
    expect(data.properties.risk_profile.enum).toContain("hrp")
  })

  it("that do not exist are refused with the nearest names", async () => {
    const { code, data } = await nestfolioJson(["stage", "schema", "meta.optimise"])
    expect(code).toBe(2)
    expect(data.problems).toMatchObject([
      { code: "usage.unknownStage", remedy: expect.stringContaining("meta.optimize") },
    ])
  })
})
