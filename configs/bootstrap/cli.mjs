/** `npm run -s cli -- ...`: the command line on the current sources, in the folder it was called from. */
import { runNode } from "./child.mjs"
import { calledFrom, cliFile } from "./paths.mjs"
import { bundlesForCommand, prepare } from "./prepare.mjs"
import { whole } from "./whole.mjs"

await whole(async () => {
  const args = process.argv.slice(2)
  await prepare(bundlesForCommand(args))
  const { code } = await runNode(cliFile, args, { cwd: calledFrom })
  return code
})
