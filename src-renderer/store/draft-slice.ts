import type { SliceOf } from "./slice"

/** What a person has filled into the set-up form of a profile, and not yet run. */
export interface RunDraft {
  /** null: those of the profile. */
  readonly riskProfiles: readonly string[] | null
  /** Settings of meta_allocation that differ from the profile's, by their name. */
  readonly parameters: Readonly<Record<string, string>>
  readonly executeSleeves: boolean
  /** Set when an address from outside filled it in: shown until the person touches the form. */
  readonly cameFrom: string | null
  /** What was typed and can't be: by setting, as it was typed. Nothing is run while there is any. */
  readonly refused: Readonly<Record<string, string>>
  /** Settings that the person has touched since an address filled them in. */
  readonly touched: readonly string[]
}

export const emptyDraft: RunDraft = {
  riskProfiles: null,
  parameters: {},
  executeSleeves: false,
  cameFrom: null,
  refused: {},
  touched: [],
}

export interface DraftSlice {
  /** By profile. */
  readonly drafts: Readonly<Record<string, RunDraft>>
  readonly changeDraft: (profile: string, changes: Partial<RunDraft>) => void
  readonly discardDraft: (profile: string) => void
}

export const draftSlice: SliceOf<DraftSlice> = (set, get) => ({
  drafts: {},
  changeDraft: (profile, changes) =>
    set({
      drafts: { ...get().drafts, [profile]: { ...(get().drafts[profile] ?? emptyDraft), ...changes } },
    }),
  discardDraft(profile) {
    const { [profile]: _gone, ...others } = get().drafts
    set({ drafts: others })
  },
})
