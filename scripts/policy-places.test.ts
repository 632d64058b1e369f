import { globSync, readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { policy } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const sources = globSync(['packages/{core,discord,server,api,kaltura,stores}/src/**/*.ts', 'apps/*/src/**/*.ts'], { cwd: root })
  .filter((path) => !/\.(test|contract)\.ts$|\/testing\//.test(path))
  .map((path) => ({ path: relative(root, resolve(root, path)), text: readFileSync(resolve(root, path), 'utf8') }))

/** Each action of the policy, and every place that asks whether somebody may do it. */
const places = {
  watch: ['packages/core/src/access/can-watch.ts', 'packages/core/src/access/policy.ts', 'packages/core/src/watch/watch.ts'],
  start: ['packages/core/src/watch/watch.ts', 'packages/server/src/activity/mount-activity.ts'], // the latter for guests, of whom the former knows nothing
  control: ['packages/server/src/activity/admission.ts'],
  invite: ['packages/server/src/activity/bootstrap.ts', 'packages/server/src/invitations/mount-invitations.ts'],
  link: ['packages/core/src/identity/linking.ts'],
  grant: ['packages/core/src/access/explain-member.ts', 'packages/core/src/access/granting.ts'],
  moderate: ['packages/server/src/activity/admission.ts'],
  configure: ['packages/server/src/guild-config/mount-guild-config.ts'],
}

describe('the policy table', () => {
  test('is asked for each of its actions, in the places that are listed here', () => {
    const asked = Object.fromEntries(Object.keys(policy).map((action) => [action, pathsWith(new RegExp(`\\bmay\\('${action}'`))]))

    expect(asked).toEqual(places)
  })

  test('is the only one to decide: nothing else compares a role, reads permission bits or asks for a role without it', () => {
    expect(pathsWith(/role (===|!==) '(manager|member|viewer)'|\.permissions\)? &|BigInt\(\w+\.permissions\)/)).toEqual([
      'packages/core/src/access/permission.ts',
      'packages/server/src/discord-api/permissions.ts', // adds up the bits that Discord itself would send
    ])
    expect(pathsWith(/\bexplainRole\(/)).toEqual([
      'packages/core/src/access/access.ts',
      'packages/core/src/access/explain-member.ts', // tells it, once the table let somebody ask
      'packages/core/src/access/role.ts',
    ])
  })
})

function pathsWith(pattern: RegExp): string[] {
  return sources
    .filter(({ text }) => pattern.test(text))
    .map(({ path }) => path)
    .sort()
}
