import { expect, test } from "vitest"
import { configuredRiskProfiles } from "#shared/model/meta-allocation"
import { effectiveSettings, layerSettings, noLayers } from "#engine/workspace/settings"
import { everyDay } from "../../workspaces/days"
import { type MetaOptions, workspace } from "../../workspaces/workspace"
import { built, problemsOf, valueOf } from "./built"

async function manifest(options: MetaOptions = {}, defaults: Record<string, unknown> = {}) {
  const { loaded } = await built(
    workspace()
      .sleeve("a", everyDay(5))
      .sleeve("Crypto.MA", everyDay(5))
      .meta("m", ["a", "Crypto.MA"], options)
      .manifest((m) => Object.assign(m["defaults"] as object, defaults)),
  )
  return loaded
}

test("what nobody sets has the code's default, and says so", async () => {
  const settings = valueOf(effectiveSettings(await manifest(), "m", noLayers))
  expect(settings.allocation).toMatchObject({
    engine: "custom",
    min_weight: 0,
    max_weight: 1,
    health_threshold: 0.75,
    health_policy: "exclude",
    join: "drop",
    min_common_rows: 60,
    max_depth: 3,
    max_physical_weight: 0.25,
  })
  expect(settings.features).toEqual({
    feat_directional_sign_test_gate: false,
    feat_directional_sign_test_gate_atomic: false,
  })
  expect(settings.origins["meta_allocation.health_threshold"]).toBe("code")
})

test("each layer beats the one below it, and every value keeps the layer that set it", async () => {
  const loaded = await manifest(
    {
      allocation: {
        min_weight: 0.02,
        max_weight: 0.4,
        health_threshold: 0.6,
        min_common_rows: 80,
        max_depth: 2,
      },
    },
    { meta_allocation: { engine: "textbook", min_weight: 0.01, max_weight: 0.3 } },
  )
  const settings = valueOf(
    effectiveSettings(loaded, "m", {
      dotenv: {
        TV_META_ALLOCATION__HEALTH_THRESHOLD: "0.7",
        TV_META_ALLOCATION__MIN_COMMON_ROWS: "90",
        TV_META_ALLOCATION__MAX_DEPTH: "4",
      },
      environment: { TV_META_ALLOCATION__MIN_COMMON_ROWS: "100", TV_META_ALLOCATION__MAX_DEPTH: "5" },
      command: { "meta_allocation.max_depth": 6 },
    }),
  )
  const { allocation, origins } = settings
  const told = (
    key: "engine" | "max_weight" | "health_threshold" | "min_common_rows" | "max_depth" | "strict",
  ) => [allocation[key], origins[`meta_allocation.${key}`]]
  expect(told("strict")).toEqual([false, "code"])
  expect(told("engine")).toEqual(["textbook", "defaults"])
  expect(told("max_weight")).toEqual([0.4, "profile"])
  expect(told("health_threshold")).toEqual([0.7, ".env"])
  expect(told("min_common_rows")).toEqual([100, "environment"])
  expect(told("max_depth")).toEqual([6, "command"])
})

test("an exported variable beats the .env file", async () => {
  const settings = valueOf(
    effectiveSettings(await manifest(), "m", {
      ...noLayers,
      dotenv: { TV_META_ALLOCATION__ENGINE: "skfolio" },
      environment: { TV_META_ALLOCATION__ENGINE: "riskfolio" },
    }),
  )
  expect(settings.allocation.engine).toBe("riskfolio")
})

test("bounds of single sleeves merge key by key over the layers", async () => {
  const loaded = await manifest({ allocation: { bounds: { a: { min: 0.1, max: 0.5 } } } })
  const settings = valueOf(
    effectiveSettings(loaded, "m", {
      ...noLayers,
      environment: { "TV_META_ALLOCATION__BOUNDS__CRYPTO.MA__MAX": "0.3" },
      command: { "bounds.a.max": "0.6", "bounds.Crypto.MA.min": 0.05 },
    }),
  )
  expect(settings.allocation.bounds).toEqual({
    a: { min: 0.1, max: 0.6 },
    "Crypto.MA": { min: 0.05, max: 0.3 },
  })
  expect(settings.origins).toMatchObject({
    "meta_allocation.bounds.a.min": "profile",
    "meta_allocation.bounds.a.max": "command",
    "meta_allocation.bounds.Crypto.MA.max": "environment",
  })
})

