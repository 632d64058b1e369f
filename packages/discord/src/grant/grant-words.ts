import type { GrantableAction } from '@kaltura-discord/core'

/** What can be given, as it stands behind *may* and among the choices of the command. */
export const grantWords: Readonly<Record<GrantableAction, string>> = {
  watch: 'watch videos',
  start: 'start a watch party',
  control: 'hold the remote',
  invite: 'invite people from outside',
  moderate: 'give the remote to anybody',
  link: 'link a Kaltura account',
  configure: 'change how this server is set up',
}

/** For how long, as choices: their minutes, and how they read. The longest is the longest that there is. */
export const grantTimes: Readonly<Record<number, string>> = {
  60: '1 hour',
  [24 * 60]: '1 day',
  [7 * 24 * 60]: '1 week',
  [30 * 24 * 60]: '30 days',
  [90 * 24 * 60]: '90 days',
}

/** The action that a choice stands for. Discord lets nobody send another, but its word is not ours. */
export function grantedAction(choice: string): GrantableAction | undefined {
  const actions = Object.keys(grantWords) as GrantableAction[]
  return actions.find((action) => action === choice)
}
