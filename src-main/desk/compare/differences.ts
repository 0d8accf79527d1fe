/** A value with what it is about. */
export interface Located<K, V> {
  readonly about: K
  readonly value: V
}

export type Sided<K, V> = K & { readonly left: V | null; readonly right: V | null }

/**
 * What two lists say differently, or only one of them says, in the order of the left one and then of the right.
 * Entries belong together when their `about` is equal; values are equal when they look the same as JSON.
 */
export function differencesOf<K extends object, V>(
  left: readonly Located<K, V>[],
  right: readonly Located<K, V>[],
): readonly Sided<K, V>[] {
  const [a, b] = [byKey(left), byKey(right)]
  const keys = [...new Set([...a.keys(), ...b.keys()])]
  return keys.flatMap((key) => {
    const [one, other] = [a.get(key), b.get(key)]
    if (JSON.stringify(one?.value) === JSON.stringify(other?.value)) return []
    const { about } = (one ?? other)!
    return [{ ...about, left: one?.value ?? null, right: other?.value ?? null }]
  })
}

function byKey<K extends object, V>(list: readonly Located<K, V>[]): Map<string, Located<K, V>> {
  return new Map(list.map((one) => [JSON.stringify(one.about), one]))
}
