/** The name of a run and of its directory. */
export type RunId = string & { readonly shape: "A-Z a-z 0-9 _ -" }

/** Run ids are directory names, so nothing that could leave the runs folder is one. */
export function isRunId(text: string): text is RunId {
  return /^[A-Za-z0-9_-]+$/.test(text)
}

/** 2026-11-20T21:34:55.123Z and ab12cd -> "20261120-213455-ab12cd": sorts by time, legal as a folder name. */
export function runIdFrom(utcTime: string, random: string): RunId {
  const digits = utcTime.replace(/\D/g, "")
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${random}` as RunId
}
