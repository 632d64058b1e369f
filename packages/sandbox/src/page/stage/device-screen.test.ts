import { describe, expect, test } from 'vitest'
import { firstClient } from '../../discord/client-settings.ts'
import { deviceScreen, frameSize, type OrientationLocks, type WindowSettings } from './device-screen.ts'

const phone: WindowSettings = { ...firstClient, device: 'phone' }

test('a window starts as a desktop that fills its room, wide, focused and cool', () => {
  expect(frameSize(firstClient, {})).toBeUndefined()
  expect(deviceScreen(firstClient, {})).toEqual({ landscape: true, layoutMode: 0, thermalState: 0 })
})

test('a desktop is wide however the other devices would be held, and no lock turns it', () => {
  expect(deviceScreen({ ...firstClient, held: 'portrait' }, { focused: 'portrait' }).landscape).toBe(true)
})

test('a phone turns with the hand that holds it', () => {
  expect(frameSize(phone, {})).toEqual({ width: 390, height: 844 })
  expect(frameSize({ ...phone, held: 'landscape' }, {})).toEqual({ width: 844, height: 390 })
})

test('layout and temperature are told in Discord’s numbers', () => {
  expect(deviceScreen({ ...phone, layout: 'pip', thermal: 'serious' }, {})).toEqual({ landscape: false, layoutMode: 1, thermalState: 2 })
  expect(deviceScreen({ ...phone, layout: 'grid', thermal: 'critical' }, {})).toMatchObject({ layoutMode: 2, thermalState: 3 })
})

describe('an orientation lock', () => {
  const landscapeOf = (layout: WindowSettings['layout'], locks: OrientationLocks) => deviceScreen({ ...phone, layout }, locks).landscape

  test('wins over the hand', () => {
    expect(landscapeOf('focused', { focused: 'landscape' })).toBe(true)
    expect(frameSize({ ...phone, held: 'landscape' }, { focused: 'portrait' })).toEqual({ width: 390, height: 844 })
  })

  test('of a layout that has none is that of the layout before it', () => {
    expect(landscapeOf('pip', { focused: 'landscape' })).toBe(true)
    expect(landscapeOf('grid', { focused: 'portrait', pip: 'landscape' })).toBe(true)
    expect(landscapeOf('focused', { pip: 'landscape', grid: 'landscape' })).toBe(false)
  })

  test('that is unlocked on purpose hides the one before it', () => {
    expect(landscapeOf('pip', { focused: 'landscape', pip: 'unlocked' })).toBe(false)
  })
})
