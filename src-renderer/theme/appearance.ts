/** What a person chose of the looks; kept by the window, not by the workspace. */
export const schemes = ["light", "dark", "system"] as const
export type Scheme = (typeof schemes)[number]

export const palettes = ["blue-orange", "green-red", "vivid", "greyscale"] as const
export type Palette = (typeof palettes)[number]

export const paletteTitles: Readonly<Record<Palette, string>> = {
  "blue-orange": "Blue and orange",
  "green-red": "Green and red",
  vivid: "Vivid",
  greyscale: "Greyscale",
}

export const densities = ["regular", "compact"] as const
export type Density = (typeof densities)[number]
