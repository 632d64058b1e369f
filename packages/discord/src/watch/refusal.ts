import type { WatchRefusalCode } from '@kaltura-discord/api'

/** Why a command or a button did not do what it says. */
export type Refusal = WatchRefusalCode | 'not-a-suggestion'

const sentences: Readonly<Record<Refusal, string>> = {
  'guild-unbound': 'This server is not connected to Kaltura yet. A manager of it can ask the operator of the bot.',
  'entry-unknown': 'There is no such video here. Type a few letters of its title and choose a suggestion.',
  // Reads like an unknown one, so that nobody learns which ids exist.
  'entry-out-of-scope': 'There is no such video here. Type a few letters of its title and choose a suggestion.',
  'entry-not-ready': 'This video is still being prepared in Kaltura. Try again in a few minutes.',
  'entry-not-open': 'Its owner does not let this video be watched at this time.',
  'member-may-not-watch': 'You may not watch videos here. Ask a manager of this server which role you need.',
  'member-may-not-start': 'You can join, but not start a watch party here. Ask someone with the right role to press *Watch Together*.',
  'not-a-suggestion': 'Choose one of the suggestions: type a few letters of the title and pick a line.',
}

/** A refusal in words for the person who asked. */
export function refusalSentence(reason: Refusal): string {
  return sentences[reason]
}
