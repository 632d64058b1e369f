import { expect, test } from 'vitest'
import type { NotificationEvent } from '../notifications/notification-event.ts'
import { previewTemplate } from './preview-template.ts'

const wordsOf = (content: string, event: NotificationEvent = 'captions-ready') => {
  const preview = previewTemplate(event, { content }, 'en')
  return preview.kind === 'invalid' ? preview.problems.map(({ words }) => words) : []
}
const video = 'video.title, video.description, video.url, video.thumbnail, video.duration, video.createdAt'
const known = `Here there are roles, ${video} and captions.language.`

test.each([
  ['x {{ENV_X}}', `The tag at character 3 names "ENV_X", which is no variable of this event. ${known}`],
  ['{{video}}', `The tag at character 1 names "video", which is no variable of this event. ${known}`],
  ['{{video.__proto__}}', `The tag at character 1 names "__proto__", which no variable may be called. ${known}`],
  ['{{a.b.c.d.e.f.g.h.i}}', `The tag at character 1 names a variable with more than 8 parts. ${known}`],
  ['a{{video.title', 'The tag at character 2 has no end: a tag ends with }}, and a text in it with ".'],
  [
    '{{video.title()}}',
    'The tag at character 1 is none that there is. There are {{variable}}, {{variable | filter}}, {{#if variable}}, {{else}} and {{/if}}.',
  ],
  [
    '{{video.title | shout}}',
    'The tag at character 1 has the filter "shout", which there is not. There are default, date, truncate, upper and lower.',
  ],
  [
    '{{video.title | date:"R"}}',
    'The tag at character 1 has the filter "date" in a way that does not fit: it is written date:"R", with one of t T d D f F R, and is for video.createdAt.',
  ],
  [
    '{{video.url | truncate:9}}',
    'The tag at character 1 has the filter "truncate" in a way that does not fit: it is written truncate:40, with 1 to 1000, and is for video.title, video.description and captions.language.',
  ],
  [
    '{{video.title | upper:1}}',
    'The tag at character 1 has the filter "upper" in a way that does not fit: it stands alone, and is for video.title, video.description and captions.language.',
  ],
  [
    '{{video.title | default}}',
    'The tag at character 1 has the filter "default" in a way that does not fit: it is written default:"text".',
  ],
  [`{{video.title${' | upper'.repeat(5)}}}`, 'The tag at character 1 has more than 4 filters.'],
  ['{{#each video}}', 'The tag at character 1 begins or ends a section that there is not. There are only {{#if variable}} and {{/if}}.'],
  [
    '{{#if roles}}{{#if roles}}{{/if}}',
    'The tag at character 14 stands inside of another {{#if}}, where none may. End that with {{/if}} before it.',
  ],
  ['{{#if roles}}', 'The tag at character 1 has no {{/if}} behind it.'],
  ['{{/if}}', 'The tag at character 1 belongs to no {{#if}} before it; each has one {{/if}}, and at most one {{else}}.'],
  [
    '{{#if roles}}https://a{{/if}}',
    'The tag at character 23 ends a choice of which one branch stops within an address, and the other does not. Put the whole address into the branch.',
  ],
  ['{{roles}}'.repeat(65), 'The tag at character 577 is one too many: a part may have 64.'],
  ['x'.repeat(4097), 'It has more than 4096 characters.'],
])('the author of %j is told where it is wrong, and what may stand there', (source, words) => {
  expect(wordsOf(source)).toEqual([words])
})

test('the author of a date for an event that has no times is told that', () => {
  expect(wordsOf('{{live.title | date:"R"}}', 'live-ended')).toEqual([expect.stringMatching(/is for times, which this event has not\.$/)])
})
