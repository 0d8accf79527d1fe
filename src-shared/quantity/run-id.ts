/** The name of a run and of its directory. */
export type RunId = string & { readonly shape: "A-Z a-z 0-9 _ -" }

/** Run ids are directory names, so nothing that could leave the runs folder is one. */
export function isRunId(text: string): text is RunId {
  return /^[A-Za-z0-9_-]+$/.test(text)
}
