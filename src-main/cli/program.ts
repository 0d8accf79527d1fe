import { Command, CommanderError, Option } from "commander"
import { ExitCode } from "#shared/problem/exit-code"
import type { CommandFile, CommandInput } from "./command-file"
import { commands } from "./commands/table"
import { executeCommand, refuse, sinks } from "./execute"
import type { OutputForm } from "./output"
import { usageProblem } from "./usage"

/** Parses the arguments, runs the command they name and gives the exit code. */
export async function runCommandLine(argv: readonly string[], version: string): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.ok
  let help = ""
  const root = buildProgram(
    version,
    async (command, input) => {
      exitCode = await executeCommand(command, input, version)
    },
    (text) => {
      help += text
    },
  )
  try {
    await root.parseAsync([...argv], { from: "user" })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return ExitCode.ok
    const form = askedForm(argv)
    if (error.code !== "commander.help" || form === "json") return refuse([usageProblem(error, argv)], form)
    sinks.stderr(help)
    return ExitCode.usage
  }
}

/** The commands as commander sees them; `act` is called with the one that was named. */
function buildProgram(
  version: string,
  act: (command: CommandFile, input: CommandInput) => Promise<void>,
  writeErr: (text: string) => void,
): Command {
  const root = new Command("nestfolio")
    .description(
      "Nested meta-portfolios: joined without padding, solved, flattened, written up and verifiable.",
    )
    .version(version)
    .addHelpText("after", exampleText("init my-workspace --sample"))
    .exitOverride()
    .configureOutput({ writeErr })
    .showSuggestionAfterError(true)
  for (const file of commands) addCommand(root, file, act)
  return root
}

function addCommand(
  root: Command,
  file: CommandFile,
  act: (command: CommandFile, input: CommandInput) => Promise<void>,
): void {
  const words = file.call.split(" ")
  const grouped = words.length > 1 && /^[a-z]/.test(words[1]!)
  const group = grouped ? groupOf(root, words[0]!, file.example) : root
  const command = group
    .command(words.slice(group === root ? 0 : 1).join(" "))
    .description(file.summary)
    .addHelpText("after", exampleText(file.example))
    .allowExcessArguments(false)
  for (const { flags, description, repeatable } of [...file.options, ...commonOptions]) {
    const option = new Option(flags, description)
    if (repeatable)
      option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
    if (option.attributeName() === "output") option.choices(["text", "json"])
    command.addOption(option)
  }
  command.action(async (...given: unknown[]) => {
    const [options] = given.slice(-2) as [CommandInput["options"]]
    await act(file, { args: command.args, options })
  })
}

/** The example of a group is that of its first command. */
function groupOf(root: Command, name: string, example: string): Command {
  const known = root.commands.find((command) => command.name() === name)
  if (known !== undefined) return known
  return root
    .command(name)
    .description(groups[name] ?? name)
    .addHelpText("after", exampleText(example))
}

function exampleText(call: string): string {
  return `\nExample:\n  nestfolio ${call}`
}

/** What the first word of a two-word command is about. */
const groups: Readonly<Record<string, string>> = {
  audit: "look into runs without changing them",
  check: "check what a workspace says of itself",
  sleeve: "bring sleeves of your own",
  stage: "list, describe and run single stages",
}

const commonOptions: CommandFile["options"] = [
  {
    flags: "--workspace <dir>",
    description: "the workspace (default: this folder or its nearest parent that is one)",
  },
  { flags: "--manifest <file>", description: "another manifest than configs/manifest.json" },
  { flags: "--output <form>", description: "text or json; data goes to stdout" },
  { flags: "--quiet", description: "no progress on stderr" },
  { flags: "--verbose", description: "show the stack of an internal error" },
  { flags: "--no-input", description: "never ask; a missing answer is a problem" },
]

/** The form asked for, when the arguments could not be parsed. */
function askedForm(argv: readonly string[]): OutputForm {
  const at = argv.indexOf("--output")
  return argv[at + 1] === "json" && at >= 0 ? "json" : argv.includes("--output=json") ? "json" : "text"
}
