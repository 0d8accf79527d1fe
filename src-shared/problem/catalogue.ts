import { ExitCode } from "./exit-code"

/** Every problem the product can report, with the exit code of the command line when it ends one. */
export const catalogue = {
  "usage.argument": ExitCode.usage,
  "usage.unknownStage": ExitCode.usage,
  "usage.unknownParameter": ExitCode.usage,
  "usage.address": ExitCode.usage,

  "workspace.missing": ExitCode.input,
  "workspace.notWritable": ExitCode.input,
  "workspace.diskFull": ExitCode.input,
  "workspace.notEmpty": ExitCode.input,

  "manifest.missing": ExitCode.input,
  "manifest.syntax": ExitCode.input,
  "manifest.shape": ExitCode.input,
  "manifest.aliasCycle": ExitCode.input,
  "manifest.duplicateSleeve": ExitCode.input,
  "manifest.unknownKey": ExitCode.input,
  "manifest.changed": ExitCode.input,

  "environment.missing": ExitCode.input,

  "settings.value": ExitCode.input,
  "settings.combination": ExitCode.input,
  "settings.parity": ExitCode.input,

  "profile.unknown": ExitCode.input,
  "profile.exists": ExitCode.input,
  "profile.notMeta": ExitCode.input,
  "profile.cycle": ExitCode.input,
  "profile.tooDeep": ExitCode.input,

  "run.missing": ExitCode.input,
  "run.incomplete": ExitCode.input,
  "run.none": ExitCode.input,
  "run.otherProfile": ExitCode.input,
  "run.exists": ExitCode.input,
  "run.badId": ExitCode.usage,
  "run.locked": ExitCode.input,
  "run.pinned": ExitCode.input,
  "run.notResumable": ExitCode.input,

  "file.missing": ExitCode.input,
  "file.unreadable": ExitCode.input,
  "file.pickle": ExitCode.input,
  "file.format": ExitCode.input,
  "file.pathOutside": ExitCode.input,
  "file.ambiguous": ExitCode.input,

  "stream.missing": ExitCode.input,
  "stream.empty": ExitCode.input,
  "stream.notFinite": ExitCode.input,
  "stream.duplicateDay": ExitCode.input,
  "stream.dates": ExitCode.input,
  "stream.toxic": ExitCode.input,

  "join.noCommonDays": ExitCode.input,
  "join.tooFewRows": ExitCode.input,

  "bounds.infeasible": ExitCode.infeasible,
  "bounds.infeasibleAfterVetoes": ExitCode.guardrail,
  "bounds.unknownItem": ExitCode.input,

  "sleeves.tooFew": ExitCode.guardrail,
  "sleeve.execution": ExitCode.input,
  "sleeve.noExecutor": ExitCode.input,

  "guardrail.health": ExitCode.guardrail,
  "guardrail.signTest": ExitCode.guardrail,
  "guardrail.strict": ExitCode.guardrail,

  "optimize.infeasible": ExitCode.infeasible,
  "optimize.gaveUp": ExitCode.infeasible,
  "optimize.unsupported": ExitCode.input,
  "optimize.data": ExitCode.input,

  "backtest.tooFewRows": ExitCode.input,

  "holdings.missing": ExitCode.input,
  "holdings.shape": ExitCode.input,
  "flatten.conservation": ExitCode.internal,
  "flatten.signMismatch": ExitCode.guardrail,
  "flatten.concentration": ExitCode.guardrail,

  "figure.unknown": ExitCode.input,
  "artifact.missing": ExitCode.input,
  "artifact.changed": ExitCode.verification,
  "artifact.unlisted": ExitCode.verification,
  "ledger.missing": ExitCode.input,
  "ledger.broken": ExitCode.verification,
  "ledger.unclosed": ExitCode.verification,
  "ledger.truncated": ExitCode.verification,
  "replay.inputs": ExitCode.verification,
  "replay.differs": ExitCode.verification,

  "wire.closed": ExitCode.internal,
  "wire.refused": ExitCode.usage,
  "wire.unknownCall": ExitCode.usage,
  "wire.badInput": ExitCode.usage,

  "shell.notListening": ExitCode.input,
  "shell.noWindowFiles": ExitCode.internal,
  "shell.unable": ExitCode.input,

  "engine.crashed": ExitCode.internal,
  "engine.outOfMemory": ExitCode.internal,
  "engine.hung": ExitCode.internal,
  "engine.notStarted": ExitCode.internal,
  "engine.superseded": ExitCode.interrupted,

  "isolation.network": ExitCode.internal,
  cancelled: ExitCode.interrupted,
  internal: ExitCode.internal,
} as const satisfies Record<string, ExitCode>

export type ProblemCode = keyof typeof catalogue

/** Every code, for schemas. */
export const problemCodes = Object.keys(catalogue) as [ProblemCode, ...ProblemCode[]]
