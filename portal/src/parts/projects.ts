import { word } from '@shanju/contract/catalogue.ts'
import type { PublicListed } from '@shanju/contract/projects/shapes.ts'
import { longDay, yuan } from '../format.ts'
import { type Html, html, joined } from '../html.ts'
import type { Reader } from '../reader.ts'
import { projectPath } from './links.ts'
import { chinese } from './names.ts'

/** States in which a project has come to its end, well or not. */
const ENDED: readonly string[] = ['closed', 'stopped', 'declined', 'voted_down']

export const projectState = (reader: Reader, state: PublicListed['state']): Html =>
  html`<span class="tag${ENDED.includes(state) ? ' quiet' : ''}">${word(reader.language, 'projects', `state.${state}`)}</span>`

/** Projects one under the other: name and state, below them whom for, how much, until when. */
export function projectList(reader: Reader, list: readonly PublicListed[]): Html {
  const { projects: text } = reader.text
  const rows = list.map((project) => {
    const under = joined(
      [
        word(reader.language, 'projects', `people.${project.peopleGroup}`),
        ...(project.sumFen === null ? [] : [yuan(project.sumFen)]),
        ...(project.state === 'noticed' && project.noticeUntil
          ? [text.onNotice(longDay(project.noticeUntil, reader.language))]
          : []),
      ],
      ' · ',
    )
    return html`<li><a href="${projectPath(project.code)}">${chinese(reader, project.name)}</a> ${projectState(reader, project.state)}<span class="sub">${under}</span></li>`
  })
  return html`<ul class="stack">${rows}</ul>`
}
