import { describe, expect, test } from 'vitest'
import { appTokenPrivileges } from './app-token-privileges.ts'

describe('privileges of an app token session', () => {
  test.each([
    ['are those of the token, and its name twice', 'list:*', '', 'list:*,sessionid:0_t,apptoken:0_t'],
    ['narrow a star to what the caller asks for', 'sview:*', 'sview:0_a/0_b', 'sview:0_a/0_b,sessionid:0_t,apptoken:0_t'],
    ['keep a star that the caller says nothing after', 'sview:*', 'sview', 'sview:*,sessionid:0_t,apptoken:0_t'],
    ['are never widened', 'sview:0_a', 'sview:*', 'sview:0_a,sessionid:0_t,apptoken:0_t'],
    ['take what only applications read', '', 'role:viewerRole,firstName:Mara', 'role:viewerRole,firstName:Mara,sessionid:0_t,apptoken:0_t'],
    ['take nothing that Kaltura enforces', '', 'edit:0_a,*,disableentitlement', 'sessionid:0_t,apptoken:0_t'],
    ['never belong to another session', '', 'sessionid:mine,apptoken:0_u', 'sessionid:0_t,apptoken:0_t'],
    ['join a session that the token names', 'sessionid:group', '', 'sessionid:group/0_t,apptoken:0_t'],
    ['put repeated names together', 'edit:0_a,edit:0_b', '', 'edit:0_a/0_b,sessionid:0_t,apptoken:0_t'],
  ])('%s', (_, ofToken, requested, privileges) => {
    expect(appTokenPrivileges('0_t', ofToken, requested)).toBe(privileges)
  })
})
