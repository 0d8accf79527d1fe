/**
 * Parses JSON as Python writes it: the bare tokens NaN, Infinity and -Infinity, which JSON lacks, become
 * null. Throws the SyntaxError of `JSON.parse` when the text is not JSON beyond that.
 */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error
    return JSON.parse(text.replace(stringOrToken, (match) => (match.startsWith('"') ? match : "null")))
  }
}

/** A whole JSON string, so that tokens inside of one stay, or a token. */
const stringOrToken = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g
