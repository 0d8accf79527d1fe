import { execFileSync, spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeAll, expect, test } from "vitest"
import { version } from "../../package.json"
import { buildNestfolio, builtFile } from "./nestfolio"

beforeAll(buildNestfolio, 120_000)

const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))

/** A copy of what was built, to be spoilt. */
function copied() {
  const folder = mkdtempSync(join(tmpdir(), "nestfolio compiled "))
  folders.push(folder)
  cpSync(dirname(builtFile), folder, { recursive: true })
  return {
    cache: join(folder, "program.cache"),
    program: join(folder, "program.js"),
    says: (...args: string[]) =>
      execFileSync(process.execPath, [join(folder, "nestfolio.js"), ...args], { encoding: "utf8" }),
    /** Whether V8 took the kept form. */
    isTaken: () => {
      const call = `const { compile } = require(${JSON.stringify(join(folder, "compiled.js"))})
        process.stdout.write(String(compile().cachedDataRejected))`
      return execFileSync(process.execPath, ["-e", call], { encoding: "utf8" }) === "false"
    },
  }
}

test("the built program starts from what V8 compiled of it when it was built", () => {
  expect(copied().isTaken()).toBe(true)
})

test("without its compiled form the program starts as well", () => {
  const { cache, isTaken, says } = copied()
  rmSync(cache)
  expect(isTaken()).toBe(false)
  expect(says("--version")).toBe(`${version}\n`)
})

test("the compiled form of another program is left alone", () => {
  const { program, isTaken, says } = copied()
  const text = readFileSync(program, "utf8")
  // Of the same length, which is all that V8 itself looks at.
  writeFileSync(program, text.replace(/^\/\/[0-9a-f]{64}/, `//${"0".repeat(64)}`).replace(version, "9.9.9"))
  expect(isTaken()).toBe(false)
  expect(says("--version")).toBe("9.9.9\n")
})

test("a compiled form that was cut short is left alone", () => {
  const { cache, isTaken, says } = copied()
  writeFileSync(cache, readFileSync(cache).subarray(0, 5000))
  expect(isTaken()).toBe(false)
  expect(says("--version")).toBe(`${version}\n`)
})

test("a V8 with other settings compiles anew", () => {
  const { program } = copied()
  const call = ["--no-lazy-feedback-allocation", join(dirname(program), "nestfolio.js"), "--version"]
  expect(spawnSync(process.execPath, call, { encoding: "utf8" })).toMatchObject({
    status: 0,
    stdout: `${version}\n`,
  })
})

test("a program that is run leaves what was built as it was", () => {
  const { cache, says } = copied()
  rmSync(cache)
  says("stage", "list")
  expect(existsSync(cache)).toBe(false)
})

test("the compiled form finds the solver that is loaded only where it is needed", () => {
  const folder = mkdtempSync(join(tmpdir(), "nestfolio compiled "))
  folders.push(folder)
  const returns = join(folder, "returns.csv")
  const days = Array.from({ length: 40 }, (_, t) =>
    new Date(Date.UTC(2025, 0, 1 + t)).toISOString().slice(0, 10),
  )
  const rows = days.map((day, t) => `${day},${((7 * t) % 11) / 500 - 0.01},${((5 * t) % 13) / 500 - 0.01}`)
  writeFileSync(returns, ["date,a,b", ...rows].join("\n"))
  const asked = [`returns=${returns}`, "risk_profile=min_cvar", "engine=textbook"]
  const params = asked.flatMap((param) => ["--param", param])
  const told = execFileSync(
    process.execPath,
    [builtFile, "stage", "run", "meta.optimize", ...params, "--output", "json"],
    { encoding: "utf8" },
  )
  expect(JSON.parse(told)).toMatchObject({ outcome: { kind: "solved", certificate: { kind: "dualityGap" } } })
})
