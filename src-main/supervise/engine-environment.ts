type Variables = Readonly<Record<string, string | undefined>>

/** Variables that change what a process loads or lets others into it. */
const dangerous =
  /^(NODE_(OPTIONS|PATH|REPL_.*|V8_COVERAGE|CHANNEL_.*|EXTRA_CA_CERTS|DEBUG.*|REDIRECT_WARNINGS|TLS_REJECT_UNAUTHORIZED)|ELECTRON_.*|LD_.*|DYLD_.*|OPENSSL_CONF|SSLKEYLOGFILE|VSCODE_.*)$/i

/**
 * The variables an engine process gets of its program's: all but the dangerous ones, since profiles may name any
 * variable that their runs need.
 */
export function engineEnvironment(variables: Variables): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(variables)) {
    if (value !== undefined && !dangerous.test(name)) kept[name] = value
  }
  return kept
}
