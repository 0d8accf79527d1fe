import { Button, MultiSelect, Switch } from "@mantine/core"
import { IconLink, IconPlayerPlay } from "@tabler/icons-react"
import { canonicalRiskProfile, riskProfiles } from "#shared/model/risk-profile"
import { readKey } from "../../../actions/keys"
import { doAction, isMac } from "../../../actions/use-actions"
import { emptyDraft } from "../../../store/draft-slice"
import { useDesk, useDeskStore } from "../../../store/use-desk"
import type { SettingPath } from "../model/setting-texts"
import { AllSettings } from "./all-settings"
import classes from "./form.module.css"
import { SettingField } from "./setting-field"
import { type RatioTick, ThresholdField } from "./threshold-field"
import type { SetupForm as Form } from "./use-setup-form"

/** Settings with a place of their own; the rest is folded below. */
const placed: readonly SettingPath[] = [
  "engine",
  "min_weight",
  "max_weight",
  "health_threshold",
  "health_policy",
  "join",
  "strict",
  "fallback_profile",
  "risk_free_rate",
  "cache",
  "backtest.enabled",
]

/** What is to be run: the settings asked most at the top, every other one folded below. */
export function SetupForm({ form, ticks }: { readonly form: Form; readonly ticks: readonly RatioTick[] }) {
  return (
    <form className={classes["form"]} aria-label="What to run" onSubmit={(event) => event.preventDefault()}>
      <div className={classes["scroll"]}>
        {form.draft.cameFrom !== null && <CameFrom form={form} address={form.draft.cameFrom} />}
        <RiskProfiles form={form} />
        <SettingField form={form} path="engine" isQuiet />
        <div className={classes["pair"]}>
          <SettingField form={form} path="min_weight" isQuiet />
          <SettingField form={form} path="max_weight" isQuiet />
        </div>
        <ThresholdField form={form} ticks={ticks} />
        <SettingField form={form} path="health_policy" isQuiet beside />
        <SettingField form={form} path="join" beside />
        <div className={classes["pair"]}>
          <SettingField form={form} path="fallback_profile" isQuiet />
          <SettingField form={form} path="risk_free_rate" isQuiet />
        </div>
        <div className={classes["switches"]}>
          <SettingField form={form} path="strict" />
          <SettingField form={form} path="cache" />
          <SettingField form={form} path="backtest.enabled" />
          <ExecuteSleeves form={form} />
        </div>
        <AllSettings form={form} except={placed} />
      </div>
      <Foot form={form} />
    </form>
  )
}

function RiskProfiles({ form }: { readonly form: Form }) {
  const own = form.field("profiles").value ?? form.field("profile").value
  const named = (Array.isArray(own) ? own : [own ?? "hrp"]).map(String)
  const isChanged = form.draft.riskProfiles !== null
  const isLinked = isChanged && form.draft.cameFrom !== null && !form.draft.touched.includes("riskProfiles")
  const change = (chosen: readonly string[] | null) =>
    form.change({ riskProfiles: chosen, touched: [...form.draft.touched, "riskProfiles"] })
  return (
    <div className={classes["field"]} data-path="riskProfiles" data-changed={isChanged}>
      <div className={classes["head"]}>
        <span>Risk profiles to solve</span>
        <span className={classes["origin"]} data-origin={isChanged ? "changed" : "profile"}>
          {isLinked ? (
            <>
              <IconLink size={12} aria-hidden /> from the link
            </>
          ) : isChanged ? (
            "changed"
          ) : (
            "profile"
          )}
        </span>
      </div>
      <MultiSelect
        aria-label="Risk profiles to solve"
        data={[...riskProfiles]}
        value={[...(form.draft.riskProfiles ?? named.flatMap((name) => canonicalRiskProfile(name) ?? []))]}
        searchable
        hidePickedOptions
        classNames={{ inputField: classes["pills"]! }}
        onChange={(chosen) => change(chosen.length === 0 || chosen.join() === named.join() ? null : chosen)}
        comboboxProps={{ shadow: "md" }}
      />
      {isChanged && (
        <button
          type="button"
          className={classes["putBack"]}
          onClick={() => change(null)}
          aria-label={`put back ${named.join(", ")}: risk profiles`}
        >
          put back {named.join(", ")}
        </button>
      )}
    </div>
  )
}

function ExecuteSleeves({ form }: { readonly form: Form }) {
  return (
    <div className={classes["field"]} data-path="executeSleeves" data-changed={form.draft.executeSleeves}>
      <div className={classes["head"]}>
        <label htmlFor="execute-sleeves">Execute sleeves</label>
      </div>
      <Switch
        id="execute-sleeves"
        checked={form.draft.executeSleeves}
        onChange={(event) => form.change({ executeSleeves: event.currentTarget.checked })}
      />
      <p className={classes["says"]}>Run the sleeves first; a sleeve that fails ends the run.</p>
    </div>
  )
}

function CameFrom({ form, address }: { readonly form: Form; readonly address: string }) {
  return (
    <div className={classes["link"]} role="status">
      <IconLink size={14} aria-hidden />
      <p>
        Filled in by a link; nothing was started. What came from it is marked.
        <code title={address}>{address}</code>
      </p>
      <Button size="compact-xs" variant="default" onClick={() => form.change(emptyDraft)}>
        Discard
      </Button>
    </div>
  )
}

function Foot({ form }: { readonly form: Form }) {
  const store = useDeskStore()
  const discard = useDesk((state) => state.discardDraft)
  const wrong = Object.keys(form.draft.refused).length
  const changed =
    Object.keys(form.draft.parameters).length + wrong + (form.draft.riskProfiles === null ? 0 : 1)
  return (
    <div className={classes["foot"]}>
      <Button
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        rightSection={<kbd className={classes["key"]}>{readKey("mod+enter", isMac())}</kbd>}
        disabled={wrong > 0}
        onClick={() => doAction(store, "run.start")}
      >
        Run
      </Button>
      {changed > 0 && (
        <Button variant="default" onClick={() => discard(form.profile)}>
          Put all back
        </Button>
      )}
      <span className={classes["says"]} role="status">
        {wrong > 0
          ? `${wrong} to put right first`
          : changed === 0
            ? "as the profile says"
            : `${changed} changed`}
      </span>
    </div>
  )
}
