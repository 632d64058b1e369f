import type { LanguageCatalogue } from './catalogue.ts'

export const es: LanguageCatalogue = {
  phrases: {
    people: '{count, plural, one {# persona} many {# de personas} other {# personas}}',
    'watch-together': 'Ver juntos',
  },
  notifications: {
    'meeting-scheduled': {
      content: 'Hay una reunión prevista.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.startsAt}}Empieza: {{meeting.startsAt | date:"F"}} ({{meeting.startsAt | date:"R"}})\n{{/if}}' +
        '{{#if meeting.host}}Anfitrión: {{meeting.host}}\n{{/if}}',
    },
    'meeting-started': {
      content: 'Ha empezado una reunión.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.host}}Anfitrión: {{meeting.host}}\n{{/if}}' +
        '{{#if meeting.endsAt}}Termina: {{meeting.endsAt | date:"t"}}\n{{/if}}',
    },
    'meeting-ended': {
      content: 'La reunión ha terminado.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.duration}}Duración: {{meeting.duration}}\n{{/if}}' +
        '{{#if meeting.people}}Asistieron: {{meeting.people}}\n{{/if}}',
    },
    'live-started': {
      content: 'Ha empezado una emisión en directo.',
      title: '{{live.title}}',
      description:
        '{{#if live.description}}{{live.description}}\n{{/if}}' + '{{#if live.startedAt}}Desde: {{live.startedAt | date:"R"}}\n{{/if}}',
    },
    'live-ended': {
      content: 'La emisión en directo ha terminado.',
      title: '{{live.title}}',
      description:
        '{{#if live.description}}{{live.description}}\n{{/if}}' +
        '{{#if live.duration}}Duración: {{live.duration}}\n{{/if}}' +
        '{{#if live.people}}Asistieron: {{live.people}}\n{{/if}}',
    },
    'entry-ready': {
      content: 'Hay un nuevo vídeo disponible.',
      title: '{{video.title}}',
      description:
        '{{#if video.description}}{{video.description}}\n{{/if}}' + '{{#if video.duration}}Duración: {{video.duration}}\n{{/if}}',
    },
    'recording-ready': {
      content: 'Hay una nueva grabación disponible.',
      title: '{{video.title}}',
      description:
        '{{#if video.description}}{{video.description}}\n{{/if}}' +
        '{{#if video.duration}}Duración: {{video.duration}}\n{{/if}}' +
        '{{#if video.createdAt}}Grabado: {{video.createdAt | date:"D"}}\n{{/if}}',
    },
    'captions-ready': {
      content: 'Los subtítulos están listos.',
      title: '{{video.title}}',
      description:
        '{{#if video.description}}{{video.description}}\n{{/if}}' +
        '{{#if captions.language}}Idioma: {{captions.language}}\n{{/if}}' +
        '{{#if video.duration}}Duración: {{video.duration}}\n{{/if}}',
    },
  },
}
