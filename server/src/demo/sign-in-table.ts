import { word } from '@shanju/contract/catalogue.ts'
import type { DemonstrationSignIn } from '@shanju/contract/platform/shapes.ts'

/** The sign-ins as a table for a terminal, in which a Chinese character is two columns wide. */
export function signInTable(signIns: readonly DemonstrationSignIn[]): string {
  const rows = [
    ['用户名 user name', '密码 password', '角色 role', '范围 place'],
    ...signIns.map(({ userName, password, role, place }) => [
      userName,
      password,
      `${word('zh', 'identity', `role.${role}`)} ${word('en', 'identity', `role.${role}`)}`,
      place,
    ]),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((cells) => widthOf(cells[column] ?? ''))))
  return rows
    .map((cells) => cells.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)))))
    .map((cells) => `  ${cells.join('  ').trimEnd()}`)
    .join('\n')
}

const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character)
        ? 2
        : 1),
    0,
  )
