import type { Answers } from "#shared/contract/call"
import type { sampleCalls } from "#shared/contract/engine/sample-calls"
import { ok } from "#shared/problem/result"

/** Makes the sample workspace as `nestfolio init DIR --sample` does. */
export function sampleAnswers(): Answers<typeof sampleCalls> {
  return {
    async "engine.sample"({ root, seed }) {
      const { writeSample } = await import("#engine/workspace/sample/write")
      const written = await writeSample(root, { seed })
      return written.ok ? ok({ files: written.value.files, bytes: written.value.bytes }) : written
    },
  }
}
