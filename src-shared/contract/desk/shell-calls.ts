import { z } from "zod"
import { call, stream } from "../call"
import { bytesSchema, doneSchema } from "../told"

/** What the shell can do; screens ask for abilities, never for the shell's name. */
export const shellInfoSchema = z.object({
  kind: z.enum(["electron", "browser"]),
  platform: z.string(),
  version: z.string(),
  /** Folders are picked in a dialog; otherwise they are typed, below one of `roots`. */
  picksFolders: z.boolean(),
  /** Files are saved through a dialog; otherwise the window offers a download. */
  savesFiles: z.boolean(),
  printsPdf: z.boolean(),
  /** Folders can be shown in the system's file manager. */
  revealsFolders: z.boolean(),
  /** Where typed paths may lead; empty where dialogs pick them. */
  roots: z.array(z.string()),
  /** The workspace that the program was started on: a new window opens it. */
  workspace: z.string().nullable(),
})
export type ShellInfo = z.output<typeof shellInfoSchema>

/** Windows, dialogs and files outside a workspace. */
export const shellCalls = {
  "shell.info": call(z.strictObject({}), shellInfoSchema),
  /** null when the person closed the dialog. */
  "shell.pickFolder": call(
    z.strictObject({ title: z.string().max(200) }),
    z.object({ path: z.string().nullable() }),
  ),
  "shell.saveFile": call(
    z.strictObject({ name: z.string().min(1).max(200), bytes: bytesSchema }),
    z.object({ saved: z.string().nullable() }),
  ),
  "shell.printPdf": call(
    z.strictObject({ name: z.string().min(1).max(200) }),
    z.object({ saved: z.string().nullable() }),
  ),
  /** Shows a run's or a workspace's folder; `path` is relative to the workspace, "" for itself. */
  "shell.reveal": call(z.strictObject({ root: z.string(), path: z.string().max(1000) }), doneSchema),
  /** Opens one of the program's own web pages in the system's browser. */
  "shell.openLink": call(z.strictObject({ url: z.url() }), doneSchema),
  /** Addresses that were opened from outside (`quant://`, `nestfolio://`); the window only navigates to them. */
  "shell.links": stream(z.strictObject({}), z.object({ address: z.string() }), doneSchema),
  /** Actions picked in the system's menu, by their id in the action table. */
  "shell.menu": stream(z.strictObject({}), z.object({ action: z.string() }), doneSchema),
}
