import { describe, expectTypeOf, it } from "vitest"
import { z } from "zod"
import { call, stream } from "#shared/contract/call"
import { connect } from "#shared/contract/connect"
import { deskContract } from "#shared/contract/desk/desk-contract"
import { told } from "#shared/contract/told"
import { memoryPair } from "#shared/contract/wire"
import type { Crossing } from "#shared/contract/wireable"

const empty = z.strictObject({})

/** The compiler is the test: each expected error that no longer is one fails `npm run types`. */
describe("What is not data does not compile", () => {
  it("in a call's input or output, however deep", () => {
    // @ts-expect-error a Date is not data
    call(z.object({ when: z.date() }), empty)
    // @ts-expect-error a Map is not data
    call(empty, z.map(z.string(), z.number()))
    // @ts-expect-error a bigint is not data
    call(z.object({ n: z.bigint() }), empty)
    // @ts-expect-error undefined is a value on one wire and nothing on another
    call(z.object({ n: z.number().optional() }), empty)
    // @ts-expect-error a function inside an array inside an object
    call(empty, told<{ readonly rows: readonly { readonly act: () => void }[] }>())
    // @ts-expect-error what is unknown may be anything
    call(z.object({ n: z.unknown() }), empty)
    // @ts-expect-error a Set as an item
    stream(empty, z.set(z.string()), empty)
    expectTypeOf<Crossing<Date>>().toBeNever()
  })

  it("and what is data does, interfaces and absent members included", () => {
    interface Row {
      readonly name: string
      readonly alias?: string
      readonly bytes: Uint8Array
      readonly more: Readonly<Record<string, readonly (number | null)[]>>
    }
    expectTypeOf<Crossing<Row>>().toEqualTypeOf<Row>()
    call(z.object({ n: z.number().exactOptional() }), told<Row>())
  })

  it("nor does an unknown call or a wrong input", () => {
    const [wire] = memoryPair()
    const client = connect(deskContract, wire)
    // @ts-expect-error there is no such call
    void client.ask("profiles.lst", {})
    // @ts-expect-error the input has another shape
    void client.ask("workspace.open", { folder: "x" })
    expectTypeOf<Parameters<typeof client.ask<"workspace.open">>[1]>().toEqualTypeOf<{ root: string }>()
  })
})
