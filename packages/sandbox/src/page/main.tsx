import { render } from 'preact'
import { App } from './app.tsx'
import type { After } from './commands/autocomplete.ts'
import { createControlClient } from './control/control-client.ts'
import { followState } from './control/state-stream.ts'
import { createPageStore, PageContext } from './page-store.ts'

const after: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

const page = createPageStore({ control: createControlClient({ fetch: (...args) => fetch(...args) }), after })

followState({
  after,
  open: (url) => new EventSource(url),
  readState: async (url) => (await fetch(url)).json(),
  onState: (state) => {
    page.state.value = state
  },
  onStatus: (status) => {
    page.status.value = status
  },
})

const root = document.getElementById('page')
if (root) {
  render(
    <PageContext.Provider value={page}>
      <App />
    </PageContext.Provider>,
    root,
  )
}
