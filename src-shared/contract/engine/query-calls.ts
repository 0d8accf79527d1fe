import { z } from "zod"
import type { Plan } from "#shared/model/plan"
import type { MetaReport } from "#shared/model/report"
import { call } from "../call"
import { told } from "../told"
import type { ProfileRow, RunRow } from "./rows"

const rootSchema = z.string().min(1).max(4096)
const ofWorkspace = { root: rootSchema }
const ofRun = {
  root: rootSchema,
  runId: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(200),
}

/** Questions that the query engine answers by reading a workspace; it never writes. */
export const queryCalls = {
  "profiles.list": call(z.strictObject(ofWorkspace), told<{ readonly profiles: readonly ProfileRow[] }>()),
  "runs.list": call(z.strictObject(ofWorkspace), told<{ readonly runs: readonly RunRow[] }>()),
  "plan.preview": call(
    z.strictObject({
      ...ofWorkspace,
      profile: z.string().min(1).max(200),
      riskProfiles: z.array(z.string().min(1).max(100)).max(50).nullable(),
      parameters: z.record(z.string().max(300), z.string().max(10_000)),
    }),
    told<Plan>(),
  ),
  "report.markdown": call(z.strictObject(ofRun), z.object({ markdown: z.string() })),
  "report.model": call(z.strictObject(ofRun), told<MetaReport>()),
}
