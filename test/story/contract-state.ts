import type { SandboxChannel, SandboxMessage, SandboxState } from '../../packages/sandbox/src/control/contract.ts'

export const mara = {
  userId: '20',
  username: 'mara',
  displayName: 'Mara',
  part: 'manager',
  roles: [{ id: '30', name: 'Staff', color: '#eb459e' }],
  color: '#eb459e',
} as const
export const tom = {
  userId: '21',
  username: 'tom',
  displayName: 'Tom',
  part: 'member',
  roles: [{ id: '31', name: 'Student', color: '#57a5f2' }],
  color: '#3b82c4',
} as const
export const gus = { userId: '22', username: 'gus', displayName: 'Gus', part: 'guest', roles: [], color: '#3f8f5f' } as const

const bot = { id: '1100000000000000001', name: 'Kaltura', online: true }
const atMs = Date.UTC(2026, 10, 22, 14, 0)

export function message(change: Partial<SandboxMessage> & { id: string }): SandboxMessage {
  return {
    channelId: '11',
    author: { id: bot.id, name: bot.name, bot: true, color: '#7ce0c3' },
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    atMs,
    editedAtMs: null,
    onlyFor: null,
    answers: null,
    state: 'posted',
    type: 0,
    pinned: false,
    repliesTo: null,
    threadId: null,
    ...change,
  }
}

const everyone = ['20', '21', '22', bot.id]

const channel = (id: string, name: string, change: Partial<SandboxChannel> = {}): SandboxChannel => ({
  id,
  name,
  kind: 'text',
  parentId: null,
  isPrivate: false,
  archived: false,
  locked: false,
  seenBy: everyone,
  writtenBy: change.seenBy ?? everyone,
  ...change,
})

const entry = (id: string, name: string, durationS: number, tags: string[], status: 'ready' | 'processing' = 'ready') => ({
  id,
  name,
  durationS,
  status,
  tags,
  thumbnailUrl: `/thumb/${id}`,
  delivery: id.endsWith('c') ? ('mp4' as const) : ('hls' as const),
})

/** A fresh sandbox: nothing was said, nobody watches. */
export function freshState(): SandboxState {
  return {
    guild: { id: '10', name: 'Kaltura University' },
    channels: [
      { id: '11', name: 'watch-party' },
      { id: '13', name: 'recordings' },
    ],
    guilds: [
      {
        id: '10',
        name: 'Kaltura University',
        hasBot: true,
        channels: [
          channel('11', 'watch-party'),
          channel('13', 'recordings'),
          channel('14', 'staff-only', { isPrivate: true, seenBy: ['20'] }),
          channel('15', 'Quiz night', { kind: 'thread', parentId: '11' }),
        ],
        members: [
          ...[mara, tom, gus].map(({ userId, displayName, roles }) => ({
            userId,
            name: displayName,
            isBot: false,
            role: roles[0] ?? null,
          })),
          { userId: bot.id, name: bot.name, isBot: true, role: null },
        ],
      },
      {
        id: '50',
        name: 'Study Group',
        hasBot: false,
        channels: [channel('52', 'revision', { seenBy: ['21', '22'] })],
        members: [tom, gus].map(({ userId, displayName }) => ({ userId, name: displayName, isBot: false, role: null })),
      },
    ],
    directs: [{ id: '60', people: [tom, gus].map(({ userId, displayName }) => ({ userId, name: displayName, isBot: false })) }],
    installedFor: [],
    members: [mara, tom, gus].map((member) => ({ ...member, roles: [...member.roles] })),
    bot,
    commands: [
      {
        id: '1',
        type: 1,
        name: 'kaltura',
        description: 'Kaltura in Discord',
        options: [
          {
            type: 1,
            name: 'watch',
            description: 'Watch a video together',
            options: [
              { type: 3, name: 'video', description: 'Start typing its title', required: true, autocomplete: true },
              { type: 4, name: 'start', description: 'Start at this second', min_value: 0 },
            ],
          },
          {
            type: 1,
            name: 'search',
            description: 'Find a video',
            options: [{ type: 3, name: 'words', description: 'What it is about', required: true }],
          },
          {
            type: 2,
            name: 'meeting',
            description: 'Meetings',
            options: [
              { type: 1, name: 'start', description: 'Start a meeting', options: [{ type: 5, name: 'record', description: 'Record it' }] },
              { type: 1, name: 'join', description: 'Join the meeting of this channel' },
            ],
          },
          {
            type: 1,
            name: 'settings',
            description: 'What this server has set',
            options: [
              {
                type: 3,
                name: 'topic',
                description: 'Which part',
                choices: [
                  { name: 'Notifications', value: 'n' },
                  { name: 'Access', value: 'a' },
                ],
              },
            ],
          },
        ],
      },
      { id: '9', type: 4, name: 'launch', handler: 1 },
    ],
    messages: [],
    instances: [],
    modals: [],
    voiceChannels: [],
    events: [],
    invites: [],
    quickLinks: [],
    clients: {},
    faults: [],
    seed: 1,
    scenario: { kind: 'idle' },
    kaltura: {
      entries: [
        entry('0_a', 'Introduction to deep learning', 3124, ['lecture', 'ai']),
        entry('0_b', 'How coral reefs recover: a field study in the Red Sea', 724, ['biology']),
        entry('0_c', 'Campus tour 2026', 95, ['welcome']),
        entry('0_d', 'Linear algebra, week 7', 2801, ['lecture', 'maths'], 'processing'),
      ],
      deliveries: [],
      meetings: [],
      beacons: [],
    },
  }
}

/** A channel in which all kinds of messages were posted. */
export function busyMessages(): SandboxMessage[] {
  return [
    message({
      id: 'm1',
      content:
        '**Mara** started a watch party: *Introduction to deep learning*. Ends <t:1795356000:R>. See [the course](https://example.org/course) or ask <@21>.',
      answers: { userId: '20', userName: 'Mara', label: '/kaltura watch' },
      embeds: [
        {
          title: 'Introduction to deep learning',
          url: 'https://example.org/watch',
          description: 'From perceptrons to transformers, with `numpy` only.',
          color: 0x7ce0c3,
          fields: [
            { name: 'Length', value: '52:04', inline: true },
            { name: 'Speaker', value: 'Prof. Ada Lindqvist', inline: true },
          ],
          thumbnail: { url: '/thumb/0_a' },
          footer: { text: 'Kaltura University' },
        },
      ],
      components: [
        {
          type: 1,
          components: [
            { type: 2, style: 1, label: 'Join', custom_id: 'join' },
            { type: 2, style: 2, label: 'Queue', custom_id: 'queue' },
            { type: 2, style: 3, label: 'Ready', custom_id: 'ready' },
            { type: 2, style: 4, label: 'End', custom_id: 'end' },
            { type: 2, style: 2, label: 'Ended', custom_id: 'ended', disabled: true },
            { type: 2, style: 5, label: 'Open in Kaltura', url: 'https://example.org/' },
          ],
        },
      ],
    }),
    message({
      id: 'm2',
      content: 'You may not steer here. Ask for the role **Student**.',
      onlyFor: '22',
      answers: { userId: '22', userName: 'Gus', label: '/kaltura settings' },
    }),
    message({ id: 'm3', state: 'thinking', answers: { userId: '21', userName: 'Tom', label: '/kaltura search' } }),
    message({ id: 'm4', state: 'failed', onlyFor: '20', answers: { userId: '20', userName: 'Mara', label: '/kaltura meeting start' } }),
  ]
}
