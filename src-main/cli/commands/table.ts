import type { CommandFile } from "../command-file"
import { auditHealth } from "./audit-health"
import { auditSigns } from "./audit-signs"
import { checkManifestCommand } from "./check-manifest"
import { compare } from "./compare"
import { config } from "./config"
import { explain } from "./explain"
import { doctor } from "./doctor"
import { init } from "./init"
import { plan } from "./plan"
import { profiles } from "./profiles"
import { replay } from "./replay"
import { report } from "./report"
import { resume } from "./resume"
import { run } from "./run"
import { runs } from "./runs"
import { serve } from "./serve"
import { show } from "./show"
import { sleeveImport } from "./sleeve-import"
import { stageList } from "./stage-list"
import { stageRun } from "./stage-run"
import { stageSchema } from "./stage-schema"
import { validate } from "./validate"
import { verify } from "./verify"

/** Every command, in the order of `--help`. */
export const commands: readonly CommandFile[] = [
  init,
  profiles,
  config,
  plan,
  run,
  resume,
  runs,
  show,
  report,
  serve,
  verify,
  validate,
  explain,
  checkManifestCommand,
  doctor,
  auditHealth,
  auditSigns,
  replay,
  sleeveImport,
  compare,
  stageList,
  stageSchema,
  stageRun,
]
