import type { MetaAllocation } from "./meta-allocation"

/** Where an effective value was set, lowest layer first (design 5.1). */
export const settingLayers = ["code", "defaults", "profile", ".env", "environment", "command"] as const

export type SettingLayer = (typeof settingLayers)[number]

/** The effective settings of one meta profile; `origins` maps a dotted path to the layer that set it. */
export interface EffectiveSettings {
  readonly allocation: MetaAllocation
  /** The manifest's `features` section: flags such as feat_directional_sign_test_gate. */
  readonly features: Readonly<Record<string, unknown>>
  readonly origins: Readonly<Record<string, SettingLayer>>
}
