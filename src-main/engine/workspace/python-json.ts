import { parseSoundJson } from "#engine/artifacts/formats/sound-json"

/**
 * Parses JSON as Python writes it: the bare tokens NaN, Infinity and -Infinity, which JSON lacks, become
 * null. Throws the SyntaxError of `parseSoundJson` when the text is not JSON beyond that.
 */
export function parsePythonJson(text: string): unknown {
  try {
    return parseSoundJson(text)
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error
    return parseSoundJson(text.replace(stringOrToken, (match) => (match.startsWith('"') ? match : "null")))
  }
}

/** A whole JSON string, so that tokens inside of one stay, or a token. */
const stringOrToken = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g