test("texts of variables become what the schema wants", async () => {
  const settings = valueOf(
    effectiveSettings(await manifest(), "m", {
      ...noLayers,
      environment: {
        TV_META_ALLOCATION__PROFILES: "hrp, erc",
        TV_META_ALLOCATION__STRICT: "1",
        TV_META_ALLOCATION__DDOF: "1",
        TV_META_ALLOCATION__CLUSTERS: "auto",
        TV_META_ALLOCATION__STREAM: '{"engine": "skfolio"}',
        TV_META_ALLOCATION__STREAM_PROFILES__HERC: "hrp",
        TV_FEATURES__FEAT_DIRECTIONAL_SIGN_TEST_GATE: "true",
        TV_META_ALLOCATION__BENCHMARK: "",
        TV_LOOKBACK_DAYS: "200",
        HOME: "/root",
      },
    }),
  )
  expect(settings.allocation).toMatchObject({
    profiles: ["hrp", "risk_parity"],
    strict: true,
    ddof: 1,
    clusters: "auto",
    stream: { engine: "skfolio" },
    stream_profiles: { herc: "hrp" },
  })
  expect(settings.allocation.benchmark).toBeUndefined()
  expect(settings.features).toMatchObject({ feat_directional_sign_test_gate: true })
  expect(settings.origins["features.feat_directional_sign_test_gate"]).toBe("environment")
})

test("the highest layer that names risk profiles decides, in either spelling", async () => {
  const loaded = await manifest(
    { allocation: { profile: "min_variance" } },
    { meta_allocation: { profiles: ["hrp", "max_sharpe"] } },
  )
  expect(configuredRiskProfiles(valueOf(effectiveSettings(loaded, "m", noLayers)).allocation)).toEqual([
    "min_variance",
  ])
})

test("a value that can't be is refused where the manifest has it", async () => {
  const loaded = await manifest({ allocation: { health_threshold: 75 } })
  expect(problemsOf(effectiveSettings(loaded, "m", noLayers))).toMatchObject([
    {
      code: "settings.value",
      where: expect.stringMatching(
        /^configs\/manifest\.json:\d+:\d+ profiles\.m\.meta_allocation\.health_threshold$/,
      ),
      seen: expect.stringMatching(/^75: /),
    },
  ])
})

test("a value that can't be is refused with the variable that set it", async () => {
  const layers = { ...noLayers, environment: { TV_META_ALLOCATION__MIN_WEIGHT: "five" } }
  expect(problemsOf(effectiveSettings(await manifest(), "m", layers))).toMatchObject([
    {
      code: "settings.value",
      where: "environment TV_META_ALLOCATION__MIN_WEIGHT",
      seen: expect.stringContaining('"five"'),
    },
  ])
})

test("an unknown risk profile in the manifest is refused", async () => {
  const loaded = await manifest({ allocation: { profile: "hpr" } })
  expect(problemsOf(effectiveSettings(loaded, "m", noLayers))[0]).toMatchObject({
    code: "settings.value",
    seen: expect.stringContaining("hpr"),
  })
})

test.each(["constructor", "__proto__.x", "bounds.a.toString"])(
  "%s, which every object has, is no setting of the command",
  async (name) => {
    const loaded = await manifest()
    const command = { [`meta_allocation.${name}`]: "1" }
    expect(problemsOf(effectiveSettings(loaded, "m", { ...noLayers, command }))).toMatchObject([
      { code: "usage.unknownParameter" },
    ])
  },
)

