"use strict"
/* Runs in the page, put there by its text: no imports. */

/**
 * contextBridge's copy-and-proxy rules over synchronous DOM events, which cross worlds by structured clone. Functions
 * and promises become proxies, prototypes, symbols and custom members of errors are dropped. The events' name is
 * random, so that code of the page cannot guess it.
 */
function standinBridge(nonce, side) {
  const other = side === "iso" ? "main" : "iso"
  const fns = new Map()
  const proms = new Map()
  let n = 0
  let ret = null
  // Taken before code of the page can replace them.
  const dispatchEvent = window.dispatchEvent.bind(window)
  const addEventListener = window.addEventListener.bind(window)
  const { CustomEvent } = window
  const emit = (detail) => dispatchEvent(new CustomEvent(`${nonce}:${other}`, { detail }))
  const wrap = (v, depth = 0) => {
    if (depth > 1000)
      throw new Error(
        "Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.",
      )
    if (v === null || (typeof v !== "object" && typeof v !== "function"))
      return typeof v === "symbol" ? undefined : v
    if (typeof v === "function") {
      const id = `${side}${++n}`
      fns.set(id, v)
      return { $f: id }
    }
    if (typeof v.then === "function" && v instanceof Promise) {
      const id = `${side}${++n}`
      v.then(
        (x) => emit({ op: "settle", id, ok: true, v: safe(x) }),
        (e) => emit({ op: "settle", id, ok: false, v: safe(e) }),
      )
      return { $p: id }
    }
    if (v instanceof Error) return { $e: { message: v.message, stack: v.stack } }
    if (Array.isArray(v)) return v.map((x) => wrap(x, depth + 1))
    const tag = Object.prototype.toString.call(v).slice(8, -1)
    // Dates, maps, typed arrays…; throws for a MessagePort and others that can't be cloned.
    if (tag !== "Object") return structuredClone(v)
    const o = {}
    for (const k of Object.keys(v)) if (typeof v[k] !== "symbol") o[k] = wrap(v[k], depth + 1)
    return o
  }
  const safe = (v) => {
    try {
      return wrap(v)
    } catch (e) {
      return { $e: { message: String(e.message) } }
    }
  }
  const unwrap = (v, freeze) => {
    if (v === null || typeof v !== "object") return v
    if (v.$f) return (...args) => call(v.$f, args)
    if (v.$p) return new Promise((res, rej) => proms.set(v.$p, { res, rej }))
    if (v.$e) {
      const e = new Error(v.$e.message)
      if (v.$e.stack) e.stack = v.$e.stack
      return e
    }
    if (Array.isArray(v)) {
      const a = v.map((x) => unwrap(x, freeze))
      return freeze ? Object.freeze(a) : a
    }
    if (Object.prototype.toString.call(v) !== "[object Object]") return v
    const o = {}
    for (const k of Object.keys(v)) o[k] = unwrap(v[k], freeze)
    return freeze ? Object.freeze(o) : o
  }
  const call = (id, args) => {
    ret = null
    emit({ op: "call", id, args: wrap(args) })
    const r = ret
    ret = null
    if (!r) throw new Error("contextBridge value could not be copied")
    const v = unwrap(r.v)
    if (r.ok) return v
    throw v
  }
  const ops = {
    call: ({ id, args }) => {
      let r
      try {
        r = { ok: true, v: wrap(fns.get(id)(...unwrap(args))) }
      } catch (e) {
        r = { ok: false, v: safe(e instanceof Error ? e : new Error(String(e))) }
      }
      emit({ op: "ret", ...r })
    },
    ret: (r) => {
      ret = r
    },
    settle: ({ id, ok, v }) => {
      const p = proms.get(id)
      proms.delete(id)
      if (ok) p?.res(unwrap(v))
      else p?.rej(unwrap(v))
    },
  }
  addEventListener(
    `${nonce}:${side}`,
    (e) => {
      e.stopImmediatePropagation()
      const d = e.detail
      ;(ops[d.op] || ops.extra)(d)
    },
    true,
  )
  return { wrap, unwrap, emit, ops }
}

module.exports = { standinBridge }
