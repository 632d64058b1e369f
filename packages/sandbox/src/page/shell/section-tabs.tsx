import { type Section, usePage } from '../page-store.ts'

/** On a narrow screen one section is shown at a time; a wide one shows all and hides these. */
export function SectionTabs() {
  const { section, watching } = usePage()
  const sections: { id: Section; label: string }[] = [
    { id: 'chat', label: 'Chat' },
    ...(watching.value ? [{ id: 'stage' as const, label: 'Activity' }] : []),
    { id: 'kaltura', label: 'Kaltura' },
    { id: 'tools', label: 'Tools' },
  ]
  return (
    <nav class="section-tabs" aria-label="Sections">
      {sections.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-current={section.value === id ? 'true' : undefined}
          onClick={() => {
            section.value = id
          }}
        >
          {label}
          {id === 'stage' && <span class="live-dot" aria-hidden="true" />}
        </button>
      ))}
    </nav>
  )
}
