import type { Check } from './check.ts'
import { type Exception, longFiles } from './exceptions.ts'

const MOST_LINES = 400
const MOST_DOOR_LINES = 60

/** @param allowed files that may be longer, handed in so that a test can try it */
export function sizesWith(allowed: readonly Exception[]): Check {
  return {
    title: `no file has more than ${MOST_LINES} lines and no door more than ${MOST_DOOR_LINES}`,
    find: (tree) => {
      const measured = [...tree.typescript(), ...tree.files.filter(({ path }) => path.endsWith('.css'))].map(
        (file) => ({
          path: file.path,
          lines: file.text.trimEnd().split('\n').length,
        }),
      )
      const tooLong = measured.filter(({ lines }) => lines > MOST_LINES)
      return [
        ...tooLong
          .filter(({ path }) => !allowed.some((exception) => exception.path === path))
          .map(({ path, lines }) => ({
            where: path,
            says: `has ${lines} lines: split it by idea, or list it in server/test/tidy/exceptions.ts with a reason.`,
          })),
        ...measured
          .filter(({ path, lines }) => /^server\/src\/modules\/[^/]+\/index\.ts$/.test(path) && lines > MOST_DOOR_LINES)
          .map(({ path, lines }) => ({ where: path, says: `has ${lines} lines: a door lists what is open, no more.` })),
        ...allowed
          .filter(({ path }) => !tooLong.some((file) => file.path === path))
          .map(({ path }) => ({ where: path, says: 'is no long file any more: take it off exceptions.ts.' })),
      ]
    },
  }
}

export const sizes: Check = sizesWith(longFiles)
