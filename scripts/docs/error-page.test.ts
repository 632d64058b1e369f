import { expect, test } from 'vitest'
import { errorPage } from './error-page.ts'

test('docs/errors.md is what the table of errors says', async () => {
  await expect(errorPage()).toMatchFileSnapshot('../../docs/errors.md')
})
