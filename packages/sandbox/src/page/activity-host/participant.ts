import type { SandboxInstance, SandboxMember } from '../../control/contract.ts'

/** A person in an Activity, with every field that the SDK's schema wants: an answer without one of them never reaches the app. */
export interface Participant {
  id: string
  username: string
  discriminator: string
  avatar: null
  avatar_decoration_data: null
  flags: number
  bot: boolean
  global_name: string
  nickname: string
}

/** Who has a window of this instance open, in the order in which they joined. */
export function participantsOf(instance: SandboxInstance | undefined, members: readonly SandboxMember[]): Participant[] {
  const joined = new Set(instance?.frames.map((frame) => frame.userId))
  return [...joined].flatMap((userId) => {
    const member = members.find((each) => each.userId === userId)
    return member ? [participant(member)] : []
  })
}

/** A person as an Activity is told of them. */
export function participant(member: SandboxMember): Participant {
  return {
    id: member.userId,
    username: member.username,
    discriminator: '0',
    avatar: null,
    avatar_decoration_data: null,
    flags: 0,
    bot: false,
    global_name: member.displayName,
    nickname: member.displayName,
  }
}
