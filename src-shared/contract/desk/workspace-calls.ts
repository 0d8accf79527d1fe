import { z } from "zod"
import { call, stream } from "../call"
import { problemSchema } from "../message"
import { doneSchema } from "../told"

const rootSchema = z.string().min(1).max(4096)

/** A workspace that is open: `root` names it in every further call. */
export const openedWorkspaceSchema = z.object({
  /** Absolute. */
  root: z.string(),
  /** The folder's name. */
  name: z.string(),
  /** Absolute path of its manifest. */
  manifest: z.string(),
  /** Why its manifest can't be read, and what in it is odd; empty when all is well. */
  problems: z.array(problemSchema),
})
export type OpenedWorkspace = z.output<typeof openedWorkspaceSchema>

export const recentWorkspaceSchema = z.object({
  root: z.string(),
  name: z.string(),
  /** UTC, ISO 8601. */
  opened: z.string(),
  isMissing: z.boolean(),
})
export type RecentWorkspace = z.output<typeof recentWorkspaceSchema>

export const workspaceChangeSchema = z.object({
  /** What of the workspace's files changed. */
  changed: z.array(z.enum(["manifest", "runs"])),
})

export const workspaceCalls = {
  "workspace.recent": call(z.strictObject({}), z.object({ workspaces: z.array(recentWorkspaceSchema) })),
  "workspace.open": call(z.strictObject({ root: rootSchema }), openedWorkspaceSchema),
  /** Writes the sample workspace where `root` says, or beside the program's settings, and opens it. */
  "workspace.openSample": call(z.strictObject({ root: rootSchema.nullable() }), openedWorkspaceSchema),
  "workspace.forget": call(z.strictObject({ root: rootSchema }), doneSchema),
  /** Tells of changes to the workspace's files until it is cancelled. */
  "workspace.watch": stream(z.strictObject({ root: rootSchema }), workspaceChangeSchema, doneSchema),
}
