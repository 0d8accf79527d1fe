/**
 * Who may import whom. One table; the layer check and its tests read it.
 * `from` and `to` are path prefixes; exceptions are listed by name with their reason.
 */
module.exports = {
  /** A tree may import itself and what is listed here; a file in none of them may import nothing. */
  trees: {
    "src-shared": [],
    "src-renderer": ["src-shared"],
    "src-main/engine": ["src-shared"],
    "src-main/desk": ["src-shared", "src-main/engine", "src-main/supervise"],
    "src-main/supervise": ["src-shared", "src-main/engine"],
    "src-main/cli": [
      "src-shared",
      "src-main/engine",
      "src-main/desk",
      "src-main/supervise",
      "src-main/shell/browser",
    ],
    "src-main/preload.ts": ["src-shared"],
    "src-main/shell": ["src-shared", "src-main/desk", "src-main/supervise", "src-main/engine/artifacts"],
  },

  /** Files that may import more than their tree. */
  exceptions: [
    // The entry of an engine process puts together what it answers; nothing of the engine imports it.
    { file: "src-main/engine/worker.ts", may: ["src-main/desk/answers"] },
  ],

  /** Inside the engine: pure formulas know no files, no ledger, no stages. */
  engine: {
    numerics: [],
    portfolio: ["numerics"],
    measures: ["numerics"],
    backtest: ["numerics", "measures"],
  },

  /** Modules of Node that only these files may import. */
  restricted: [
    {
      name: "files-are-written-in-one-place",
      modules: ["fs", "fs/promises"],
      only: ["src-main/engine/artifacts/disk-read.ts", "src-main/engine/artifacts/disk-write.ts"],
    },
    {
      name: "processes-are-started-in-named-places",
      modules: ["child_process"],
      only: [
        // Where /proc is absent, `ps` tells when a process began.
        "src-main/engine/artifacts/process-identity.ts",
        "src-main/supervise/",
        // The system's browser is opened on the address that is served.
        "src-main/shell/browser/open-browser.ts",
      ],
    },
    {
      name: "browsers-talk-to-one-server",
      modules: ["ws"],
      only: ["src-main/shell/browser/"],
    },
    {
      name: "modules-are-loaded-by-import",
      // `createRequire` and a worker thread get past this table; the guard refuses the second.
      modules: ["module", "worker_threads", "vm"],
      only: ["src-main/engine/orchestration/network-guard.ts"],
    },
    {
      name: "sockets-are-opened-in-named-places",
      modules: ["net", "tls", "dgram", "dns", "http", "https", "http2"],
      only: ["src-main/engine/orchestration/network-guard.ts", "src-main/shell/browser/"],
    },
    {
      name: "electron-stays-in-its-shell",
      modules: ["electron"],
      only: ["src-main/shell/electron/", "src-main/preload.ts"],
    },
  ],

  /** Callers of the functions that write files: everything else only reads. */
  writers: {
    module: "src-main/engine/artifacts/disk-write.ts",
    callers: [
      "src-main/engine/artifacts/",
      "src-main/engine/ledger/",
      "src-main/engine/workspace/sample/",
      "src-main/engine/workspace/import/",
      // Tags, notes and baselines of runs, beside them in the workspace; and the trash, by renaming alone.
      "src-main/desk/notes/",
      // Edits of profiles that a person has seen as a difference, into the manifest they were made for.
      "src-main/desk/manifest/",
      // Recent workspaces and other settings of the person, outside of any workspace.
      "src-main/desk/settings/",
      // Logs of engine processes.
      "src-main/supervise/",
      // A window's place, and files saved through a dialog.
      "src-main/shell/",
    ],
  },
}
