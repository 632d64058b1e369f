import { z } from 'zod'
import type { ActivityHostOptions } from './activity-host.ts'
import { type Command, parsed } from './command.ts'
import { done, malformed, type RpcOutcome } from './rpc-outcome.ts'

const question = z.object({ quest_id: z.string().max(20) })

/** The quest that the person's client has for this application; without one, and for another's id, the answer is 4000. */
export const questCommands: readonly (readonly [string, Command])[] = [
  ['GET_QUEST', (_args, _session, options) => getQuest(options)],
  ['GET_QUEST_ENROLLMENT_STATUS', parsed('GET_QUEST_ENROLLMENT_STATUS', question, enrolment)],
  ['QUEST_START_TIMER', parsed('QUEST_START_TIMER', question, startTimer)],
]

function getQuest({ settings }: ActivityHostOptions): RpcOutcome {
  const { quest } = settings()
  if (!quest) return malformed('GET_QUEST')
  const { questId, enrolledAt, completedAt } = quest
  return done({
    quest_id: questId,
    enrolled_at: enrolledAt,
    completed_at: completedAt,
    external_cta_url: `https://discord.com/quests/${questId}`,
  })
}

function enrolment({ quest_id }: z.infer<typeof question>, { settings }: ActivityHostOptions): RpcOutcome {
  const { quest } = settings()
  if (quest?.questId !== quest_id) return malformed('GET_QUEST_ENROLLMENT_STATUS')
  return done({ quest_id, is_enrolled: quest.enrolledAt !== null, enrolled_at: quest.enrolledAt })
}

/** Only who is enrolled, and not through with it yet, has a timer. */
function startTimer({ quest_id }: z.infer<typeof question>, { settings }: ActivityHostOptions): RpcOutcome {
  const { quest } = settings()
  if (quest?.questId !== quest_id) return malformed('QUEST_START_TIMER')
  return done({ success: quest.enrolledAt !== null && quest.completedAt === null })
}
