import type { LanguageCatalogue } from './catalogue.ts'

export const de: LanguageCatalogue = {
  phrases: {
    people: '{count, plural, one {# Person} other {# Personen}}',
    'watch-together': 'Gemeinsam ansehen',
  },
  notifications: {
    'meeting-scheduled': {
      content: 'Ein Treffen ist geplant.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.startsAt}}Beginn: {{meeting.startsAt | date:"F"}} ({{meeting.startsAt | date:"R"}})\n{{/if}}' +
        '{{#if meeting.host}}Gastgeber: {{meeting.host}}\n{{/if}}',
    },
    'meeting-started': {
      content: 'Ein Treffen hat begonnen.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.host}}Gastgeber: {{meeting.host}}\n{{/if}}' +
        '{{#if meeting.endsAt}}Ende: {{meeting.endsAt | date:"t"}}\n{{/if}}',
    },
    'meeting-ended': {
      content: 'Das Treffen ist zu Ende.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.duration}}Länge: {{meeting.duration}}\n{{/if}}' +
        '{{#if meeting.people}}Dabei: {{meeting.people}}\n{{/if}}',
    },
    'live-started': {
      content: 'Ein Livestream hat begonnen.',
      title: '{{live.title}}',
      description:
        '{{#if live.description}}{{live.description}}\n{{/if}}' + '{{#if live.startedAt}}Seit: {{live.startedAt | date:"R"}}\n{{/if}}',
    },
    'live-ended': {
      content: 'Der Livestream ist zu Ende.',
      title: '{{live.title}}',
      description:
        '{{#if live.description}}{{live.description}}\n{{/if}}' +
        '{{#if live.duration}}Länge: {{live.duration}}\n{{/if}}' +
        '{{#if live.people}}Dabei: {{live.people}}\n{{/if}}',
    },
    'entry-ready': {
      content: 'Ein neues Video ist da.',
      title: '{{video.title}}',
      description: '{{#if video.description}}{{video.description}}\n{{/if}}' + '{{#if video.duration}}Länge: {{video.duration}}\n{{/if}}',
    },
    'recording-ready': {
      content: 'Eine neue Aufzeichnung ist da.',
      title: '{{video.title}}',
      description:
        '{{#if video.description}}{{video.description}}\n{{/if}}' +
        '{{#if video.duration}}Länge: {{video.duration}}\n{{/if}}' +
        '{{#if video.createdAt}}Aufgezeichnet: {{video.createdAt | date:"D"}}\n{{/if}}',
    },
    'captions-ready': {
      content: 'Untertitel sind da.',
      title: '{{video.title}}',
      description:
        '{{#if video.description}}{{video.description}}\n{{/if}}' +
        '{{#if captions.language}}Sprache: {{captions.language}}\n{{/if}}' +
        '{{#if video.duration}}Länge: {{video.duration}}\n{{/if}}',
    },
  },
}
