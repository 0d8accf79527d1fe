/** README.md of the sample workspace. */
export const sampleReadme = `# A sample workspace: nothing in it is real

**All returns, weights, backtests and ledgers in this folder are synthetic.** A program made them from one
random seed. The symbols carry the names of real coins, stocks, funds and currencies so that they read
familiarly, but no price of any of them was used, and nothing here says anything about how they did or will do.

## What is here

* \`configs/manifest.json\`: ten strategy profiles and six meta profiles.
* \`data/artifacts/summaries/runs/sample_*\`: a finished run of each strategy profile, in the layout of the Python
  platform, with Parquet files in the place of pickles.

| Meta profile | What it shows |
|---|---|
| global_core | five sleeves side by side, each between 5 % and 50 % |
| crypto_long_short | long and short sleeves that share coins; the directional sign test is a gate |
| equity_long_short | the same for stocks, with the latest run of each profile instead of a pinned one |
| traditional | a meta profile as a sleeve of another one |
| global_portfolio | meta profiles nested three deep |
| guardrail_demo | the sleeve breakout succeeded in 26 of 42 windows (62 %) and is vetoed below 75 % |

## How it was made

Returns: three years (2023 to 2025) of daily simple returns of 52 symbols. A world factor, one factor per market and
sector, and noise of each symbol's own, all with fat tails; calm, normal and stressed regimes scale them. Coins trade
every day, stocks and funds on the days of the New York Stock Exchange, currencies on weekdays.

Runs: each sleeve is trained on 252 days and held for the next 20, again and again, with trading costs; the streams in
\`data/returns\` are what that gave. The weights come from short rules of the generator's own (equal weight, minimum
variance, hierarchical and equal risk, and so on). The streams named \`custom\` cap an atom at 25 %, those named
\`skfolio\` have no cap; **neither is the output of the package or platform of that name.** The last possible window is
left out, as the platform does.

The ledgers' hash chains are valid in the platform's own serialisation. The same seed makes the same bytes on every
machine.
`
