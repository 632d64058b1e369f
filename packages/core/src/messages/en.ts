import type { LanguageCatalogue } from './catalogue.ts'

export const en: LanguageCatalogue = {
  phrases: {
    people: '{count, plural, one {# person} other {# people}}',
    'watch-together': 'Watch Together',
  },
  notifications: {
    'meeting-scheduled': {
      content: 'A meeting is planned.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.startsAt}}Starts: {{meeting.startsAt | date:"F"}} ({{meeting.startsAt | date:"R"}})\n{{/if}}' +
        '{{#if meeting.host}}Host: {{meeting.host}}\n{{/if}}',
    },
    'meeting-started': {
      content: 'A meeting has begun.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.host}}Host: {{meeting.host}}\n{{/if}}' +
        '{{#if meeting.endsAt}}Ends: {{meeting.endsAt | date:"t"}}\n{{/if}}',
    },
    'meeting-ended': {
      content: 'A meeting is over.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.duration}}Length: {{meeting.duration}}\n{{/if}}' +
        '{{#if meeting.people}}Came: {{meeting.people}}\n{{/if}}',
    },
    'live-started': {
      content: 'A live stream has begun.',
      title: '{{live.title}}',
      description:
        '{{#if live.description}}{{live.description}}\n{{/if}}' + '{{#if live.startedAt}}Since: {{live.startedAt | date:"R"}}\n{{/if}}',
    },
    'live-ended': {
      content: 'A live stream is over.',
      title: '{{live.title}}',
      description:
        '{{#if live.description}}{{live.description}}\n{{/if}}' +
        '{{#if live.duration}}Length: {{live.duration}}\n{{/if}}' +
        '{{#if live.people}}Came: {{live.people}}\n{{/if}}',
    },
    'entry-ready': {
      content: 'A new video is ready.',
      title: '{{video.title}}',
      description: '{{#if video.description}}{{video.description}}\n{{/if}}' + '{{#if video.duration}}Length: {{video.duration}}\n{{/if}}',
    },
    'recording-ready': {
      content: 'A new recording is ready.',
      title: '{{video.title}}',
      description:
        '{{#if video.description}}{{video.description}}\n{{/if}}' +
        '{{#if video.duration}}Length: {{video.duration}}\n{{/if}}' +
        '{{#if video.createdAt}}Recorded: {{video.createdAt | date:"D"}}\n{{/if}}',
    },
    'captions-ready': {
      content: 'Captions are ready.',
      title: '{{video.title}}',
      description:
        '{{#if video.description}}{{video.description}}\n{{/if}}' +
        '{{#if captions.language}}Language: {{captions.language}}\n{{/if}}' +
        '{{#if video.duration}}Length: {{video.duration}}\n{{/if}}',
    },
  },
}
