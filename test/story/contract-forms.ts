import type { SandboxMessage, SandboxModal } from '../../packages/sandbox/src/control/contract.ts'
import { message } from './contract-state.ts'

/** A form with every kind of field that the page shows. */
export function eventForm(userId = '20'): SandboxModal {
  return {
    interactionId: '50',
    userId,
    customId: 'event',
    title: 'Plan a watch party',
    components: [
      { type: 10, content: 'Everybody in **#watch-party** is told.' },
      {
        type: 18,
        label: 'Title',
        description: 'What people read first',
        component: { type: 4, custom_id: 'title', style: 1, min_length: 4, max_length: 20, placeholder: 'Deep learning, part 2' },
      },
      { type: 18, label: 'Notes', component: { type: 4, custom_id: 'notes', style: 2, required: false } },
      {
        type: 18,
        label: 'Speed',
        component: {
          type: 3,
          custom_id: 'speed',
          options: [
            { label: 'Usual', value: '1', default: true },
            { label: 'Fast', value: '1.5' },
          ],
        },
      },
      { type: 18, label: 'Who steers', component: { type: 5, custom_id: 'who', min_values: 1, max_values: 2 } },
    ],
  }
}

/** Components V2 as a bot sends them: text beside a picture, pictures of this computer and of another, and menus. */
export function richMessage(): SandboxMessage {
  return message({
    id: 'm9',
    components: [
      {
        type: 17,
        accent_color: 0x7ce0c3,
        components: [
          {
            type: 9,
            components: [
              { type: 10, content: '**Tides** at eight.' },
              { type: 10, content: 'Bring tea.' },
            ],
            accessory: { type: 11, media: { url: '/thumb/0_a' }, description: 'A still of the lecture' },
          },
          { type: 14 },
          {
            type: 12,
            items: [{ media: { url: '/thumb/0_b' }, description: 'The campus' }, { media: { url: 'https://example.org/tide.png' } }],
          },
          {
            type: 1,
            components: [
              {
                type: 3,
                custom_id: 'quality',
                placeholder: 'Quality',
                options: [
                  { label: 'High', value: 'hi' },
                  { label: 'Low', value: 'lo', description: 'saves data' },
                ],
              },
            ],
          },
          { type: 1, components: [{ type: 5, custom_id: 'crew', placeholder: 'Who helps', min_values: 1, max_values: 2 }] },
          { type: 1, components: [{ type: 8, custom_id: 'where', placeholder: 'Where to post', disabled: true }] },
        ],
      },
    ],
  })
}
