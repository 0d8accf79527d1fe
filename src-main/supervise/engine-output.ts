import { StringDecoder } from "node:string_decoder"
import { engineLog } from "./engine-log"
import { lastLines } from "./last-lines"

/** What an engine process prints: to its log, and its end kept for the case of a crash. */
export interface EngineOutput {
  /** Takes what comes from one stream; bytes that are half a character wait for the rest. */
  listenTo(stream: NodeJS.ReadableStream | null): void
  /** Closes the log; gives what an exit tells of the output. */
  end(): { readonly isOutOfMemory: boolean; readonly lastLines: readonly string[] }
}

/** Collects the output of one engine process, for any host. */
export function engineOutput(logFile: string | null): EngineOutput {
  const last = lastLines()
  const log = engineLog(logFile)
  return {
    listenTo(stream) {
      const decoder = new StringDecoder("utf8")
      stream?.on("data", (chunk: Buffer) => {
        last.take(decoder.write(chunk))
        log.append(chunk)
      })
      // A pipe that breaks ends with the process, whose exit is told.
      stream?.on("error", () => {})
    },
    end() {
      log.close()
      return { isOutOfMemory: last.isOutOfMemory(), lastLines: last.lines() }
    },
  }
}