test("a number beyond any double stays the text it is", async () => {
  const loaded = await manifest()
  const environment = { TV_FEATURES__FEAT_X: "1e999" }
  const settings = valueOf(effectiveSettings(loaded, "m", { ...noLayers, environment }))
  expect(settings.features["feat_x"]).toBe("1e999")
})

test("an unknown setting of the command is a usage problem, of a variable a warning", async () => {
  const loaded = await manifest()
  expect(
    problemsOf(effectiveSettings(loaded, "m", { ...noLayers, command: { min_wieght: 0.1 } })),
  ).toMatchObject([
    { code: "usage.unknownParameter", seen: "min_wieght", remedy: "Did you mean min_weight?" },
  ])
  const layered = valueOf(
    layerSettings(loaded, "m", { ...noLayers, environment: { TV_META_ALLOCATION__MIN_WIEGHT: "0.1" } }),
  )
  expect(layered.warnings).toMatchObject([
    { code: "manifest.unknownKey", where: "environment TV_META_ALLOCATION__MIN_WIEGHT" },
  ])
})

test("bounds of a sleeve the profile lacks are refused, unless a shared layer means others", async () => {
  const own = await manifest({ allocation: { bounds: { cripto: { max: 0.2 } } } })
  expect(problemsOf(effectiveSettings(own, "m", noLayers))).toMatchObject([
    { code: "bounds.unknownItem", seen: "cripto", where: expect.stringContaining("bounds.cripto") },
  ])
  const shared = await manifest({}, { meta_allocation: { bounds: { elsewhere: { max: 0.2 } } } })
  expect(valueOf(effectiveSettings(shared, "m", noLayers)).allocation.bounds).toEqual({})
})

test("a health override is keyed by sleeve in every layer", async () => {
  const loaded = await manifest({ allocation: { health_overrides: { a: "known outage" } } })
  const settings = valueOf(
    effectiveSettings(loaded, "m", {
      ...noLayers,
      environment: { "TV_META_ALLOCATION__HEALTH_OVERRIDES__CRYPTO.MA": "from the environment" },
      command: { "health_overrides.Crypto.MA": "from the command" },
    }),
  )
  expect(settings.allocation.health_overrides).toEqual({ a: "known outage", "Crypto.MA": "from the command" })
  expect(
    problemsOf(effectiveSettings(loaded, "m", { ...noLayers, command: { "health_overrides.b": "x" } })),
  ).toMatchObject([
    {
      code: "bounds.unknownItem",
      what: "health_overrides names a sleeve that the profile does not have.",
      seen: "b",
    },
  ])
})

test("a value inside of JSON from the command is refused for what is wrong with it", async () => {
  const loaded = await manifest({})
  const refused = (command: Record<string, string>) =>
    problemsOf(effectiveSettings(loaded, "m", { ...noLayers, command }))
  expect(refused({ health_overrides: '{"a":""}' })).toMatchObject([
    {
      code: "settings.value",
      what: "The setting health_overrides.a has a value that it can't have.",
      where: "command health_overrides",
      seen: '"": an override needs a reason',
    },
  ])
  expect(refused({ health_overrides: '["a"]' })[0].seen).toContain("expected record")
  expect(refused({ health_overrides: '{"a":' })[0].seen).toContain("expected record")
})

test("groups and previous weights of a sleeve the profile lacks are refused where they were set", async () => {
  const loaded = await manifest({
    allocation: { turnover: { previous: { cripto: 0.5 }, limit: 1 } },
  })
  const command = { groups: '[{"name":"g","items":["a","b"],"max":0.5}]' }
  expect(problemsOf(effectiveSettings(loaded, "m", { ...noLayers, command }))).toMatchObject([
    { code: "bounds.unknownItem", seen: "b", where: "command groups" },
    {
      code: "bounds.unknownItem",
      seen: "cripto",
      where: expect.stringContaining("turnover.previous.cripto"),
    },
  ])
})
