/** Runs something later; the answer cancels it. */
export type After = (ms: number, run: () => void) => () => void

export type Choice = { name: string; value: string | number }

export type AutocompleteView =
  | { kind: 'closed' }
  | { kind: 'loading' }
  | { kind: 'choices'; choices: readonly Choice[] }
  | { kind: 'failed'; message: string }

export type AutocompleteReply = { kind: 'choices'; choices: readonly Choice[] } | { kind: 'failed'; message: string }

/**
 * Asks for choices while a person types: waits until they pause, and shows the answer to the last question only, however late the others arrive.
 *
 * `ask` must not throw; what goes wrong is a `failed` reply.
 */
export function createAutocomplete(options: {
  ask: (typed: string) => Promise<AutocompleteReply>
  after: After
  show: (view: AutocompleteView) => void
  pauseMs?: number
}): { type(text: string): void; close(): void } {
  const { ask, after, show, pauseMs = 150 } = options
  let question = 0
  let cancel = () => {}

  return {
    type(text) {
      cancel()
      question += 1
      const mine = question
      show({ kind: 'loading' })
      cancel = after(pauseMs, async () => {
        const reply = await ask(text)
        if (mine === question) show(reply)
      })
    },
    close() {
      cancel()
      question += 1
      show({ kind: 'closed' })
    },
  }
}
