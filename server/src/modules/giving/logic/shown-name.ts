import type { Shown } from '@shanju/contract/giving/vocab.ts'

/**
 * The name as the public sees it. Most Mongolian people here have one name and no surname, so a longer name keeps its
 * first two characters ("娜仁**") and a short one its first ("王**"); Latin names keep initials. The number of stars says
 * nothing about the length of the name.
 */
export function shownName(name: string, shown: Shown): string | null {
  const plain = name.trim()
  if (shown === 'anonymous' || plain === '') return null
  return shown === 'full' ? plain : masked(plain)
}

function masked(name: string): string {
  if (/^[\p{Script=Latin}\s.'-]+$/u.test(name)) {
    return name
      .split(/\s+/)
      .map((part) => `${[...part][0]}**`)
      .join(' ')
  }
  const characters = [...name]
  if (characters.length === 1) return '*'
  return `${characters.slice(0, characters.length > 3 ? 2 : 1).join('')}**`
}

/** What is shown of a donor: their choice; nothing where nobody asked (Charity Law art. 82), or where there is no name. */
export const shownOf = (name: string, chosen: Shown | undefined): Shown =>
  name.trim() === '' ? 'anonymous' : (chosen ?? 'anonymous')
