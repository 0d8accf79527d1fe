/** dependency-cruiser's rules, made from the table in layers.table.cjs. */
const { trees, exceptions, engine, restricted, writers } = require("./layers.table.cjs")

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
const startsWithAny = (prefixes) => `^(${prefixes.map(escape).join("|")})`

/** What files may import of the program: whatever else they do is the named rule's violation. */
const importRule = (name, from, allowed) => ({
  name,
  severity: "error",
  from,
  to: { path: "^src-", pathNot: startsWithAny(allowed.map((prefix) => `${prefix}/`)) },
})

/** A tree is a folder, or one file that stands alone. */
const asPrefix = (tree) => (tree.endsWith(".ts") ? tree : `${tree}/`)

const exceptional = exceptions.map(({ file }) => file)
const treeRules = Object.entries(trees).map(([tree, allowed]) =>
  importRule(
    `${tree}-imports-only-${allowed.join("-and-") || "itself"}`,
    { path: `^${escape(asPrefix(tree))}`, pathNot: exceptional.map((file) => `^${escape(file)}$`) },
    [tree, ...allowed],
  ),
)

const exceptionRules = exceptions.map(({ file, may }) => {
  const tree = Object.keys(trees).find((each) => file.startsWith(`${each}/`))
  return importRule(
    `${file}-imports-only-${[...trees[tree], ...may].join("-and-")}`,
    { path: `^${escape(file)}$` },
    [tree, ...trees[tree], ...may],
  )
})

/** A new folder has to be put into the table before its files can import. */
const unlistedRule = {
  name: "files-stand-in-a-listed-tree",
  severity: "error",
  from: { path: "^src-", pathNot: startsWithAny(Object.keys(trees).map(asPrefix)) },
  to: {},
}

const engineRules = Object.entries(engine).map(([part, allowed]) => ({
  name: `engine-${part}-is-pure`,
  severity: "error",
  from: { path: `^src-main/engine/${part}/` },
  to: {
    path: "^(src-main/|fs$|fs/|child_process$|process$)",
    pathNot: startsWithAny([part, ...allowed].map((name) => `src-main/engine/${name}/`)),
  },
}))

const restrictedRules = restricted.map(({ name, modules, only }) => ({
  name,
  severity: "error",
  from: { path: "^src-", pathNot: startsWithAny(only) },
  to: { path: `^(node_modules/)?(${modules.map(escape).join("|")})(/|$)` },
}))

module.exports = {
  forbidden: [
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    { name: "not-resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "shared-is-pure",
      severity: "error",
      from: { path: "^src-shared/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "renderer-has-no-node",
      severity: "error",
      from: { path: "^src-renderer/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "only-listed-callers-write",
      severity: "error",
      from: { path: "^src-", pathNot: startsWithAny(writers.callers) },
      to: { path: `^${escape(writers.module)}$` },
    },
    ...treeRules,
    ...exceptionRules,
    unlistedRule,
    ...engineRules,
    ...restrictedRules,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default", "node"],
      extensions: [".ts", ".tsx", ".js", ".cjs", ".mjs", ".json"],
    },
  },
}
