// Takes memory until there is none.
import { answering } from "./line.mjs"

const grow = () => {
  const kept = []
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => ({ index })))
}
answering({ "engine.run": grow, "profiles.list": grow })
