import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { OpenTarget } from "./target"
import { countsOf, targets } from "./targets/register"
import { tryInput } from "./try-input"

const SEED = 20_261_120
const counts = countsOf(targets, 400)

describe("mutated inputs end in problems or right results:", () => {
  for (const [i, target] of targets.entries()) {
    describe(`of ${target.name}`, () => {
      let open: OpenTarget

      beforeAll(async () => {
        open = await target.open()
      }, 60_000)

      afterAll(() => open.close())

      it(`${counts[i]} of them`, async () => {
        for (let index = 0; index < counts[i]!; index++) {
          const flaw = await tryInput(open, target.name, SEED, index)
          const again = `npm run fuzz -- --seed ${SEED} --only ${target.name} --from ${index} --count 1`
          expect(flaw, again).toBeUndefined()
        }
      })
    })
  }
})
