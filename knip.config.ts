import type { KnipConfig } from 'knip'

/** What counts as used: everything that a published entry, an app, a page, a script or a test reaches. */
const config: KnipConfig = {
  ignoreExportsUsedInFile: true,
  ignore: ['**/dist/**'],
  ignoreDependencies: [
    '@playkit-js/.+', // the sandbox looks for the player at run time; its parts are named so that overrides hold
    '@preact/signals', // these two at the root, so that one copy serves every workspace
    'zod',
    'kaltura-client', // CommonJS without types: a test of the sandbox loads it with require
    '@changesets/config', // the schema that .changeset/config.json names
  ],
  ignoreBinaries: ['ffmpeg', 'Xvfb', 'which', 'apt-get', 'prlimit'], // who makes new clips, films a benchmark, or fills a disk
  rules: { optionalPeerDependencies: 'off', duplicates: 'off' },
  workspaces: {
    '.': {
      entry: [
        'scripts/*.ts',
        'scripts/check/*.ts',
        'bench/*.ts',
        'bench/sync/browser/page/client.ts',
        'test/service/rooms/room-node.ts',
        'test/service/servers/server-node.ts',
        'test/service/servers/bot-node.ts',
        'bench/ack/server.ts',
        'bench/crash/server.ts',
        'test/d1-worker.ts',
        'test/room-worker.ts',
      ],
      project: ['{scripts,bench,test}/**/*.ts', '*.ts'],
    },
    'packages/*': { entry: ['scripts/*.ts'], project: ['src/**/*.{ts,tsx}', '{app,scripts}/**/*.ts'] },
    'apps/*': { entry: ['src/{main,worker}.ts'], project: ['src/**/*.ts'] },
    // Its built page is what the server serves.
    'apps/server': { entry: ['src/{main,worker}.ts'], project: ['src/**/*.ts'], ignoreDependencies: ['@kaltura-discord/activity-ui'] },
    'examples/*': { project: ['src/**/*.{ts,tsx}'] },
  },
}

export default config
