import { Hono } from 'hono'
import { z } from 'zod'
import { exampleScenarios } from '../scenario/examples.ts'
import { checkScenario } from '../scenario/read-scenario.ts'
import type { Scenarios } from '../scenario/scenarios.ts'
import { read } from './read.ts'
import { refuse } from './refusal.ts'

const recorded = z.object({ name: z.string().trim().min(1).max(100).default('What I did') })

/**
 * `GET /scenarios`: those that come with the sandbox. `POST /scenarios/recording` starts to write down what is done, `DELETE` ends it and gives the
 * scenario. `POST /scenarios/play` plays the one in the body, `POST /scenarios/stop` stops it; how far it is tells the state.
 */
export function scenarioRoutes({ recorder, player }: Scenarios): Hono {
  return new Hono()
    .get('/scenarios', (c) => c.json({ scenarios: exampleScenarios }))
    .post('/scenarios/recording', (c) => {
      if (player.isPlaying) return refuse(c, 409, 'scenario.playing', 'A scenario is being played. Stop it first.')
      recorder.start()
      return c.body(null, 204)
    })
    .delete('/scenarios/recording', async (c) => {
      const body = await read(c, recorded)
      if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
      const scenario = recorder.stop(body.value.name)
      return scenario ? c.json(scenario) : refuse(c, 409, 'scenario.not-recording', 'Nothing is being recorded.')
    })
    .post('/scenarios/play', async (c) => {
      const body = await read(c, z.unknown())
      if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
      const checked = checkScenario(body.value)
      if (checked.kind === 'wrong') return refuse(c, 400, 'scenario.wrong', checked.why)
      if (player.isPlaying) return refuse(c, 409, 'scenario.playing', 'A scenario is being played already.')
      if (recorder.steps !== undefined) return refuse(c, 409, 'scenario.recording', 'Something is being recorded. End that first.')
      // How it ends is told by the state.
      player.play(checked.scenario).catch(() => {})
      return c.body(null, 202)
    })
    .post('/scenarios/stop', (c) => {
      player.stop()
      return c.body(null, 204)
    })
}
