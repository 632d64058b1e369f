/** What a person sees in the frame when the app's server doesn't answer. */
export function unreachablePage(policy: string): { status: 502; headers: Record<string, string>; body: string } {
  return {
    status: 502,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, 'cache-control': 'no-store' },
    body: '<!doctype html><meta charset="utf-8"><title>Not reachable</title><p>The sandbox cannot reach the activity’s server: start it, or check its address, and open the activity again.',
  }
}
