import { execFile } from "node:child_process"
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const root = resolve(fileURLToPath(new URL("../..", import.meta.url)))

interface Cruise {
  readonly modules: number
  readonly violations: readonly { readonly rule: string; readonly from: string; readonly to: string }[]
}

/** The layer check as `npm run layers` does it, on any folder laid out as the checkout is. */
function cruise(folder: string): Promise<Cruise> {
  const depcruise = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs")
  const args = [
    "--config",
    "configs/layers.cjs",
    "--output-type",
    "json",
    "src-shared",
    "src-main",
    "src-renderer",
  ]
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [depcruise, ...args],
      { cwd: folder, maxBuffer: 1 << 28 },
      (_, stdout, stderr) => {
        if (stdout === "") fail(new Error(stderr))
        else done(readCruise(stdout))
      },
    )
  })
}

function readCruise(text: string): Cruise {
  const { summary } = JSON.parse(text)
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map((one: { rule: { name: string }; from: string; to: string }) => ({
      rule: one.rule.name,
      from: one.from,
      to: one.to,
    })),
  }
}

/** One small tree with one violation of each rule; the file that commits it and the rule it breaks. */
const planted = [
  {
    law: "shared code imports nothing of the program",
    files: {
      "src-shared/up.ts": 'import { e } from "#engine/e"\nexport const a = e\n',
      "src-main/engine/e.ts": "export const e = 1\n",
    },
    from: "src-shared/up.ts",
    rule: "src-shared-imports-only-itself",
  },
  {
    law: "shared code uses no Node",
    files: { "src-shared/node.ts": 'import { sep } from "node:path"\nexport const a = sep\n' },
    from: "src-shared/node.ts",
    rule: "shared-is-pure",
  },
  {
    law: "the engine knows no command line",
    files: {
      "src-main/engine/outward.ts": 'import { c } from "#main/cli/c"\nexport const e = c\n',
      "src-main/cli/c.ts": "export const c = 1\n",
    },
    from: "src-main/engine/outward.ts",
    rule: "src-main/engine-imports-only-src-shared",
  },
  {
    law: "an excepted file imports only what its exception names",
    files: {
      "src-main/engine/worker.ts": 'import { c } from "#main/cli/c3"\nexport const e = c\n',
      "src-main/cli/c3.ts": "export const c = 1\n",
    },
    from: "src-main/engine/worker.ts",
    rule: "src-main/engine/worker.ts-imports-only-src-shared-and-src-main/desk/answers",
  },
  {
    law: "formulas know no files of the engine",
    files: {
      "src-main/engine/numerics/n.ts": 'import { w } from "#engine/workspace/w"\nexport const n = w\n',
      "src-main/engine/workspace/w.ts": "export const w = 1\n",
    },
    from: "src-main/engine/numerics/n.ts",
    rule: "engine-numerics-is-pure",
  },
  {
    law: "the file system is used in one place",
    files: { "src-main/engine/stages/fs.ts": 'import { rmSync } from "node:fs"\nexport const s = rmSync\n' },
    from: "src-main/engine/stages/fs.ts",
    rule: "files-are-written-in-one-place",
  },
  {
    law: "only listed callers write files",
    files: {
      "src-main/engine/artifacts/disk-write.ts": "export const w = 1\n",
      "src-main/cli/writes.ts": 'import { w } from "#engine/artifacts/disk-write"\nexport const c = w\n',
    },
    from: "src-main/cli/writes.ts",
    rule: "only-listed-callers-write",
  },
  {
    law: "sockets are opened in named places",
    files: {
      "src-main/engine/stages/net.ts": 'import { connect } from "node:net"\nexport const s = connect\n',
    },
    from: "src-main/engine/stages/net.ts",
    rule: "sockets-are-opened-in-named-places",
  },
  {
    law: "processes are started in named places",
    files: {
      "src-main/engine/stages/spawn.ts":
        'import { spawn } from "node:child_process"\nexport const s = spawn\n',
    },
    from: "src-main/engine/stages/spawn.ts",
    rule: "processes-are-started-in-named-places",
  },
  {
    law: "nothing is loaded but by import",
    files: {
      "src-main/engine/stages/require.ts":
        'import { createRequire } from "node:module"\nexport const s = createRequire(import.meta.url)("node:fs")\n',
    },
    from: "src-main/engine/stages/require.ts",
    rule: "modules-are-loaded-by-import",
  },
  {
    law: "no worker thread is started",
    files: {
      "src-main/engine/stages/worker.ts":
        'import { Worker } from "node:worker_threads"\nexport const s = Worker\n',
    },
    from: "src-main/engine/stages/worker.ts",
    rule: "modules-are-loaded-by-import",
  },
  {
    law: "a tree that is not in the table imports nothing of the program",
    files: {
      "src-main/extra/x.ts": 'import { c } from "#main/cli/c2"\nexport const e = c\n',
      "src-main/cli/c2.ts": "export const c = 1\n",
    },
    from: "src-main/extra/x.ts",
    rule: "files-stand-in-a-listed-tree",
  },
  {
    law: "a tree that is not in the table imports nothing of Node",
    files: { "src-main/loose.ts": 'import { sep } from "node:path"\nexport const s = sep\n' },
    from: "src-main/loose.ts",
    rule: "files-stand-in-a-listed-tree",
  },
  {
    law: "the window knows nothing of what runs in Node",
    files: {
      "src-renderer/inward.tsx": 'import { e } from "#main/desk/e"\nexport const r = e\n',
      "src-main/desk/e.ts": "export const e = 1\n",
    },
    from: "src-renderer/inward.tsx",
    rule: "src-renderer-imports-only-src-shared",
  },
  {
    law: "the window uses no Node",
    files: { "src-renderer/node.ts": 'import { sep } from "node:path"\nexport const r = sep\n' },
    from: "src-renderer/node.ts",
    rule: "renderer-has-no-node",
  },
  {
    law: "the desk opens no sockets",
    files: {
      "node_modules/ws/package.json": '{ "name": "ws", "main": "index.js" }\n',
      "node_modules/ws/index.js": "exports.WebSocket = 1\n",
      "src-main/desk/s.ts": 'import { WebSocket } from "ws"\nexport const d = WebSocket\n',
    },
    from: "src-main/desk/s.ts",
    rule: "browsers-talk-to-one-server",
  },
  {
    law: "electron stays in its shell",
    files: {
      "node_modules/electron/package.json": '{ "name": "electron", "main": "index.js" }\n',
      "node_modules/electron/index.js": "exports.app = 1\n",
      "src-main/desk/d.ts": 'import { app } from "electron"\nexport const d = app\n',
    },
    from: "src-main/desk/d.ts",
    rule: "electron-stays-in-its-shell",
  },
  {
    law: "no import goes round in a circle",
    files: {
      "src-shared/round.ts": 'import { b } from "./about"\nexport const a = (): number => b()\n',
      "src-shared/about.ts": 'import { a } from "./round"\nexport const b = (): number => a()\n',
    },
    from: "src-shared/about.ts",
    rule: "no-cycle",
  },
  {
    law: "an import leads somewhere",
    files: { "src-shared/lost.ts": 'import { b } from "./nowhere"\nexport const a = b\n' },
    from: "src-shared/lost.ts",
    rule: "not-resolvable",
  },
] as const

const allowed = {
  "src-shared/fine.ts": "export const a = 1\n",
  "src-main/engine/portfolio/fine.ts": 'import { a } from "#shared/fine"\nexport const p = a\n',
}

describe("the layer check", () => {
  let folder = ""
  let found: Cruise = { modules: 0, violations: [] }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "nestfolio layers "))
    for (const name of ["package.json", "tsconfig.json", "configs"]) {
      await cp(join(root, name), join(folder, name), { recursive: true })
    }
    for (const files of [allowed, ...planted.map((one) => one.files)]) {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), text)
      }
    }
    found = await cruise(folder)
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  it("looks at the product's modules", async () => {
    const { modules } = await cruise(root)
    expect(modules).toBeGreaterThan(100)
  })

  it("passes an import that the table allows", () => {
    expect(found.violations.filter(({ from }) => from in allowed)).toEqual([])
  })

  it.each(planted)("catches a planted violation: $law", ({ from, rule }) => {
    expect(found.violations.filter((one) => one.from === from).map((one) => one.rule)).toContain(rule)
  })
})
