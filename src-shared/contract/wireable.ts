/** The only values that cross a process border: what structured clone, JSON framing and a MessagePort all agree on. */
export type Wireable =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly Wireable[]
  | { readonly [key: string]: Wireable }

/**
 * `T` itself when every value in it is `Wireable`, otherwise a type with `never` at the place that is not, so that
 * a Date, a Map, a bigint, a function or an `undefined` in a call's types is a compile error. Interfaces are taken
 * apart member by member, since they have no index signature; an optional member may be absent, never undefined.
 */
export type Crossing<T> = T extends null | boolean | number | string | Uint8Array
  ? T
  : T extends readonly (infer Item)[]
    ? number extends T["length"]
      ? readonly Crossing<Item>[]
      : { readonly [Key in keyof T]: Crossing<T[Key]> }
    : T extends NotData
      ? never
      : T extends object
        ? { [Key in keyof T]: undefined extends Required<T>[Key] ? never : Crossing<Required<T>[Key]> }
        : never

// oxlint-disable-next-line typescript/no-explicit-any -- a function of any shape is what is refused here
type NotData = Date | RegExp | Error | Promise<unknown> | Iterable<unknown> | ((...given: any[]) => unknown)
