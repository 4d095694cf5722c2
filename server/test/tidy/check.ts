import type { SourceFile, Tree } from './tree.ts'

/** One place where a rule of the house is broken. */
export type Finding = { where: string; says: string }

/** A rule of the house. `title` is the sentence that holds; each finding says what breaks it and the remedy. */
export type Check = { title: string; find(tree: Tree): Finding[] }

/** A finding at a position of a file. `says` names the fault and, behind a colon, what to do. */
export function at(file: SourceFile, position: number, says: string): Finding {
  return { where: `${file.path}:${file.lineAt(position)}`, says }
}

/** Findings as lines for a person. */
export function told(findings: readonly Finding[]): string[] {
  return findings.map(({ where, says }) => `${where} ${says}`)
}
