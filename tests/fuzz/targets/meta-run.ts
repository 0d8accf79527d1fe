import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { FlattenCheck, FlattenedPortfolio } from "#shared/model/holding"
import type { MetaOptimized } from "#shared/model/weights"
import { fileExists, isDirectory } from "#engine/artifacts/disk-read"
import { artifactPath } from "#engine/artifacts/names"
import { verifyRun } from "#engine/ledger/verify"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"
import { mutateBytes } from "../mutate/bytes"
import { mutateLines } from "../mutate/lines"
import { knownTable } from "../mutate/table"
import type { Random } from "../random"
import { smallWorkspace } from "../small-workspace"
import { flawOf, type Target } from "../target"
import { runOnce } from "./finished-run"
import { mutatedFile } from "./holdings"

/** A whole run over a workspace of which one file is another: it ends, and what it solves is right. */
export const metaRunTarget: Target = {
  name: "meta-run",
  share: 4,
  open: async () => {
    const builder = smallWorkspace()
    const written = await builder.write()
    const files = builder.files().map(({ path }) => path)
    return {
      try: (random) => tryOne(written.root, fileOf(files, random), random),
      close: () => rmSync(written.root, { recursive: true, force: true }),
    }
  },
}

/** Those that a run reads first come up more often. */
function fileOf(files: readonly string[], random: Random): string {
  const kind = random.real()
  if (kind < 0.3) return "configs/manifest.json"
  if (kind < 0.55) return random.pick(files.filter((path) => path.includes("/data/returns/")))
  if (kind < 0.8) return random.pick(files.filter((path) => path.endsWith("portfolio_flattened.json")))
  return random.pick(files)
}

async function tryOne(root: string, file: string, random: Random): Promise<string | undefined> {
  const path = join(root, file)
  const original = new Uint8Array(readFileSync(path))
  writeFileSync(path, changedFile(file, original, random))
  try {
    const outcome = await runOnce(root, random.pick(["pair", "top"]), "fuzz_run")
    const flaw = flawOfOutcome(root, outcome)
    return flaw === undefined ? undefined : `${file}: ${flaw}`
  } finally {
    writeFileSync(path, original)
    for (const made of ["data/artifacts/summaries/runs/fuzz_run", "data/cache"]) {
      rmSync(join(root, made), { recursive: true, force: true })
    }
  }
}

function changedFile(file: string, bytes: Uint8Array, random: Random): Uint8Array {
  if (file.endsWith(".json")) return mutatedFile(bytes, random)
  if (file.endsWith(".jsonl")) {
    return new TextEncoder().encode(mutateLines(new TextDecoder().decode(bytes), random).text)
  }
  if (random.chance(0.5)) {
    const table = knownTable(random)
    if (file.endsWith(table.extension)) return table.bytes
  }
  return mutateBytes(bytes, random)
}

function flawOfOutcome(root: string, outcome: MetaOutcome): string | undefined {
  const { exitCode, problems, runDir, state } = outcome
  if (![0, 3, 4, 5].includes(exitCode))
    return `exit code ${exitCode}: ${JSON.stringify(problems).slice(0, 4000)}`
  const told = flawOf([...problems, ...outcome.riskProfiles.flatMap((risk) => risk.problems)])
  if (told !== undefined) return told
  if ((exitCode === 0) !== state.startsWith("succeeded")) return `${state} with exit code ${exitCode}`
  if (runDir === null) return exitCode === 0 ? "a success without a run" : undefined
  const runPath = join(root, runDir)
  if (!isDirectory(runPath)) return `no directory ${runDir}`
  const verified = verifyRun(runPath)
  if (!verified.ok || verified.value.findings.length > 0)
    return `its own run is refused: ${JSON.stringify(verified)}`
  for (const risk of outcome.riskProfiles) {
    if (!risk.state.startsWith("succeeded")) continue
    const flaw = flawOfPortfolio(runPath, risk.risk_profile)
    if (flaw !== undefined) return `${risk.risk_profile}: ${flaw}`
  }
  return undefined
}

function flawOfPortfolio(runPath: string, risk: string): string | undefined {
  const meta = ["pair", "top"].find((name) =>
    fileExists(join(runPath, artifactPath("meta_optimized", name, risk))),
  )
  // `top` writes its nested profile's files too.
  const root = fileExists(join(runPath, artifactPath("portfolio_optimized_meta", "top", risk))) ? "top" : meta
  if (root === undefined) return "no weights"
  const read = <T>(path: string) => JSON.parse(readFileSync(join(runPath, path), "utf8")) as T
  const { weights } = read<MetaOptimized>(artifactPath("meta_optimized", root, risk))
  let sum = 0
  for (const { Symbol, Weight, Min_Weight, Max_Weight } of weights) {
    if (!Number.isFinite(Weight)) return `the weight of ${Symbol} is ${Weight}`
    if (Weight < Min_Weight - 1e-9 || Weight > Max_Weight + 1e-9) {
      return `the weight of ${Symbol} is ${Weight}, its bounds are ${Min_Weight} to ${Max_Weight}`
    }
    sum += Weight
  }
  if (Math.abs(sum - 1) > 1e-9) return `weights sum to ${sum}`
  const check = read<FlattenCheck>(artifactPath("meta_flatten_check", root, risk))
  if (!check.conserved) return `not conserved: ${JSON.stringify(check.findings)}`
  const holdings = read<FlattenedPortfolio>(artifactPath("portfolio_optimized_meta", root, risk)).weights
  const wrong = holdings.find((row) => !Number.isFinite(row.Net_Weight) || !Number.isFinite(row.Gross_Weight))
  return wrong === undefined
    ? undefined
    : `${wrong.Symbol} has net ${wrong.Net_Weight}, gross ${wrong.Gross_Weight}`
}
