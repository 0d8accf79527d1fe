import { describe, expect, it } from "vitest"
import { askedSettings } from "#renderer/screens/live/asked-settings"

describe("The settings that a run was asked for", () => {
  it("are those of the command layer, by the names that the form keeps", () => {
    const text = JSON.stringify({
      risk_profiles: ["hrp"],
      meta_allocation: {
        health_threshold: 0.5,
        engine: "custom",
        max_weight: 0.4,
        stream: { engine: "skfolio" },
      },
      origins: {
        "meta_allocation.health_threshold": "command",
        "meta_allocation.engine": "profile",
        "meta_allocation.max_weight": "defaults",
        "meta_allocation.stream.engine": "command",
        "features.selection_mode": "command",
      },
    })
    expect(askedSettings(text)).toEqual({
      riskProfiles: ["hrp"],
      parameters: { health_threshold: "0.5", "stream.engine": "skfolio" },
    })
  })

  it("are unknown where the file says something else", () => {
    expect(askedSettings("{")).toBeNull()
    expect(askedSettings('{"risk_profiles":["hrp"]}')).toBeNull()
  })
})
