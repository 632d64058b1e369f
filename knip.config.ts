import type { KnipConfig } from 'knip'

/** What counts as used: everything that a published entry, an app, a page, a script or a test reaches. */
const config: KnipConfig = {
  ignoreExportsUsedInFile: true,
  ignore: ['**/dist/**'],
  ignoreDependencies: [
    '@playkit-js/.+', // the sandbox looks for the player at run time; its parts are named so that overrides hold
    '@preact/signals', // these two at the root, so that one copy serves every workspace
    'zod',
    '@changesets/config', // the schema that .changeset/config.json names
  ],
  rules: { optionalPeerDependencies: 'off', duplicates: 'off' },
  workspaces: {
    '.': {
      entry: ['scripts/*.ts', 'scripts/check/*.ts', 'bench/*.ts'],
      project: ['{scripts,bench,test}/**/*.ts', '*.ts'],
    },
    'packages/*': { entry: ['scripts/*.ts'], project: ['src/**/*.{ts,tsx}', '{app,scripts}/**/*.ts'] },
    'apps/*': { entry: ['src/{main,worker}.ts'], project: ['src/**/*.ts'] },
    'examples/*': { project: ['src/**/*.{ts,tsx}'] },
  },
}

export default config
