import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { LedgerLine } from "#engine/ledger/read"
import { evidenceBytes, gatherEvidence, parseEvidence } from "./health-evidence"
import { type HealthRequest, type JudgedHealth, judgeEvidence } from "./health"

/**
 * `judgeHealth` from the evidence that a run kept of one sleeve, whatever engines and risk profiles it was
 * kept for: verdict and evidence are the same to the byte. Fails with `artifact.missing` without any, and
 * with `file.format`.
 */
export function judgeKeptHealth(kept: readonly Uint8Array[], request: HealthRequest): Result<JudgedHealth> {
  const lines = new Map<number, LedgerLine>()
  let first: ReturnType<typeof parseEvidence> | undefined
  for (const bytes of kept) {
    const evidence = parseEvidence(bytes)
    if (!evidence.ok) return evidence
    first ??= evidence
    for (const line of evidence.value.lines) lines.set(line.line, line)
  }
  if (first?.ok !== true) return failed(noEvidence(request))
  const { declaration, unreadableLines, ledger } = first.value
  const records = [...lines.values()].sort((a, b) => a.line - b.line)
  const content = { records, unreadable: unreadableLines, ledger }
  const bytes = evidenceBytes(gatherEvidence(content, request, declaration))
  const health = judgeEvidence(bytes, request)
  return health.ok ? ok({ health: health.value, evidence: bytes }) : health
}

function noEvidence({ sleeveId, runPath }: HealthRequest) {
  return problem("artifact.missing", {
    what: "The run kept no evidence of a sleeve's health.",
    where: `${sleeveId}: ${runPath}`,
    seen: "no ledger lines of it among the inputs",
    remedy: "Run the meta profile again; the new run keeps them.",
  })
}
