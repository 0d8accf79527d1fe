/**
 * `npm start`: prepares, makes the sample workspace on first use, and runs a meta profile of it.
 * `npm start -- run META ...`: any command, on the sample workspace unless another is named.
 */
import { join } from "node:path"
import { runNode } from "./child.mjs"
import { calledFrom, cliFile } from "./paths.mjs"
import { prepare } from "./prepare.mjs"
import { sampleWhenNeeded, sampleWorkspace } from "./sample.mjs"
import { say, seconds } from "./say.mjs"
import { whole } from "./whole.mjs"

await whole(async () => {
  const started = performance.now()
  const args = process.argv.slice(2)
  await prepare()
  if (!args.some((argument) => argument.startsWith("--workspace"))) await sampleWhenNeeded()
  say(`nestfolio: ready after ${seconds(performance.now() - started)}`)
  return args.length > 0 ? command(args) : showSample()
})

async function command(args) {
  const env = { NESTFOLIO_WORKSPACE: process.env.NESTFOLIO_WORKSPACE ?? sampleWorkspace }
  const { code } = await runNode(cliFile, args, { cwd: calledFrom, env })
  return code
}

async function showSample() {
  const workspace = ["--workspace", sampleWorkspace]
  const listed = await runNode(cliFile, ["profiles", "--output", "json", "--quiet", ...workspace], {
    capture: true,
  })
  if (listed.code !== 0) throw new Error(`the sample workspace cannot be read:\n${listed.output}`)
  const metas = JSON.parse(listed.output).filter(
    (profile) => profile.kind === "meta" && profile.alias_of === undefined,
  )
  const deepest = metas.reduce((best, profile) => (profile.depth > best.depth ? profile : best))
  say(`nestfolio: running ${deepest.name} of the sample workspace (synthetic data) in ${sampleWorkspace}`)
  const { code } = await runNode(cliFile, ["run", deepest.name, ...workspace])
  if (code !== 0) return code
  say(
    `nestfolio: the report is ${join(sampleWorkspace, "data/artifacts/summaries/latest/meta_portfolio_report.md")}`,
  )
  say(
    "nestfolio: next: npm start -- profiles | npm start -- run META | npm start -- report RUN | npm start -- --help",
  )
  return 0
}
