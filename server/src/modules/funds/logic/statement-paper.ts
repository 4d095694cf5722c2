/** The statement of a fund, or of all funds of a place, as a paper. */
import { word } from '@shanju/contract/catalogue.ts'
import type { FundStatement, PlaceStatement } from '@shanju/contract/funds/statement.ts'
import { fill, type Language } from '@shanju/contract/kit/language.ts'
import type { Paper, PaperCell } from '#platform/kit/paper.ts'

type Either = FundStatement | PlaceStatement
type Sums = Either['opening']

export function statementPaper(statement: Either, language: Language): Paper {
  const say = (key: string, values: Readonly<Record<string, unknown>> = {}): string =>
    fill(word(language, 'funds', `statement.${key}`), values)
  const row = (text: string, sums: Sums | null, level = 0): PaperCell[] => {
    const strong = level === 0
    const cells = sums === null ? [null, null, null] : [sums.restrictedFen, sums.unrestrictedFen, totalOf(sums)]
    return [{ text, level, strong }, ...cells.map((fen) => ({ fen, strong, zero: strong }))]
  }
  const project = (id: string | null) => (id === null ? say('no_project') : say('project', { id: id.slice(-8) }))
  const spent = [...statement.projects, ...statement.costs]
  return {
    title: say('fund' in statement ? 'title' : 'title_of_place'),
    number: '',
    caption: [
      'fund' in statement
        ? say('of_fund', { fund: statement.fund.name, host: statement.host.name })
        : say('of_place', { place: statement.place.name, funds: statement.funds }),
      say('when', statement),
      say('yuan'),
    ],
    widths: [44, 18, 18, 18],
    landscape: false,
    heads: [['item', 'restricted', 'unrestricted', 'total'].map((key) => ({ text: say(key) }))],
    rows: [
      row(say('opening'), statement.opening),
      row(say('income'), null),
      ...statement.income.map((one) => row(one.accountName[language], one, 1)),
      row(say('income_sum'), sumOf(statement.income)),
      row(say('spending'), null),
      ...statement.projects.map((one) => row(project(one.project), one, 1)),
      ...statement.costs.map((one) => row(one.accountName[language], one, 1)),
      row(say('spending_sum'), sumOf(spent)),
      row(say('moves'), sumOf(statement.moves)),
      ...statement.moves.map((one) => row(say(one.kind), one, 1)),
      row(say('prior'), statement.priorYears),
      row(say('closing'), statement.closing),
    ],
    foot: [say('note')],
    language,
  }
}

const totalOf = ({ restrictedFen, unrestrictedFen }: Sums): bigint => restrictedFen + unrestrictedFen

const sumOf = (all: readonly Sums[]): Sums =>
  all.reduce<Sums>(
    (sum, one) => ({
      restrictedFen: sum.restrictedFen + one.restrictedFen,
      unrestrictedFen: sum.unrestrictedFen + one.unrestrictedFen,
    }),
    { restrictedFen: 0n, unrestrictedFen: 0n },
  )
