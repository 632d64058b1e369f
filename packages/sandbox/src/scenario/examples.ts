import type { Scenario } from './scenario-schema.ts'

const lecture = 'Lecture 2: Tides and moons'
const common = { kind: 'kaltura-discord scenario', version: 1, seed: 1 } as const
const inParty = { channel: 'watch-party' } as const

/** Scenarios that come with the sandbox. */
export const exampleScenarios: readonly Scenario[] = [
  {
    ...common,
    name: 'A lecture, with the media host down for ten seconds',
    about: 'Tom and Mara watch a lecture together. Kaltura’s media host refuses connections for ten seconds, and Gus comes just then.',
    steps: [
      { ...inParty, afterMs: 0, who: 'Tom', do: 'use', command: '/kaltura watch', values: { video: { suggestion: lecture } } },
      { ...inParty, afterMs: 1_000, who: 'Tom', do: 'press', button: 'Watch Together' },
      { ...inParty, afterMs: 4_000, who: 'Mara', do: 'join' },
      {
        afterMs: 8_000,
        do: 'fault',
        called: 'The media host is down',
        fault: { place: 'kaltura-media', kind: 'down', forMs: 10_000 },
      },
      { ...inParty, afterMs: 2_000, who: 'Gus', do: 'join' },
    ],
  },
  {
    ...common,
    name: 'A bad evening on the train',
    about:
      'Everybody watches, Gus on a phone in a train. The bot’s gateway drops, half of Discord’s answers are late, and everybody’s way is cut once.',
    steps: [
      { afterMs: 0, who: 'Gus', do: 'client', client: { device: 'phone', network: 'train' } },
      { ...inParty, afterMs: 500, who: 'Mara', do: 'use', command: '/kaltura watch', values: { video: { suggestion: lecture } } },
      { ...inParty, afterMs: 1_000, who: 'Mara', do: 'press', button: 'Watch Together' },
      { ...inParty, afterMs: 3_000, who: 'Tom', do: 'join' },
      { ...inParty, afterMs: 1_000, who: 'Gus', do: 'join' },
      {
        afterMs: 8_000,
        do: 'fault',
        called: 'Discord is slow now and then',
        fault: { place: 'discord-rest', kind: 'slow', delayMs: 500, jitterMs: 1_500, probability: 0.5 },
      },
      { afterMs: 1_000, do: 'fault', fault: { place: 'discord-gateway', kind: 'drop', times: 1 } },
      { afterMs: 5_000, do: 'fault', fault: { place: 'activity-proxy', kind: 'cut', path: '/api/v1/rooms/socket', times: 3 } },
      { afterMs: 10_000, do: 'mend', fault: 'Discord is slow now and then' },
      { afterMs: 2_000, who: 'Gus', do: 'leave' },
    ],
  },
]
