import { encodeKs } from '@kaltura-discord/kaltura/ks'
import { createSandboxKaltura } from '../sandbox-kaltura.ts'

/** A Kaltura for a test whose clock the test turns, and what one asks of it. */
export async function openKaltura(startMs = 1_800_000_000_000) {
  let nowMs = startMs
  const kaltura = await createSandboxKaltura({ now: () => nowMs })
  const ks = (grant: { type?: 0 | 2; privileges?: string; expiryUnix?: number } = {}) =>
    encodeKs({
      partnerId: kaltura.partnerId,
      secret: kaltura.adminSecret,
      userId: 'alice',
      type: 0,
      privileges: '',
      expiryUnix: nowMs / 1000 + 600,
      ...grant,
    })
  const call = async (action: string, params: Record<string, unknown> = {}): Promise<unknown> => {
    const [service, name] = action.split('.')
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${kaltura.apiUrl}/api_v3/service/${service}/action/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ format: 1, ...params }),
    })
    return response.json()
  }
  return {
    ...kaltura,
    ks,
    call,
    viewerKs: (entryId: string) => ks({ privileges: `sview:${entryId}` }),
    /** By the administrator. */
    ask: async (action: string, params: Record<string, unknown> = {}) => call(action, { ks: await ks({ type: 2 }), ...params }),
    pass: (ms: number) => {
      nowMs += ms
    },
    /** playManifest of an entry, unfollowed, with the KS of a viewer of it. */
    async manifest(entryId: string, { format = 'applehttp', token }: { format?: string; token?: string } = {}) {
      const written = encodeURIComponent(token ?? (await ks({ privileges: `sview:${entryId}` })))
      const path = `playManifest/entryId/${entryId}/protocol/http/format/${format}/ks/${written}/a.m3u8`
      return fetch(`${kaltura.apiUrl}/p/${kaltura.partnerId}/sp/${kaltura.partnerId}00/${path}`, { redirect: 'manual' })
    },
  }
}

export type OpenKaltura = Awaited<ReturnType<typeof openKaltura>>
