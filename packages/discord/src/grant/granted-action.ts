import { type GrantableAction, grantableActions } from '@kaltura-discord/core'

/** The action that a choice stands for. Discord lets nobody send another, but its word is not ours. */
export function grantedAction(choice: string): GrantableAction | undefined {
  return grantableActions.find((action) => action === choice)
}
