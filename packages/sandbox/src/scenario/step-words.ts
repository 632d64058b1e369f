import type { ScenarioStep } from './scenario-schema.ts'

/** What a step does, in a few words for the page and for errors. */
export function stepWords(step: ScenarioStep): string {
  switch (step.do) {
    case 'use':
      return `${step.who} uses ${step.command}`
    case 'press':
      return `${step.who} presses “${step.button}”`
    case 'choose':
      return `${step.who} chooses ${step.values.join(', ') || 'nothing'}`
    case 'fill':
      return `${step.who} fills in a form`
    case 'say':
      return `${step.who} writes a message`
    case 'join':
      return `${step.who} joins the activity in #${step.channel}`
    case 'leave':
      return `${step.who} leaves the activity`
    case 'client':
      return `${step.who}’s client changes`
    case 'publish':
      return 'Kaltura publishes a recording'
    case 'fault':
      return `${step.called ?? step.fault.kind} begins at ${step.fault.place}`
    case 'mend':
      return `${step.fault} is over`
  }
}
