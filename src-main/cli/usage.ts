import type { CommanderError } from "commander"
import { type Problem, problem } from "#shared/problem/problem"

/** What commander refused, as a problem: "error: unknown option '--x'\n(Did you mean --y?)". */
export function usageProblem(error: CommanderError, argv: readonly string[]): Problem {
  if (error.code === "commander.help") return missingCommand(argv)
  const [message = "", hint = ""] = error.message.replace(/^error: /, "").split("\n")
  const suggestion = hint.replace(/^\(|\)$/g, "")
  const command = error.code === "commander.unknownCommand" ? undefined : argv[0]
  const help = `see nestfolio ${command?.startsWith("-") === false ? `${command} ` : ""}--help`
  return problem("usage.argument", {
    what: `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith(".") ? "" : "."}`,
    where: "the command line",
    seen: `nestfolio ${argv.join(" ")}`,
    remedy: suggestion === "" ? help : `${suggestion} Otherwise ${help}`,
  })
}

function missingCommand(argv: readonly string[]): Problem {
  return problem("usage.argument", {
    what: "A command is missing.",
    where: "the command line",
    seen: `nestfolio ${argv.join(" ")}`.trimEnd(),
    remedy: "see nestfolio --help",
  })
}
