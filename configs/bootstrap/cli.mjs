/** `npm run -s cli -- ...`: the command line on the current sources, in the folder it was called from. */
import { runNode } from "./child.mjs"
import { calledFrom, cliFile } from "./paths.mjs"
import { prepare } from "./prepare.mjs"
import { whole } from "./whole.mjs"

await whole(async () => {
  await prepare()
  const { code } = await runNode(cliFile, process.argv.slice(2), { cwd: calledFrom })
  return code
})
