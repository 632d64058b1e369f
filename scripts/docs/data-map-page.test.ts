import { expect, test } from 'vitest'
import { dataMapPage } from './data-map-page.ts'

test('docs/data-map.md is what the data map says', async () => {
  await expect(dataMapPage()).toMatchFileSnapshot('../../docs/data-map.md')
})
