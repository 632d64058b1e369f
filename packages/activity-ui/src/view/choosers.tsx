import type { Choice, ChoiceKind } from '@kaltura-discord/kaltura/player'
import type { WatchSession } from '../watch/watch-session.ts'

interface ChooserProps {
  label: string
  choices: readonly Choice[]
  /** What it is called when none is chosen; without it one always is. */
  none?: string
  choose(id: string | undefined): void
}

/** Captions, sound and quality, for this viewer alone. What leaves no choice is not there. */
export function Choosers({ session }: { session: WatchSession }) {
  const { captions, audio, quality } = session.choices.value
  if (captions.length === 0 && audio.length < 2 && quality.length < 2) return null
  const choose = (kind: ChoiceKind) => (id: string | undefined) => session.choose(kind, id)
  return (
    <div class="kd-choosers">
      {captions.length > 0 && <Chooser label="Captions" none="Off" choices={captions} choose={choose('captions')} />}
      {audio.length > 1 && <Chooser label="Sound" choices={audio} choose={choose('audio')} />}
      {quality.length > 1 && <Chooser label="Quality" none="Auto" choices={quality} choose={choose('quality')} />}
    </div>
  )
}

function Chooser({ label, choices, none, choose }: ChooserProps) {
  return (
    <label class="kd-chooser">
      <span>{label}</span>
      <select
        value={choices.find(({ chosen }) => chosen)?.id ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget
          choose(value === '' ? undefined : value)
        }}
      >
        {none !== undefined && <option value="">{none}</option>}
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  )
}
