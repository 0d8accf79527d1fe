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
  const { runCommandLine } = await import("./program")
  process.exitCode = await runCommandLine(argv, version)
}

/** A reader that closes early (`| head`) is no failure. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error
})

void main(process.argv.slice(2))
