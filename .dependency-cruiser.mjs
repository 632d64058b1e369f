/**
 * Who may import whom: the table of packages in ARCHITECTURE.md, as rules.
 *
 * A package is imported by its name and the sub-path it offers; only `scripts/start/sandbox.ts`, tests, benchmarks and examples know the sandbox.
 */

/** Tests, contract suites and test doubles: they run in a repository, never in production. */
const tests = '\\.test\\.tsx?$|\\.contract\\.ts$|/src/testing(\\.ts$|/)'

/** What each package may import of ours. A path is below `packages/`. */
const mayImport = {
  core: [],
  sync: [],
  kaltura: ['core/'],
  api: ['core/'],
  stores: ['core/'],
  server: ['core/', 'kaltura/', 'sync/', 'api/'],
  discord: ['core/', 'api/'],
  'activity-ui': ['core/', 'api/', 'sync/src/index.ts$', 'sync/src/(client|browser)/', 'kaltura/src/player/'],
  sandbox: ['core/', 'kaltura/src/ks/'],
}

/** Where a package may import types, and nothing that runs. */
const mayImportTypes = {
  kaltura: { from: '^packages/kaltura/src/player/', to: ['sync/'] },
  stores: { from: '^packages/stores/', to: ['sync/'] },
}

const ours = (paths) => paths.map((path) => `^packages/${path}`)

const table = Object.entries(mayImport).flatMap(([name, allowed]) => {
  const typesOf = mayImportTypes[name]
  const rule = (suffix, from, to) => ({
    name: `${name}-imports${suffix}`,
    comment: `packages/${name} may import of ours only: ${allowed.join(' ') || 'nothing'}`,
    severity: 'error',
    from,
    to: { path: '^(packages|apps)/[^/]+/(src|app)/', ...to },
  })
  const from = { path: `^packages/${name}/`, pathNot: [tests] }
  const own = [`^packages/${name}/`, ...ours(allowed)]
  if (!typesOf) return [rule('', from, { pathNot: own })]
  return [
    rule('', from, { pathNot: [...own, ...ours(typesOf.to)] }),
    rule('-types', { ...from, pathNot: [tests, typesOf.from] }, { pathNot: own }),
    rule('-types-only', { path: typesOf.from, pathNot: [tests] }, { pathNot: own, dependencyTypesNot: ['type-only'] }),
  ]
})

export default {
  forbidden: [
    ...table,
    {
      name: 'no-circle',
      comment: 'Two files that need each other to run are one file, or lack a third. (Types may refer to each other.)',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'sandbox-stays-outside',
      comment: 'Production code that can reach the sandbox can fall into it.',
      severity: 'error',
      from: { pathNot: ['^packages/sandbox/', '^scripts/start/sandbox(-page)?\\.ts$', '^(test|bench|examples)/', tests] },
      to: { path: '^packages/sandbox/' },
    },
    {
      name: 'production-never-reaches-sandbox',
      comment: 'Not even through other files.',
      severity: 'error',
      from: { path: '^(apps/[^/]+/src/(main|worker)|scripts/start/platforms)\\.ts$' },
      to: { path: '^packages/sandbox/', reachable: true },
    },
    {
      name: 'browsers-never-reach-ks',
      comment: 'What makes a KS needs an admin secret; a browser has none.',
      severity: 'error',
      from: { path: '^packages/activity-ui/(src|app)/', pathNot: [tests] },
      to: { path: '^packages/kaltura/src/(ks|grants)/', reachable: true },
    },
    {
      name: 'packages-by-name',
      comment: 'Another package is imported by name: a relative path is not there once it is published.',
      severity: 'error',
      from: { path: '^(packages|apps|examples)/([^/]+)/' },
      to: { path: '^(packages|apps|examples)/', pathNot: ['^$1/$2/', 'node_modules'], dependencyTypesNot: ['aliased-workspace'] },
    },
    {
      name: 'apps-compose',
      comment: 'Nothing imports an app but the scripts and tests that start it.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'core-is-pure',
      comment: 'The domain needs zod and nothing else; ./resilience and ./messages have dependencies of their own.',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: [tests, '^packages/core/src/(resilience|messages)/'] },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/zod/',
      },
    },
    {
      name: 'core-resilience-and-messages',
      comment: './resilience adds p-retry and cockatiel, ./messages adds intl-messageformat.',
      severity: 'error',
      from: { path: '^packages/core/src/(resilience|messages)/', pathNot: [tests] },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/(zod|p-retry|cockatiel|intl-messageformat)/',
      },
    },
    {
      name: 'sync-needs-nothing',
      comment: 'The sync engine has no dependency at run time: neither a package nor a Node module.',
      severity: 'error',
      from: { path: '^packages/sync/src/', pathNot: [tests] },
      to: { path: '.', pathNot: ['^packages/sync/', '^cloudflare:workers$'] },
    },
    {
      name: 'sync-core-knows-no-edge',
      comment: 'Protocol, clock, timeline, playback and rooms do not know who carries them.',
      severity: 'error',
      from: { path: '^packages/sync/src/(errors|protocol|clock|timeline|playback|presence|room|room-store)/', pathNot: [tests] },
      to: { path: '^packages/sync/src/(client|browser|host|redis|durable-object)/' },
    },
    {
      name: 'browsers-stay-browsers',
      comment: 'Code for browsers imports no Node module.',
      severity: 'error',
      from: { path: '^packages/(activity-ui/(src|app)|kaltura/src/player|sync/src/(client|browser)|sandbox/src/page)/', pathNot: [tests] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'declared-dependencies',
      comment:
        'What runs in production is declared by the package that imports it, as a dependency or a peer. The sandbox ships its page built.',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/(src|app)/', pathNot: [tests, '^packages/sandbox/src/page/'] },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm', 'npm-peer', 'npm-optional', 'type-only'],
      },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere is a rule that does not hold.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^cloudflare:workers$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '/(dist|media|fixtures)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@kaltura-discord/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
}
