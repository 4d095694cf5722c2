import { at, type Check } from './check.ts'
import { isTest } from './place.ts'
import type { SourceFile } from './tree.ts'

type Word = { form: RegExp; says: string; where?: 'tests' | 'product' }

const IN_CODE: readonly Word[] = [
  { form: /\bas\s+any\b/g, says: 'casts to any: narrow the value, or parse it with a shape.' },
  {
    form: /\bas\s+unknown\s+as\b/g,
    says: 'casts through unknown: narrow the value, or parse it with a shape.',
    where: 'product',
  },
  {
    form: /(?<![\w$.])console\s*\.\s*\w+/g,
    says: 'writes to the console: use the logger, or process.stdout in a tool.',
  },
  { form: /(?<![\w$.])debugger\b/g, says: 'stops in a debugger: remove it.' },
  {
    form: /(?<![\w$.])(?:test|it|describe|suite|t)\s*\.\s*(?:skip|only|todo)\b/g,
    says: 'leaves tests out: every test runs or is deleted.',
    where: 'tests',
  },
  {
    form: /(?<=[{,]\s*)(?:skip|only|todo)\s*:(?=\s*(?:true|['"`]|process|!))/g,
    says: 'leaves tests out: every test runs or is deleted.',
    where: 'tests',
  },
]

const IN_COMMENTS: readonly Word[] = [
  { form: /@ts-(?:ignore|expect-error|nocheck)/g, says: 'silences the compiler: give the value its type.' },
  { form: /\b(?:TODO|FIXME|XXX)\b/g, says: 'postpones: do it now, or write it in docs/ where it is read.' },
]

export const forbidden: Check = {
  title: 'no cast to any, silenced compiler, console, skipped test or postponed work',
  find: (tree) => [
    ...tree
      .typescript()
      .flatMap((file) => [
        ...wordsIn(file, file.scan.code, 0, IN_CODE),
        ...file.scan.comments.flatMap((comment) => wordsIn(file, comment.text, comment.start, IN_COMMENTS)),
      ]),
    // In these, the words can hardly stand for anything else.
    ...tree.files
      .filter(({ path }) => /\.(?:sql|css|html|typ)$/.test(path))
      .flatMap((file) => wordsIn(file, file.text, 0, IN_COMMENTS)),
  ],
}

function wordsIn(file: SourceFile, text: string, offset: number, words: readonly Word[]) {
  return words
    .filter(({ where }) => where === undefined || (where === 'tests') === isTest(file.path))
    .flatMap(({ form, says }) => [...text.matchAll(form)].map((match) => at(file, offset + match.index, says)))
}

/**
 * Folders of one developer's machine. A web address or a route may contain the same words further inside, so a path
 * counts only at its beginning.
 */
const MACHINE = /(?<![\w.\-/)}*:])\/(?:work|root|home\/\w+|Users\/\w+|tmp\/[\w-]+)\/|\b[A-Z]:\\\\?Users\b/g

export const machinePaths: Check = {
  title: 'no committed file names a folder of one machine',
  find: (tree) =>
    tree.files.flatMap((file) =>
      [...file.text.matchAll(MACHINE)].map((match) =>
        at(file, match.index, `names ${match[0]}: use a path from the project, os.tmpdir(), or a setting.`),
      ),
    ),
}
