/** One message in each language, saying the same, and what fills it. */
export interface Message {
  name: string
  ours: string
  handlebars: string
  mustache: string
  liquid: string
}

const lines = (count: number, line: string) => Array.from({ length: count }, () => line).join('\n')

export const messages: readonly Message[] = [
  {
    name: 'one value',
    ours: '**{{title}}** is ready.',
    handlebars: '**{{title}}** is ready.',
    mustache: '**{{title}}** is ready.',
    liquid: '**{{title}}** is ready.',
  },
  {
    name: 'a description',
    ours: '{{#if about}}{{about}}\n{{/if}}Starts: {{startsAt | date:"F"}} ({{startsAt | date:"R"}})\n{{#if host}}Host: {{host}}{{else}}No host{{/if}}\n{{url}}',
    handlebars:
      '{{#if about}}{{about}}\n{{/if}}Starts: {{{starts}}} ({{{startsIn}}})\n{{#if host}}Host: {{host}}{{else}}No host{{/if}}\n{{url}}',
    mustache:
      '{{#about}}{{about}}\n{{/about}}Starts: {{{starts}}} ({{{startsIn}}})\n{{#host}}Host: {{host}}{{/host}}{{^host}}No host{{/host}}\n{{url}}',
    liquid:
      '{% if about %}{{about}}\n{% endif %}Starts: {{starts}} ({{startsIn}})\n{% if host %}Host: {{host}}{% else %}No host{% endif %}\n{{url}}',
  },
  {
    name: 'sixty values',
    ours: lines(60, 'A {{host}}'),
    handlebars: lines(60, 'A {{host}}'),
    mustache: lines(60, 'A {{host}}'),
    liquid: lines(60, 'A {{host}}'),
  },
]

export const filling = {
  title: 'Marine biology, lecture 4: *reefs* & atolls',
  about: 'How coral reefs grow, what they need, and why [some of them](https://example.org) do not. Bring your @notes.',
  host: 'Ada Lovelace',
  url: 'https://video.example.org/lecture-4',
  startsAt: 1_800_000_000_000,
  starts: '<t:1800000000:F>',
  startsIn: '<t:1800000000:R>',
}
