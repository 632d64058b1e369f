import type { LanguageCatalogue } from './catalogue.ts'

export const fr: LanguageCatalogue = {
  phrases: {
    people: '{count, plural, one {# personne} many {# de personnes} other {# personnes}}',
    'watch-together': 'Regarder ensemble',
  },
  notifications: {
    'meeting-scheduled': {
      content: 'Une réunion est prévue.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.startsAt}}Début\u00A0: {{meeting.startsAt | date:"F"}} ({{meeting.startsAt | date:"R"}})\n{{/if}}' +
        '{{#if meeting.host}}Hôte\u00A0: {{meeting.host}}\n{{/if}}',
    },
    'meeting-started': {
      content: 'Une réunion a commencé.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.host}}Hôte\u00A0: {{meeting.host}}\n{{/if}}' +
        '{{#if meeting.endsAt}}Fin\u00A0: {{meeting.endsAt | date:"t"}}\n{{/if}}',
    },
    'meeting-ended': {
      content: 'La réunion est terminée.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.duration}}Durée\u00A0: {{meeting.duration}}\n{{/if}}' +
        '{{#if meeting.people}}Présents\u00A0: {{meeting.people}}\n{{/if}}',
    },
    'live-started': {
      content: 'Un direct a commencé.',
      title: '{{live.title}}',
      description:
        '{{#if live.description}}{{live.description}}\n{{/if}}' +
        '{{#if live.startedAt}}Depuis\u00A0: {{live.startedAt | date:"R"}}\n{{/if}}',
    },
    'live-ended': {
      content: 'Le direct est terminé.',
      title: '{{live.title}}',
      description:
        '{{#if live.description}}{{live.description}}\n{{/if}}' +
        '{{#if live.duration}}Durée\u00A0: {{live.duration}}\n{{/if}}' +
        '{{#if live.people}}Présents\u00A0: {{live.people}}\n{{/if}}',
    },
    'entry-ready': {
      content: 'Une nouvelle vidéo est disponible.',
      title: '{{video.title}}',
      description:
        '{{#if video.description}}{{video.description}}\n{{/if}}' + '{{#if video.duration}}Durée\u00A0: {{video.duration}}\n{{/if}}',
    },
    'recording-ready': {
      content: 'Un nouvel enregistrement est disponible.',
      title: '{{video.title}}',
      description:
        '{{#if video.description}}{{video.description}}\n{{/if}}' +
        '{{#if video.duration}}Durée\u00A0: {{video.duration}}\n{{/if}}' +
        '{{#if video.createdAt}}Enregistré\u00A0: {{video.createdAt | date:"D"}}\n{{/if}}',
    },
    'captions-ready': {
      content: 'Les sous-titres sont prêts.',
      title: '{{video.title}}',
      description:
        '{{#if video.description}}{{video.description}}\n{{/if}}' +
        '{{#if captions.language}}Langue\u00A0: {{captions.language}}\n{{/if}}' +
        '{{#if video.duration}}Durée\u00A0: {{video.duration}}\n{{/if}}',
    },
  },
}
