const steps = [
  { step: 'discord', label: 'Connecting to Discord' },
  { step: 'sign-in', label: 'Finding out who you are' },
  { step: 'video', label: 'Fetching the video' },
] as const

/** What is going on while a launch takes its time. */
export function Starting({ step }: { step: (typeof steps)[number]['step'] }) {
  const current = steps.findIndex((line) => line.step === step)
  return (
    <main class="kd-notice">
      <h1>Watch Together</h1>
      <ol class="kd-steps" aria-label="Progress">
        {steps.map((line, index) => (
          <li
            key={line.step}
            data-state={index < current ? 'done' : index === current ? 'now' : 'next'}
            aria-current={index === current ? 'step' : undefined}
          >
            {line.label}
          </li>
        ))}
      </ol>
    </main>
  )
}
