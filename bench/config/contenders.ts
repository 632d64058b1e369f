import { createConfigSource, createMemoryInvalidations, operatorConfig, readSettings, type Settings } from '@kaltura-discord/core'
import { sourcesOf } from '@kaltura-discord/stores/config-file'
import { createLruShelf } from '@kaltura-discord/stores/memory'
import { openSqliteStores } from '@kaltura-discord/stores/sqlite'
import { npmPeer } from './npm-peers.ts'
import { guildIdOf, type Setting } from './setting.ts'

/** Something that can be timed; it gives the language that counts, so that nobody times a failure. */
export interface Contender {
  operation: string
  name: string
  run(): Promise<unknown> | unknown
}

/** What counts in a guild whose people said something, from SQLite; `size` copies at most. */
export function guildSource(setting: Setting, size: number, now: () => number = () => performance.now()) {
  const stores = openSqliteStores({ file: ':memory:' })
  const source = createConfigSource({
    operator: operatorConfig(settingsOf(setting)),
    store: stores.guildConfigs,
    invalidations: createMemoryInvalidations(),
    shelf: createLruShelf({ size }),
    ttlMs: 60_000,
    now,
    onOld: (_, error) => {
      throw error
    },
    onDeaf: () => undefined,
  })
  return { source, stores }
}

export async function createContenders(setting: Setting): Promise<readonly Contender[]> {
  Object.assign(process.env, setting.environment, { NODE_CONFIG_DIR: setting.nodeConfigFolder, SUPPRESS_NO_CONFIG_WARNING: '1' })
  const nodeConfig: { get(path: string): unknown } = npmPeer('config')
  const { Util }: { Util: { loadFileConfigs(options: object): { config: typeof example } } } = npmPeer('config/lib/util.js')
  const c12: { loadConfig(options: object): Promise<{ config: typeof example }> } = await import(npmPeer.resolve('c12'))
  const loadC12 = () =>
    c12.loadConfig({
      cwd: setting.c12Folder,
      configFile: 'app.config.json',
      dotenv: false,
      rcFile: false,
      globalRc: false,
      packageJson: false,
    })
  const settings = settingsOf(setting)
  const loaded = (await loadC12()).config

  const cached = guildSource(setting, 10)
  let nowMs = 0
  const cold = guildSource(setting, 10, () => (nowMs += 60_000))
  const guildId = guildIdOf(3)
  for (const { stores } of [cached, cold]) {
    const document = JSON.stringify({
      format: 'kaltura-discord.guild-config',
      schema: 1,
      overrides: { controllers: ['1100000000000000031'] },
    })
    await stores.guildConfigs.append({ guildId, version: 1, document, changedBy: guildId, atMs: 0 })
  }
  return [
    { operation: 'look up', name: 'ours, an operator’s setting', run: () => settings.GUILD_LOCALE },
    { operation: 'look up', name: 'ours, a guild’s', run: async () => (await cached.source.of(guildId)).locale },
    { operation: 'look up', name: 'node-config', run: () => nodeConfig.get('guild.locale') },
    { operation: 'look up', name: 'c12', run: () => loaded.guild.locale },
    { operation: 'resolve cold', name: 'ours, the operator’s', run: () => settingsOf(setting).GUILD_LOCALE },
    { operation: 'resolve cold', name: 'ours, a guild’s', run: async () => (await cold.source.of(guildId)).locale },
    {
      operation: 'resolve cold',
      name: 'node-config',
      run: () => Util.loadFileConfigs({ configDir: setting.nodeConfigFolder }).config.guild.locale,
    },
    { operation: 'resolve cold', name: 'c12', run: async () => (await loadC12()).config.guild.locale },
  ]
}

/** What the peers give, which no type says. */
const example = { guild: { locale: 'fr' } }

function settingsOf(setting: Setting): Settings {
  const outcome = readSettings(sourcesOf({ ...setting.environment, CONFIG_FILE: setting.ours }))
  if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome))
  return outcome.settings
}
