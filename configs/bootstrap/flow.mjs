/** `npm run flow-meta-production -- PROFILE=m [--flags]`: the platform's make target, equal to `run m`. */
import { runNode } from "./child.mjs"
import { calledFrom, cliFile } from "./paths.mjs"
import { prepare } from "./prepare.mjs"
import { say } from "./say.mjs"
import { whole } from "./whole.mjs"

const flags = {
  RUN_ID: "--run-id",
  WORKSPACE: "--workspace",
  MANIFEST: "--manifest",
  PROFILES: "--risk-profiles",
}

await whole(async () => {
  const args = []
  let profile
  for (const argument of process.argv.slice(2)) {
    const [, name, value] = /^([A-Z_]+)=(.*)$/s.exec(argument) ?? []
    if (name === "PROFILE") profile = value
    else if (name !== undefined && flags[name] !== undefined) args.push(flags[name], value)
    else args.push(argument)
  }
  if (profile === undefined) {
    say(`nestfolio: say which meta profile, for example: npm run flow-meta-production -- PROFILE=global_core`)
    return 2
  }
  await prepare(["cli"])
  const { code } = await runNode(cliFile, ["run", profile, ...args], { cwd: calledFrom })
  return code
})
