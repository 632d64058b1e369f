import type { LanguageCatalogue } from './catalogue.ts'

export const he: LanguageCatalogue = {
  phrases: {
    people: '{count, plural, one {אדם אחד} two {שני אנשים} other {# אנשים}}',
    'watch-together': 'צופים ביחד',
  },
  notifications: {
    'meeting-scheduled': {
      content: 'נקבעה פגישה.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.startsAt}}התחלה: {{meeting.startsAt | date:"F"}} ({{meeting.startsAt | date:"R"}})\n{{/if}}' +
        '{{#if meeting.host}}מארח/ת: {{meeting.host}}\n{{/if}}',
    },
    'meeting-started': {
      content: 'פגישה התחילה.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.host}}מארח/ת: {{meeting.host}}\n{{/if}}' +
        '{{#if meeting.endsAt}}סיום: {{meeting.endsAt | date:"t"}}\n{{/if}}',
    },
    'meeting-ended': {
      content: 'הפגישה הסתיימה.',
      title: '{{meeting.title}}',
      description:
        '{{#if meeting.description}}{{meeting.description}}\n{{/if}}' +
        '{{#if meeting.duration}}אורך: {{meeting.duration}}\n{{/if}}' +
        '{{#if meeting.people}}השתתפו: {{meeting.people}}\n{{/if}}',
    },
    'live-started': {
      content: 'שידור חי התחיל.',
      title: '{{live.title}}',
      description:
        '{{#if live.description}}{{live.description}}\n{{/if}}' + '{{#if live.startedAt}}מאז: {{live.startedAt | date:"R"}}\n{{/if}}',
    },
    'live-ended': {
      content: 'השידור החי הסתיים.',
      title: '{{live.title}}',
      description:
        '{{#if live.description}}{{live.description}}\n{{/if}}' +
        '{{#if live.duration}}אורך: {{live.duration}}\n{{/if}}' +
        '{{#if live.people}}השתתפו: {{live.people}}\n{{/if}}',
    },
    'entry-ready': {
      content: 'סרטון חדש מוכן.',
      title: '{{video.title}}',
      description: '{{#if video.description}}{{video.description}}\n{{/if}}' + '{{#if video.duration}}אורך: {{video.duration}}\n{{/if}}',
    },
    'recording-ready': {
      content: 'הקלטה חדשה מוכנה.',
      title: '{{video.title}}',
      description:
        '{{#if video.description}}{{video.description}}\n{{/if}}' +
        '{{#if video.duration}}אורך: {{video.duration}}\n{{/if}}' +
        '{{#if video.createdAt}}הוקלט: {{video.createdAt | date:"D"}}\n{{/if}}',
    },
    'captions-ready': {
      content: 'הכתוביות מוכנות.',
      title: '{{video.title}}',
      description:
        '{{#if video.description}}{{video.description}}\n{{/if}}' +
        '{{#if captions.language}}שפה: {{captions.language}}\n{{/if}}' +
        '{{#if video.duration}}אורך: {{video.duration}}\n{{/if}}',
    },
  },
}
