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
    'recording-ready': {
      content: 'Eine neue Aufzeichnung ist da.',
      title: '{{recording.title}}',
      description:
        '{{#if recording.description}}{{recording.description}}\n{{/if}}' +
        '{{#if recording.duration}}Länge: {{recording.duration}}\n{{/if}}' +
        '{{#if recording.createdAt}}Aufgezeichnet: {{recording.createdAt | date:"D"}}\n{{/if}}',
    },
    'captions-ready': {
      content: 'Untertitel sind da.',
      title: '{{recording.title}}',
      description:
        '{{#if recording.description}}{{recording.description}}\n{{/if}}' +
        '{{#if captions.language}}Sprache: {{captions.language}}\n{{/if}}' +
        '{{#if recording.duration}}Länge: {{recording.duration}}\n{{/if}}',
    },
  },
}
