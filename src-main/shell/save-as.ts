import { basename, extname } from "node:path"
import { writeAtomically } from "#engine/artifacts/disk-write"
import { ok, type Result } from "#shared/problem/result"

/** How a shell asks a person where to put a file: null when the dialog was closed. */
export type AskPlace = (suggestion: {
  readonly defaultPath: string
  readonly filters: { name: string; extensions: string[] }[]
}) => Promise<string | null>

/** Writes a file where a person says, whole or not at all. Gives its path; null when they changed their mind. */
export async function saveAs(
  ask: AskPlace,
  name: string,
  bytes: () => Promise<Uint8Array>,
): Promise<Result<string | null>> {
  const extension = extname(name).slice(1)
  const filters = extension === "" ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }]
  const path = await ask({ defaultPath: basename(name), filters })
  if (path === null) return ok(null)
  const written = writeAtomically(path, await bytes())
  return written.ok ? ok(path) : written
}

/** A report on paper: its own page rules, with tags and an outline for readers. */
export const pdfOptions = {
  pageSize: "A4",
  printBackground: true,
  preferCSSPageSize: true,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
} as const
