import { type EventLog, type LeftOff, type Programme, type ProgrammeStore, programmeStarted } from '@kaltura-discord/core'
import { changeWhere, type Forgetful, removeWhere } from './forgetful.ts'

/** Keeps programmes for the life of the process: for tests, and for trying things out. */
export function createMemoryProgrammeStore(events: EventLog): ProgrammeStore & Forgetful {
  const programmes = new Map<string, Programme>()
  const channels = new Map<string, LeftOff>()
  const key = (guildId: string, id: string) => JSON.stringify([guildId, id])
  return {
    async start(programme) {
      const current = programmes.get(key(programme.guildId, programme.instanceId))
      if (current) return { kind: 'joined', current }
      programmes.set(key(programme.guildId, programme.instanceId), programme)
      await events.publish([programmeStarted(programme)])
      return { kind: 'kept' }
    },
    async find(guildId, instanceId) {
      return programmes.get(key(guildId, instanceId))
    },
    async leaveOff(leftOff) {
      const at = key(leftOff.guildId, leftOff.channelId)
      if ((channels.get(at)?.atMs ?? 0) <= leftOff.atMs) channels.set(at, { ...leftOff, queue: [...leftOff.queue] })
    },
    async leftOff(guildId, channelId) {
      return channels.get(key(guildId, channelId))
    },
    forgetUser: (userId) =>
      changeWhere(
        programmes,
        ({ startedBy }) => startedBy === userId,
        (programme) => ({ ...programme, startedBy: '' }),
      ),
    sweep: (nowMs, forMs) =>
      removeWhere(programmes, ({ atMs }) => atMs <= nowMs - forMs.programme) +
      removeWhere(channels, ({ atMs }) => atMs <= nowMs - forMs.leftOff),
  }
}
