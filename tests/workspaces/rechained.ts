import { sha256Of } from "#engine/artifacts/hash"
import { pythonForm } from "#engine/ledger/python-form"
import { ZERO_SHA256 } from "#shared/quantity/sha256"

/** Lines of a platform's ledger with `prev_hash` and `hash` as their writer would have set them. */
export function rechained(lines: readonly string[]): string[] {
  let previous: string = ZERO_SHA256
  return lines.map((line) => {
    const bare = line.replace(/, "prev_hash": ?"[0-9a-f]*", "hash": ?"[0-9a-f]*"}$/, "}")
    const linked = `${bare.slice(0, -1)}, "prev_hash": "${previous}"}`
    previous = sha256Of(pythonForm(linked))
    return `${linked.slice(0, -1)}, "hash": "${previous}"}`
  })
}
