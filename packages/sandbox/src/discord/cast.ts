/** The people and places of the sandbox: fixed ids, so that tests, screenshots and scenarios can name them. */
export const cast = {
  applicationId: '1100000000000000001',
  guild: { id: '1100000000000000010', name: 'Kaltura University' },
  channels: {
    general: { id: '1100000000000000011', name: 'watch-party' },
    recordings: { id: '1100000000000000013', name: 'recordings' },
    /** Seen by the staff alone: neither Tom nor Gus nor the bot may look in. */
    staffOnly: { id: '1100000000000000014', name: 'staff-only' },
  },
  /** Tom may manage it, Mara and Gus are members, and so is the bot, with many permissions. Of another shard than the first. */
  filmClub: {
    id: '1100000000005000040',
    name: 'Film Club',
    channels: {
      screenings: { id: '1100000000005000042', name: 'screenings' },
      suggestions: { id: '1100000000005000043', name: 'suggestions' },
    },
    roles: { projectionist: { id: '1100000000005000045', name: 'Projectionist', color: '#e5b454' } },
  },
  /** Gus's own, with Tom in it. The bot isn't: only who installed the application for themselves can use it there. */
  studyGroup: {
    id: '1100000000007000050',
    name: 'Study Group',
    channels: { revision: { id: '1100000000007000052', name: 'revision' } },
  },
  /** Tom and Gus talk in private. */
  direct: { id: '1100000000000000060' },
  /** Where people talk. */
  lectureHall: { id: '1100000000000000015', name: 'Lecture hall' },
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
