import { describeAuditLog } from './audit-log.contract.ts'
import { createMemoryAuditLog } from './memory-audit-log.ts'

describeAuditLog('memory', async () => {
  const audit = createMemoryAuditLog()
  const personalData = { forgetUser: async (id: string) => audit.forgetUser(id), sweep: async (nowMs: number) => audit.sweep(nowMs) }
  return { audit, personalData }
})
