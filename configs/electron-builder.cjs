/**
 * How the desktop program is packaged: `npx electron-builder --config configs/electron-builder.cjs`, after
 * `npm run build`. What it takes from the network and how the result is tried: configs/packaging.md.
 */
module.exports = {
  appId: "io.github.nestfolio",
  productName: "Nestfolio",
  copyright: "MIT licence",
  // Debian's packages name a homepage; what only developers need is left out of the packaged package.json.
  extraMetadata: {
    author: "Nestfolio",
    homepage: "https://github.com/nestfolio/nestfolio",
    devDependencies: null,
    scripts: null,
  },
  directories: { output: "out/packages", buildResources: "configs/icons" },
  // Everything is bundled, but for the solver that loads its WebAssembly from beside itself.
  files: [
    "package.json",
    "out/main/**",
    "out/preload/**",
    "out/renderer/**",
    "out/engine/**",
    "!node_modules/**",
    "node_modules/highs/**",
    "!**/*.map",
  ],
  asar: true,
  // Engine processes are started from plain files, and so is WebAssembly read.
  asarUnpack: ["out/engine/**", "node_modules/highs/**"],
  npmRebuild: false,
  nodeGypRebuild: false,
  publish: null,
  // Item 19 of Electron's security checklist. Without the inspector Playwright can't drive a package: `--smoke` does.
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    grantFileProtocolExtraPrivileges: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
  },
  protocols: [{ name: "Nestfolio", schemes: ["nestfolio", "quant"] }],
  artifactName: "${productName}-${version}-${os}-${arch}.${ext}",
  linux: {
    target: ["deb", "AppImage", "tar.gz"],
    category: "Finance",
    icon: "configs/icons/png",
    executableName: "nestfolio",
    maintainer: "Nestfolio <nestfolio@users.noreply.github.com>",
    synopsis: "A workbench for nested meta-portfolios",
    desktop: { entry: { StartupWMClass: "Nestfolio", Keywords: "portfolio;risk;optimisation;" } },
  },
  win: { target: ["nsis"], icon: "configs/icons/icon.ico" },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
  },
  mac: {
    target: ["dmg"],
    icon: "configs/icons/icon.icns",
    category: "public.app-category.finance",
    hardenedRuntime: true,
    gatekeeperAssess: false,
  },
}
