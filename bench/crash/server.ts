import { openPlace } from '../receiver/place.ts'
import { startReceiver } from '../receiver/receiver.ts'
import { type CrashSetting, fastTime } from './setting.ts'

/** The process that is killed. Told its setting as JSON. */
const { place, ...setting } = JSON.parse(process.argv[2] ?? '') as CrashSetting

const startedAtMs = performance.now()
const stores = await openPlace(place)
const openMs = performance.now() - startedAtMs
const { port } = await startReceiver({ ...setting, stores, time: fastTime })
process.send?.({ port, openMs })
process.once('disconnect', () => process.exit())
