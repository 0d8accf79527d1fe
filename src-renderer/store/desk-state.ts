import type { AnswerSlice } from "./answer-slice"
import type { AppearanceSlice } from "./appearance-slice"
import type { DraftSlice } from "./draft-slice"
import type { FileSlice } from "./file-slice"
import type { LinkSlice } from "./link-slice"
import type { LocationSlice } from "./location-slice"
import type { NoteSlice } from "./note-slice"
import type { NoticeSlice } from "./notice-slice"
import type { OfferSlice } from "./offer-slice"
import type { RunSlice } from "./run-slice"
import type { SaveSlice } from "./save-slice"
import type { ViewSlice } from "./view-slice"
import type { VisitorSlice } from "./visitor-slice"
import type { WorkspaceSlice } from "./workspace-slice"

/** All that a window knows. Each member has one owner: the slice that declares it. */
export type DeskState = LinkSlice &
  LocationSlice &
  AppearanceSlice &
  WorkspaceSlice &
  AnswerSlice &
  RunSlice &
  DraftSlice &
  ViewSlice &
  NoticeSlice &
  OfferSlice &
  FileSlice &
  NoteSlice &
  SaveSlice &
  VisitorSlice
