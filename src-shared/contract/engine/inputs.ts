import { z } from "zod"

/** Parts of the inputs of questions about a workspace. */
export const rootSchema = z.string().min(1).max(4096)
export const runIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(200)
export const profileSchema = z.string().min(1).max(200)
export const riskSchema = z.string().min(1).max(100)
/** Settings of meta_allocation, as `--param name=value` gives them. */
export const parametersSchema = z.record(z.string().max(300), z.string().max(10_000))

export const ofWorkspace = { root: rootSchema }
export const ofRun = { root: rootSchema, runId: runIdSchema }
export const ofRisk = { ...ofRun, riskProfile: riskSchema }
