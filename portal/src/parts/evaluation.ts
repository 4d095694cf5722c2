import { word } from '@shanju/contract/catalogue.ts'
import { shareOf } from '@shanju/contract/evaluation/margin.ts'
import type { Question } from '@shanju/contract/evaluation/questions.ts'
import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import type { PublicEvaluation } from '@shanju/contract/evaluation/shapes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { formatTenths } from '@shanju/contract/kit/tenths.ts'
import { count, longDay } from '../format.ts'
import { type Html, html, joined, type Piece } from '../html.ts'
import type { Reader } from '../reader.ts'
import { facts } from './facts.ts'
import { chinese } from './names.ts'
import { section } from './section.ts'
import { table } from './table.ts'

/** What a question offers, by its numbers. */
export function choices(reader: Reader, { kind, overall, choices: own }: Question): readonly string[] {
  const said = (key: string): string => word(reader.language, 'evaluation', key)
  if (kind === 'scale') return [1, 2, 3, 4, 5].map((n) => said(`${overall ? 'scale' : 'degree'}.${n}`))
  if (kind === 'yes_no') return [1, 2].map((n) => said(`yes_no.${n}`))
  return own.map((each) => each[reader.language])
}

type Figures = NonNullable<PublicEvaluation['figures']>

/** What evaluations of a project found, the newest first, and its photos; nothing where there was none. */
export function evaluationSections(reader: Reader, list: readonly PublicEvaluation[]): Html | undefined {
  const { evaluation: text } = reader.text
  if (list.length === 0) return undefined
  const photos = list.flatMap((each) => each.photos)
  return html`${section('evaluation', text.result, text.resultLead, html`<div class="stack">${list.map((each) => shown(reader, each))}</div>`)}
${photos.length > 0 && section('photos', text.photos, text.photosLead, html`<ul class="pictures">${photos.map((photo) => picture(reader, photo))}</ul>`)}`
}

function shown(reader: Reader, evaluation: PublicEvaluation): Html {
  const { evaluation: text } = reader.text
  const { figures, people, asked, answered, seed, seedHash } = evaluation
  return html`<div class="stack">${figures ? sentences(reader, figures) : html`<p>${text.collecting(count(answered), count(asked))}</p>`}
${indicators(reader, evaluation)}${figures && questions(reader, evaluation.questionnaire.questions, figures)}${facts([
  [text.byManner, figures && manners(reader, figures)],
  [
    text.sampling,
    html`${word(reader.language, 'evaluation', `sampling.${evaluation.sampling}`)}<span class="sub">${text.sampled(count(asked), count(people))}</span>`,
  ],
  [text.seed, seed !== null && evaluation.sampling !== 'all' && html`<code class="digits">${seed}</code>`],
  [text.seedHash, evaluation.sampling !== 'all' && html`<code class="digits">${seedHash}</code>`],
])}</div>`
}

/** In plain words: who answered, how many are satisfied, what a person cost. */
function sentences(reader: Reader, figures: Figures): Html {
  const { evaluation: text } = reader.text
  const { asked, answered, satisfaction, persons, reachedFen, costFen, leastAnswers } = figures
  const say = { exact: text.satisfied, at_least: text.satisfiedAtLeast, at_most: text.satisfiedAtMost }
  const tenths = (n: number): string => formatTenths(n)
  const said = satisfaction
    ? say[satisfaction.bound](tenths(satisfaction.share), tenths(satisfaction.low), tenths(satisfaction.high))
    : text.tooFew(count(leastAnswers))
  const cost =
    persons !== null &&
    (costFen === null
      ? text.persons(count(persons))
      : text.cost(count(persons), formatYuan(reachedFen), formatYuan(costFen)))
  return html`<p>${text.said(count(answered), count(asked), tenths(shareOf(answered, Math.max(asked, 1))))}</p><p><strong>${said}</strong></p>${cost && html`<p>${cost}</p>`}`
}

const manners = (reader: Reader, { byManner, mannerShares }: Figures): Html =>
  joined(
    (['link', 'paper', 'interview'] as const).map((manner) => {
      const share = mannerShares.find((each) => each.manner === manner)
      const name = word(reader.language, 'evaluation', `manner.${manner}`)
      return `${name} ${count(byManner[manner])}${share ? ` (${formatTenths(share.share)}%)` : ''}`
    }),
    ' · ',
  )

function indicators(reader: Reader, { indicators: list }: PublicEvaluation): Html | undefined {
  const { evaluation: text } = reader.text
  const read = list.filter(({ readings }) => readings.length > 0)
  if (read.length === 0) return undefined
  const columns = [
    { name: text.indicator },
    { name: text.planned, end: true },
    { name: text.found, end: true },
  ] as const
  const rows = read.map(({ number, name, unit, target, readings }) => {
    const [reading] = readings
    const said: Piece = number === 0 ? word(reader.language, 'evaluation', 'indicator.persons') : chinese(reader, name)
    const from = reading && text.source(reading.source, longDay(reading.on, reader.language))
    return html`<tr><td>${said}<span class="sub">${from && chinese(reader, from)}${readings.length > 1 && ` · ${text.corrected}`}</span></td><td class="end">${count(target)} ${chinese(reader, unit)}</td><td class="end">${reading && count(reading.value)}</td></tr>`
  })
  return table(text.indicator, columns, rows)
}

function questions(reader: Reader, list: readonly Question[], figures: Figures): Html {
  const { evaluation: text } = reader.text
  const rows = list.flatMap((question, at) => {
    const found = figures.questions[at]
    if (!found || question.kind === 'text') return []
    const offered = choices(reader, question)
    const spread = found.cells.map(({ count: n }, cell) => `${offered[cell]} ${n === null ? text.hidden : count(n)}`)
    const mean = found.mean !== null && text.mean(formatTenths(found.mean))
    const under = joined([...spread, ...(mean ? [mean] : [])], ' · ')
    return html`<tr><td>${question[reader.language]}<span class="sub">${under}</span></td><td class="end">${count(found.answered)}</td></tr>`
  })
  return table(text.spread, [{ name: text.question }, { name: text.answers, end: true }], rows)
}

function picture(reader: Reader, { id, moment, caption, takenOn }: PublicEvaluation['photos'][number]): Html {
  const path = evaluations.publicPhoto.path.replace(':id', showId('photo', id))
  const when = `${word(reader.language, 'evaluation', `moment.${moment}`)} · ${longDay(takenOn, reader.language)}`
  return html`<li><a href="${path}"><img src="${path}" alt="${caption}" loading="lazy"></a>${chinese(reader, caption)}<span class="sub">${when}</span></li>`
}
