import { describe, expect, it } from "vitest"
import { actions, titleCase } from "#shared/contract/desk/actions"

describe("the action table", () => {
  it("gives no two actions one id or one key", () => {
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length)
    const keys = actions.flatMap(({ key }) => (key === null ? [] : [key]))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it("underlines a letter of each title, once in each menu", () => {
    for (const { id, title, mnemonic } of actions) expect(title, id).toContain(mnemonic)
    const letters = actions.map(({ menu, mnemonic }) => `${menu} ${mnemonic.toLowerCase()}`)
    expect(letters.filter((letter, index) => letters.indexOf(letter) !== index)).toEqual([])
  })

  it("writes titles as macOS does", () => {
    expect(titleCase("Export selection as CSV…")).toBe("Export Selection as CSV…")
    expect(titleCase("Open the sample workspace")).toBe("Open the Sample Workspace")
  })
})
