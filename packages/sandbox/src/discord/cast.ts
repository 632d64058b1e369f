/** The people and places of the sandbox: fixed ids, so that tests, screenshots and scenarios can name them. */
export const cast = {
  applicationId: '1100000000000000001',
  guild: { id: '1100000000000000010', name: 'Kaltura University' },
  channels: {
    general: { id: '1100000000000000011', name: 'watch-party' },
    recordings: { id: '1100000000000000013', name: 'recordings' },
  },
  roles: {
    staff: { id: '1100000000000000030', name: 'Staff', color: '#eb459e' },
    student: { id: '1100000000000000031', name: 'Student', color: '#57a5f2' },
  },
  /** Mara may manage the guild, Tom holds the role that may steer, Gus holds none. */
  members: {
    manager: { userId: '1100000000000000020', username: 'mara', displayName: 'Mara', color: '#eb459e', roles: ['staff'] },
    member: { userId: '1100000000000000021', username: 'tom', displayName: 'Tom', color: '#3b82c4', roles: ['student'] },
    guest: { userId: '1100000000000000022', username: 'gus', displayName: 'Gus', color: '#3f8f5f', roles: [] },
  },
} as const
