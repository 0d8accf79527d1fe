"use strict"
/* Runs in the preload's world, put there by its text: no imports. */

/** The `events` module as far as a sandboxed preload has it. */
function standinEmitter() {
  class EventEmitter {
    #l = new Map()
    on(c, f) {
      ;(this.#l.get(c) || this.#l.set(c, []).get(c)).push(f)
      return this
    }
    once(c, f) {
      const g = (...a) => {
        this.off(c, g)
        f.apply(this, a)
      }
      g.listener = f
      return this.on(c, g)
    }
    off(c, f) {
      this.#l.set(
        c,
        (this.#l.get(c) || []).filter((g) => g !== f && g.listener !== f),
      )
      return this
    }
    addListener(c, f) {
      return this.on(c, f)
    }
    removeListener(c, f) {
      return this.off(c, f)
    }
    emit(c, ...a) {
      const l = [...(this.#l.get(c) || [])]
      for (const f of l) f.apply(this, a)
      return l.length > 0
    }
    removeAllListeners(c) {
      if (c === undefined) this.#l.clear()
      else this.#l.delete(c)
      return this
    }
    listenerCount(c) {
      return (this.#l.get(c) || []).length
    }
  }
  EventEmitter.EventEmitter = EventEmitter
  return EventEmitter
}

module.exports = { standinEmitter }
