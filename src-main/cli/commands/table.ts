import type { CommandFile } from "../command-file"
import { profiles } from "./profiles"

/** Every command, in the order of `--help`. */
export const commands: readonly CommandFile[] = [profiles]
