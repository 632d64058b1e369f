import { errorSentence } from '@kaltura-discord/core'
import type { BotWords } from './bot-words.ts'

const noSuchVideo = 'There is no such video here. Type a few letters of its title and choose a suggestion.'

export const en: BotWords = {
  command: {
    kaltura: 'Watch Kaltura videos together',
    watch: 'Choose a video and watch it together, in sync',
    video: 'Type a few letters of its title',
    link: 'Link your Kaltura account: get a code for your institution’s page',
    unlink: 'Take the link to your Kaltura account away',
    grant: 'Let a member do one thing for a time, whatever their roles; for managers',
    revoke: 'Take back what a member was granted; for managers',
    member: 'Whom',
    action: 'What they may',
    time: 'For how long',
  },
  refusals: {
    'guild-unbound': errorSentence('guild-unbound'),
    'entry-unknown': noSuchVideo,
    // Reads like an unknown one, so that nobody learns which ids exist.
    'entry-out-of-scope': noSuchVideo,
    'entry-not-ready': errorSentence('entry-not-ready'),
    'entry-not-open': errorSentence('entry-not-open'),
    'member-may-not-watch': errorSentence('member-may-not-watch'),
    'member-may-not-start': 'You can join, but not start a watch party here. Ask someone with the right role to press *Watch Together*.',
    'not-a-suggestion': 'Choose one of the suggestions: type a few letters of the title and pick a line.',
    'member-may-not-link': errorSentence('member-may-not-link'),
    'link.off': errorSentence('link.off'),
    'link.given': errorSentence('link.given'),
    'member-may-not-grant': errorSentence('member-may-not-grant'),
    'grant.too-long': errorSentence('grant.too-long'),
  },
  failure: errorSentence('upstream.unavailable'),
  supportId: (id) => `Support id ${id}`,
  card: {
    length: 'Length',
    live: 'Live',
    chosenBy: 'Chosen by',
    everyone: 'Everyone who presses the button watches the same frame.',
  },
  joinedAnother: 'The others here are watching something else; you joined them. The video of this card can start when they are done.',
  instead: {
    nowhere: 'Discord does not start the Activity here. Try it in a voice channel, or ask a manager whether Activities may be used.',
    inBrowser: (title) =>
      `Discord does not start the Activity here. You can watch *${title}* in the browser, though not in step with others.`,
    button: 'Watch in the browser',
  },
  link: {
    code: (code, ends) =>
      `Your code is ${code}. Enter it on your institution’s own page for this, signed in there as yourself. It ends ${ends} and works once. Nobody here will ever ask you for it.`,
    unlinked: 'Your Kaltura account is not linked any more.',
    notLinked: 'No Kaltura account was linked.',
  },
  grant: {
    actions: {
      watch: 'watch videos',
      start: 'start a watch party',
      control: 'hold the remote',
      invite: 'invite people from outside',
      moderate: 'give the remote to anybody',
      link: 'link a Kaltura account',
      configure: 'change how this server is set up',
    },
    times: { 60: '1 hour', 1440: '1 day', 10080: '1 week', 43200: '30 days', 129600: '90 days' },
    granted: (member, action, ends) => `${member} may ${action}. It ends ${ends}.`,
    ended: (member, action) => `${member} holds no grant to ${action} any more; what their roles let them, they still may.`,
  },
}
