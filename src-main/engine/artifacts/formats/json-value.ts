import { ensure } from "#shared/problem/ensure"

/**
 * Throws unless JSON can hold a value: no `undefined`, no NaN or infinity, no function, no class instance
 * (Date, Map, typed array), no lone surrogate. A caller that passes one has a bug. -0 is written as 0.
 */
export function ensureJson(value: unknown, at = "$"): void {
  switch (typeof value) {
    case "boolean":
      return
    case "string":
      ensure(!/\p{Surrogate}/u.test(value), `${at} is well-formed text`)
      return
    case "number":
      ensure(Number.isFinite(value), `${at} is a finite number, not ${value}`)
      return
    case "object": {
      if (value === null) return
      if (Array.isArray(value)) {
        for (let i = 0; i < value.length; i++) ensureJson(value[i], `${at}[${i}]`)
        return
      }
      const prototype: unknown = Object.getPrototypeOf(value)
      ensure(prototype === Object.prototype || prototype === null, `${at} is a plain object`)
      for (const [key, member] of Object.entries(value)) ensureJson(member, `${at}.${key}`)
      return
    }
    case "undefined":
    case "bigint":
    case "symbol":
    case "function":
      ensure(false, `${at} is a JSON value, not ${typeof value}`)
  }
}
