import type { z } from "zod"
import type { Result } from "#shared/problem/result"
import type { Crossing } from "./wireable"

/** A question with one answer. */
export interface Call<Input, Output> {
  readonly kind: "call"
  readonly input: z.ZodType<Input>
  readonly output: z.ZodType<Output>
}

/** A question that is answered by items as they come, and by one answer at its end. */
export interface Stream<Input, Item, Output> {
  readonly kind: "stream"
  readonly input: z.ZodType<Input>
  readonly item: z.ZodType<Item>
  readonly output: z.ZodType<Output>
}

// oxlint-disable-next-line typescript/no-explicit-any -- the one place where calls of all types stand together
export type Contract = Readonly<Record<string, Call<any, any> | Stream<any, any, any>>>

/** Keeps what cannot cross a border out of a contract, at compile time. */
type OnlyData<T> = z.ZodType<T> &
  ([T] extends [Crossing<T>] ? unknown : { readonly whatCanNotCross: Crossing<T> })

/** Declares a call. Its types must be `Wireable`. */
export function call<Input, Output>(input: OnlyData<Input>, output: OnlyData<Output>): Call<Input, Output> {
  return { kind: "call", input, output }
}

/** Declares a stream. Its types must be `Wireable`. */
export function stream<Input, Item, Output>(
  input: OnlyData<Input>,
  item: OnlyData<Item>,
  output: OnlyData<Output>,
): Stream<Input, Item, Output> {
  return { kind: "stream", input, item, output }
}

export type InputOf<Entry> =
  Entry extends Call<infer Input, infer _Output>
    ? Input
    : Entry extends Stream<infer Input, infer _Item, infer _Output>
      ? Input
      : never
export type OutputOf<Entry> =
  Entry extends Stream<infer _Input, infer _Item, infer Output>
    ? Output
    : Entry extends Call<infer _Input, infer Output>
      ? Output
      : never
export type ItemOf<Entry> = Entry extends Stream<infer _Input, infer Item, infer _Output> ? Item : never

/** What an answering function gets beside its input. */
export interface Answering {
  /** Aborted when the asker cancels or goes away. */
  readonly signal: AbortSignal
}

/** The functions that answer a contract's calls. An expected failure is a value; what is thrown is a bug. */
export type Answers<C extends Contract> = {
  readonly [Name in keyof C]: C[Name] extends Stream<infer Input, infer Item, infer Output>
    ? (
        input: Input,
        answering: Answering & { emit: (item: Item) => void },
      ) => Promise<Result<Output>> | Result<Output>
    : C[Name] extends Call<infer Input, infer Output>
      ? (input: Input, answering: Answering) => Promise<Result<Output>> | Result<Output>
      : never
}
