import { ok } from "#shared/problem/result"
import { fileSize, modifiedAt } from "#engine/artifacts/disk-read"
import { runFiles } from "#engine/artifacts/names"
import { declaredRowsFile, declaringFiles } from "./health-declaration"
import { atThreshold, type HealthJudge, type JudgedHealth, judgeHealth } from "./health"

/** What a verdict is read from, relative to the sleeve's run. */
const readFrom = [runFiles.ledger, ...declaringFiles, declaredRowsFile]

/**
 * A judge for whoever asks about the same runs again and again, as a preview does under one threshold after
 * another: the evidence of a stream is gathered once for as long as the run's files stay as they are.
 */
export function rememberingJudge(): HealthJudge {
  const known = new Map<string, { readonly stamps: string; readonly judged: JudgedHealth }>()
  return (request) => {
    const key = JSON.stringify([request.runPath, request.engine, request.riskProfile, request.everyRecord])
    const stamps = readFrom.map((file) => stampOf(`${request.runPath}/${file}`)).join(" ")
    const remembered = known.get(key)
    if (remembered?.stamps === stamps) {
      const { health, evidence } = remembered.judged
      return ok({ health: atThreshold(health, request), evidence })
    }
    const judged = judgeHealth(request)
    if (judged.ok) known.set(key, { stamps, judged: judged.value })
    return judged
  }
}

function stampOf(path: string): string {
  const [modified, size] = [modifiedAt(path), fileSize(path)]
  return modified.ok && size.ok ? `${modified.value}/${size.value}` : "-"
}
