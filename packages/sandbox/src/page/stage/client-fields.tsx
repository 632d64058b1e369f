import type { ClientChange, ClientSettings } from '../../discord/client-settings.ts'
import { devices, eventKinds, holds, languages, layouts, networkNameOf, networkNames, themes, thermals } from './client-words.ts'
import { Choice, NumberField, Tick } from './setting-fields.tsx'

/** Everything about a person's Discord client that the page lets one change; tests can set the rest. */
export function ClientFields({ client, onChange }: { client: ClientSettings; onChange: (change: ClientChange) => void }) {
  const { network } = client
  const networkName = networkNameOf(network)
  return (
    <>
      <Choice label="Device" value={client.device} options={devices} onChoice={(device) => onChange({ device })} />
      <Choice label="Layout" value={client.layout} options={layouts} onChoice={(layout) => onChange({ layout })} />
      {client.device !== 'desktop' && <Choice label="Held" value={client.held} options={holds} onChoice={(held) => onChange({ held })} />}
      <Choice label="Heat" value={client.thermal} options={thermals} onChoice={(thermal) => onChange({ thermal })} />
      <Choice
        label="Network"
        value={networkName}
        options={networkNames}
        onChoice={(chosen) => onChange({ network: chosen === 'own' ? network : chosen })}
      />
      <NumberField
        label="Delay each way (ms)"
        value={network.delayMs}
        most={10_000}
        onNumber={(delayMs) => onChange({ network: { ...network, delayMs } })}
      />
      <NumberField
        label="Jitter (ms)"
        value={network.jitterMs}
        most={10_000}
        onNumber={(jitterMs) => onChange({ network: { ...network, jitterMs } })}
      />
      <NumberField
        label="Loss (%)"
        value={network.lossPercent}
        most={90}
        onNumber={(lossPercent) => onChange({ network: { ...network, lossPercent } })}
      />
      <Choice label="Events" value={client.events} options={eventKinds} onChoice={(events) => onChange({ events })} />
      <p class="window-note">The rest is told when the Activity is opened:</p>
      <NumberField
        label="Clock ahead (s)"
        value={client.clockOffsetMs / 1_000}
        least={-31_622_400}
        most={31_622_400}
        onNumber={(aheadS) => onChange({ clockOffsetMs: Math.round(aheadS * 1_000) })}
      />
      <Choice label="Language" value={client.locale} options={languages} onChoice={(locale) => onChange({ locale })} />
      <Choice label="Theme" value={client.theme} options={themes} onChoice={(theme) => onChange({ theme })} />
      <NumberField
        label="Text size (%)"
        value={client.textPercent}
        least={50}
        most={200}
        onNumber={(textPercent) => onChange({ textPercent })}
      />
      <Tick label="Reduced motion" value={client.reducedMotion} onTick={(reducedMotion) => onChange({ reducedMotion })} />
    </>
  )
}
