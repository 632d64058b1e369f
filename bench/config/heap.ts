import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { guildSource } from './contenders.ts'
import { guildIdOf, type Setting } from './setting.ts'

const guilds = 10_000
const passes = 10

/** Asks for every one of many guilds, again and again, and says what is alive after each time. */
export async function measureHeap(setting: Setting, size: number) {
  setFlagsFromString('--expose_gc')
  const collect: () => void = runInNewContext('gc')
  const { source, stores } = guildSource(setting, size)
  const aliveMb = () => {
    collect()
    return process.memoryUsage().heapUsed / 1e6
  }
  const before = aliveMb()
  const more: number[] = []
  for (let pass = 0; pass < passes; pass += 1) {
    for (let index = 0; index < guilds; index += 1) await source.of(guildIdOf(index))
    more.push(aliveMb() - before)
  }
  await source.close()
  await stores.close()
  return { size, guilds, passes, firstMb: more[0] ?? Number.NaN, lastMb: more.at(-1) ?? Number.NaN }
}
