import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { buildNestfolio, nestfolio } from "./nestfolio"

const readme = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8")

/** The commands of the README's block of examples, as arguments. */
const examples = readme
  .split("```sh\n")
  .flatMap((block) => block.split("```")[0]!.split("\n"))
  .filter((line) => line.startsWith("nestfolio "))
  .map((line) =>
    line
      .replace(/\s+#.*$/, "")
      .split(" ")
      .slice(1),
  )

const address = /nestfolio stage run '(quant:[^']+)'/.exec(readme)![1]!

let folder = ""

beforeAll(() => {
  buildNestfolio()
  folder = mkdtempSync(join(tmpdir(), "nestfolio readme "))
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("the README", () => {
  it("gives ten examples of the command line", () => {
    expect(examples).toHaveLength(10)
  })

  it("gives examples that work one after the other", async () => {
    for (const args of examples) {
      const made = join(folder, "my-workspace")
      const ended = await nestfolio(args, { cwd: args[0] === "init" ? folder : made })
      expect(ended, args.join(" ")).toMatchObject({ code: 0 })
      expect(ended.stdout, args.join(" ")).not.toBe("")
      if (args[0] !== "init") continue
      const rows = ["2024-01-01,0.01,0.02", "2024-01-02,-0.01,0.02", "2024-01-03,0.01,-0.02"]
      writeFileSync(join(made, "returns.csv"), ["date,a,b", ...rows].join("\n"))
    }
  }, 60_000)

  it("gives an address that works", async () => {
    expect(await nestfolio(["stage", "run", address], { cwd: join(folder, "my-workspace") })).toMatchObject({
      code: 0,
    })
  })
})
