import type { DonorKind, Shown } from '@shanju/contract/giving/vocab.ts'
import type { Chance } from './chance.ts'
import type { GiverKind, Scenario } from './scenario.ts'

type Givers = Scenario['givers']

/** A made-up giver's name: people as people are called here, everything else ending in (演示). */
export function giverName(givers: Givers, kind: GiverKind, chance: Chance): string {
  if (kind === 'unnamed') return ''
  if (kind === 'resident') return residentName(givers, chance)
  if (kind === 'shop') return `${chance.pick(givers.shopNames)}${chance.pick(givers.shopKinds)}(演示)`
  if (kind === 'farm') return `${chance.pick(givers.farmNames)}${chance.pick(givers.farmKinds)}(演示)`
  if (kind === 'firm') return `${chance.pick(givers.firmNames)}${chance.pick(givers.firmKinds)}(演示)`
  return `${chance.pick(givers.groups)}(演示)`
}

function residentName(givers: Givers, chance: Chance): string {
  const sort = chance.below(100)
  if (sort < 22) return chance.pick(givers.mongolian)
  if (sort < 25) return chance.pick(givers.mongolianSurnames) + chance.pick(givers.mongolian)
  const name = chance.pick(givers.surnames) + chance.pick(givers.given)
  return sort < 30 ? `${name}一家` : name
}

/** What donors choose when asked: most people stay half hidden, shops and firms like to be seen. */
export function shownChoice(kind: GiverKind, chance: Chance): Shown {
  if (kind === 'unnamed') return 'anonymous'
  const resident: [Shown, number][] = [
    ['masked', 55],
    ['full', 24],
    ['anonymous', 21],
  ]
  const other: [Shown, number][] = [
    ['full', 90],
    ['masked', 3],
    ['anonymous', 7],
  ]
  return chance.weighted(kind === 'resident' ? resident : other)
}

/** As the counter has it; a cooperative is a legal person, so it counts as a firm. */
export function donorKindOf(kind: GiverKind, name: string): DonorKind {
  if (kind === 'resident') return name.endsWith('一家') ? 'household' : 'person'
  return ({ shop: 'sole_trader', farm: 'firm', firm: 'firm', group: 'group', unnamed: 'anonymous' } as const)[kind]
}
