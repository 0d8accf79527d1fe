"use strict"
/* Runs in Node and, put there by its text, in the page: no imports. */
/* global btoa, atob */

/**
 * Structured-clone values to JSON text and back. The sender first calls the real structuredClone(), so that a value
 * that can't be cloned fails here as it does over Electron's IPC.
 */
function standinCodec() {
  const b64e = (u8) => {
    if (typeof Buffer !== "undefined")
      return Buffer.from(u8.buffer, u8.byteOffset, u8.byteLength).toString("base64")
    if (u8.toBase64) return u8.toBase64()
    let s = ""
    for (let i = 0; i < u8.length; i += 0x8000)
      s += String.fromCharCode.apply(null, u8.subarray(i, i + 0x8000))
    return btoa(s)
  }
  const b64d = (s) => {
    if (typeof Buffer !== "undefined") {
      const b = Buffer.from(s, "base64")
      const u = new Uint8Array(b.length)
      u.set(b)
      return u
    }
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(s)
    const bin = atob(s)
    const u = new Uint8Array(bin.length)
    for (let i = 0; i < bin.length; i++) u[i] = bin.charCodeAt(i)
    return u
  }
  const enc = (v) => {
    if (v === null || typeof v === "string" || typeof v === "boolean") return v
    if (typeof v === "number")
      return Number.isFinite(v) && !Object.is(v, -0) ? v : { $: "n", v: Object.is(v, -0) ? "-0" : String(v) }
    if (v === undefined) return { $: "u" }
    if (typeof v === "bigint") return { $: "i", v: String(v) }
    if (Array.isArray(v)) return v.map(enc)
    const tag = Object.prototype.toString.call(v).slice(8, -1)
    if (tag === "Date") return { $: "d", v: v.getTime() }
    if (tag === "RegExp") return { $: "r", s: v.source, f: v.flags }
    if (tag === "Map") return { $: "m", v: [...v].map(([a, b]) => [enc(a), enc(b)]) }
    if (tag === "Set") return { $: "s", v: [...v].map(enc) }
    if (tag === "ArrayBuffer") return { $: "b", t: "ArrayBuffer", v: b64e(new Uint8Array(v)) }
    if (ArrayBuffer.isView(v))
      return { $: "b", t: tag, v: b64e(new Uint8Array(v.buffer, v.byteOffset, v.byteLength)) }
    if (v instanceof Error || tag === "Error") return { $: "e", n: v.name, m: v.message, s: v.stack }
    const o = {}
    for (const k of Object.keys(v)) o[k] = enc(v[k])
    return "$" in o ? { $: "o", v: Object.entries(o) } : o
  }
  const dec = (v) => {
    if (v === null || typeof v !== "object") return v
    if (Array.isArray(v)) return v.map(dec)
    switch (v.$) {
      case undefined: {
        const o = {}
        for (const k of Object.keys(v)) o[k] = dec(v[k])
        return o
      }
      case "n":
        return v.v === "-0" ? -0 : Number(v.v)
      case "u":
        return undefined
      case "i":
        return BigInt(v.v)
      case "d":
        return new Date(v.v)
      case "r":
        return new RegExp(v.s, v.f)
      case "m":
        return new Map(v.v.map(([a, b]) => [dec(a), dec(b)]))
      case "s":
        return new Set(v.v.map(dec))
      case "b": {
        const u = b64d(v.v)
        return v.t === "ArrayBuffer" ? u.buffer : v.t === "Uint8Array" ? u : new globalThis[v.t](u.buffer)
      }
      case "e": {
        const C = { TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError }[v.n] || Error
        const e = new C(v.m)
        e.stack = v.s
        return e
      }
      case "o":
        return Object.fromEntries(v.v.map(([k, x]) => [k, dec(x)]))
      default:
        throw new Error(`electron stand-in: a value of unknown kind ${v.$}`)
    }
  }
  const clone = (v) => {
    try {
      return structuredClone(v)
    } catch {
      throw new Error("An object could not be cloned.")
    }
  }
  return { encode: (v) => JSON.stringify(enc(clone(v))), decode: (s) => dec(JSON.parse(s)), clone }
}

module.exports = { standinCodec }
