import decisions from '../../../data/demo/decisions.json' with { type: 'json' }
import events from '../../../data/demo/events.json' with { type: 'json' }
import funds from '../../../data/demo/funds.json' with { type: 'json' }
import givers from '../../../data/demo/givers.json' with { type: 'json' }
import organisations from '../../../data/demo/organisations.json' with { type: 'json' }
import people from '../../../data/demo/people.json' with { type: 'json' }
import projects from '../../../data/demo/projects.json' with { type: 'json' }
import { type Scenario, scenarioShape } from './plan/scenario.ts'

/** The scenario that ships. @throws ZodError naming the place in the file that is wrong */
export const readScenario = (): Scenario =>
  scenarioShape.parse({ organisations, funds, people, givers, events, decisions, projects } satisfies Record<
    keyof Scenario,
    unknown
  >)
