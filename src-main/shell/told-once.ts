/** Something that happens once, told also to those who ask after it happened. */
export interface ToldOnce<T> {
  readonly tell: (value: T) => void
  readonly listen: (listener: (value: T) => void) => void
}

export function toldOnce<T>(): ToldOnce<T> {
  let told: { readonly value: T } | undefined
  const listeners: ((value: T) => void)[] = []
  return {
    tell(value) {
      if (told !== undefined) return
      told = { value }
      for (const listener of listeners.splice(0)) listener(value)
    },
    listen(listener) {
      if (told === undefined) listeners.push(listener)
      else listener(told.value)
    },
  }
}
