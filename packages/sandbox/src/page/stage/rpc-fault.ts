import type { RpcFault } from '../activity-host/activity-host.ts'
import type { PageStore } from '../page-store.ts'

/**
 * What goes wrong with one RPC command on purpose. The sandbox is asked only while such a fault is there, because it counts them and draws
 * their chances.
 * @param path `/<user id>/AUTHORIZE`, or `/<user id>/SUBSCRIBE/<event>`
 */
export async function rpcFaultOf({ state, control }: Pick<PageStore, 'state' | 'control'>, path: string): Promise<RpcFault> {
  const isPossible = state.peek()?.faults.some((fault) => fault.place === 'activity-rpc' && path.includes(fault.path))
  if (!isPossible) return { kind: 'none' }
  const asked = await control.faultAt('activity-rpc', path)
  const fault = asked.kind === 'ok' ? asked.answer.fault : null
  if (fault?.kind === 'silent') return { kind: 'silent' }
  return fault?.kind === 'error' ? { kind: 'error', code: Number(fault.code ?? 1000) } : { kind: 'none' }
}
