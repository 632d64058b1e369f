import type { WatchRefusalCode } from '@kaltura-discord/api'
import type { BeginRefusal, ErrorCode, GrantableAction } from '@kaltura-discord/core'

/** Why a grant was not given. */
export type GrantRefusal = Extract<ErrorCode, 'guild-unbound' | 'member-may-not-grant' | 'grant.too-long'>
/** Why a command or a button did not do what it says. */
export type Refusal = WatchRefusalCode | BeginRefusal | GrantRefusal | 'not-a-suggestion'

/** For how many minutes a right can be given. The longest is the longest that there is. */
export const grantMinutes = [60, 1440, 10_080, 43_200, 129_600] as const
export type GrantMinutes = (typeof grantMinutes)[number]

/** All that the bot says in one language. What is missing in one does not compile. */
export interface BotWords {
  /** What Discord shows of the command: 100 characters at most each. Its name is the same in all languages, as messages name it. */
  command: Readonly<Record<CommandPart, string>>
  refusals: Readonly<Record<Refusal, string>>
  /** Something is broken. */
  failure: string
  supportId(id: string): string
  card: Readonly<Record<'length' | 'live' | 'chosenBy' | 'everyone', string>>
  /** The others in the Activity watch another video than the one of the card. */
  joinedAnother: string
  /** Discord did not start the Activity; `title` is Discord's Markdown. */
  instead: { nowhere: string; inBrowser(title: string): string; button: string }
  /** `ends` is a timestamp of Discord's, such as *in 10 minutes*. */
  link: { code(code: string, ends: string): string; unlinked: string; notLinked: string }
  grant: {
    /** As they stand behind *may*, and among the choices of the command. */
    actions: Readonly<Record<GrantableAction, string>>
    times: Readonly<Record<GrantMinutes, string>>
    granted(member: string, action: string, ends: string): string
    ended(member: string, action: string): string
  }
}

export type CommandPart = 'kaltura' | 'watch' | 'video' | 'link' | 'unlink' | 'grant' | 'revoke' | 'member' | 'action' | 'time'
