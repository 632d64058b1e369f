import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { settingRows } from '../packages/core/src/config/settings.ts'
import { writtenPages } from './settings/written-pages.ts'

for (const [path, text] of Object.entries(writtenPages(settingRows))) writeFileSync(resolve(import.meta.dirname, '..', path), text)
