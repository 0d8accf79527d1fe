import { type Density, densities, type Palette, palettes, type Scheme, schemes } from "../theme/appearance"
import type { SliceOf } from "./slice"

export interface AppearanceSlice {
  readonly scheme: Scheme
  readonly palette: Palette
  readonly density: Density
  readonly setScheme: (scheme: Scheme) => void
  readonly setPalette: (palette: Palette) => void
  readonly setDensity: (density: Density) => void
}

/** What the window looks like; remembered between starts. */
export const appearanceSlice: SliceOf<AppearanceSlice> = (set, _get, { memory }) => {
  const remembered = <Choice extends string>(name: string, choices: readonly Choice[]): Choice =>
    choices.find((choice) => choice === memory.getItem(`nestfolio.${name}`)) ?? choices[0]!
  const keep = (name: string, value: string) => memory.setItem(`nestfolio.${name}`, value)
  return {
    scheme: remembered("scheme", ["system", ...schemes]),
    palette: remembered("palette", palettes),
    density: remembered("density", densities),
    setScheme(scheme) {
      keep("scheme", scheme)
      set({ scheme })
    },
    setPalette(palette) {
      keep("palette", palette)
      set({ palette })
    },
    setDensity(density) {
      keep("density", density)
      set({ density })
    },
  }
}
