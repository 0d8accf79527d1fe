// Prints 30 MB while it works, the last line being one of its own.
import { answering, outcome } from "./line.mjs"

answering({
  "engine.run"({ input, answer }) {
    const chunk = `${"chatter ".repeat(1000)}\n`.repeat(130)
    for (let count = 0; count < 30; count++) process.stdout.write(chunk)
    process.stdout.write("the very last line\n", () => answer(outcome(input.runId)))
  },
})
