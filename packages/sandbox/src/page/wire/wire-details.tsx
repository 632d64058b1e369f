import { usePage } from '../page-store.ts'
import { detailsOf, type WireRow } from './wire-row.ts'

/** One entry in full, to be read or copied. Every secret was taken out of it before it came here. */
export function WireDetails({ row }: { row: WireRow }) {
  const { tell } = usePage()
  const text = detailsOf(row.entry)

  async function copy(): Promise<void> {
    const words = `${row.time} ${row.wire} ${row.words} ${row.outcome}\n\n${text}\n`
    await navigator.clipboard.writeText(words).then(
      () => tell('news', 'Copied.'),
      () => tell('problem', 'The browser does not let this page copy.'),
    )
  }
  return (
    <section class="wire-details" aria-label="The chosen entry">
      <div class="wire-details-head">
        <h2>{row.words}</h2>
        <button type="button" class="button" onClick={copy}>
          Copy
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1) */}
      <pre class="wire-text" tabIndex={0}>
        {text}
      </pre>
    </section>
  )
}
