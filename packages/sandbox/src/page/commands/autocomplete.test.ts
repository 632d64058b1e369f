import { describe, expect, test } from 'vitest'
import { type AutocompleteReply, type AutocompleteView, createAutocomplete } from './autocomplete.ts'

describe('autocomplete', () => {
  test('asks once, for the last text, after a pause', async () => {
    const { autocomplete, asked, pause } = stage()
    autocomplete.type('l')
    autocomplete.type('le')
    await pause()

    expect(asked.map((each) => each.typed)).toEqual(['le'])
  })

  test('an answer that was overtaken is dropped', async () => {
    const { autocomplete, asked, pause, views } = stage()
    autocomplete.type('l')
    await pause()
    autocomplete.type('le')
    await pause()
    await asked[1]?.answer({ kind: 'choices', choices: [{ name: 'Lecture', value: '0_a' }] })
    await asked[0]?.answer({ kind: 'choices', choices: [] })

    expect(views.at(-1)).toEqual({ kind: 'choices', choices: [{ name: 'Lecture', value: '0_a' }] })
  })

  test('a closed list stays closed when a late answer comes', async () => {
    const { autocomplete, asked, pause, views } = stage()
    autocomplete.type('l')
    await pause()
    autocomplete.close()
    await asked[0]?.answer({ kind: 'choices', choices: [] })

    expect(views.at(-1)).toEqual({ kind: 'closed' })
  })

  test('says that it is loading from the first key on', () => {
    const { autocomplete, views } = stage()
    autocomplete.type('l')

    expect(views).toEqual([{ kind: 'loading' }])
  })
})

function stage() {
  const asked: { typed: string; answer: (reply: AutocompleteReply) => Promise<void> }[] = []
  const views: AutocompleteView[] = []
  let due: (() => void) | undefined
  const autocomplete = createAutocomplete({
    ask: (typed) =>
      new Promise((resolve) => {
        asked.push({
          typed,
          answer: async (reply) => {
            resolve(reply)
            await settle()
          },
        })
      }),
    after: (_ms, run) => {
      due = run
      return () => {
        due = undefined
      }
    },
    show: (view) => views.push(view),
  })
  const pause = async () => {
    due?.()
    await settle()
  }
  return { autocomplete, asked, views, pause }
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
