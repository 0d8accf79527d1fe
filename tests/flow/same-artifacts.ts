import { readdirSync, readFileSync, statSync } from "node:fs"
import { join, relative } from "node:path"

/** What design 1.4 lets differ between two runs of the same inputs. */
const mayDiffer = /^(run\.json|artifacts\.json|audit\.(jsonl|torn-\d+)|config\/|logs\/)/

/** The artifacts of a run by path: as text, the report without its header. */
export function artifactsOf(runPath: string): Record<string, string> {
  const paths = readdirSync(runPath, { recursive: true, encoding: "utf8" })
    .map((name) => join(runPath, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(runPath, path))
    .filter((path) => !mayDiffer.test(path))
  return Object.fromEntries(
    paths
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((path) => [path, comparable(path, readFileSync(join(runPath, path)))]),
  )
}

function comparable(path: string, bytes: Buffer): string {
  if (path.startsWith("data/meta_report_")) {
    return JSON.stringify({ ...(JSON.parse(bytes.toString("utf8")) as object), header: null })
  }
  const text = bytes.toString("latin1")
  return path.endsWith(".md") ? text.replace(/<!-- header[\s\S]*?<!-- \/header -->/, "") : text
}
