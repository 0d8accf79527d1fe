import { version } from "../../package.json"

/**
 * Entry of the command line. Nothing but the version is known before the arguments are:
 * every other module waits behind a dynamic import until a command needs it.
 */
async function main(argv: readonly string[]): Promise<void> {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    process.stdout.write(`${version}\n`)
    return
  }
  // Chatter that can't be written can't be complained of anywhere either.
  process.stderr.on("error", () => {})
  const { runCommandLine } = await import("./program")
  process.exitCode = await runCommandLine(argv, version)
}

async function tellLostOutput(error: NodeJS.ErrnoException): Promise<void> {
  const { sayLostOutput } = await import("./lost-output")
  sayLostOutput(error)
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => void tellLostOutput(error))

void main(process.argv.slice(2))
