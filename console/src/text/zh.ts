import { ballots } from './zh/ballots.ts'
import { demonstration } from './zh/demonstration.ts'
import { desk } from './zh/desk.ts'
import { dossier } from './zh/dossier.ts'
import { evaluation } from './zh/evaluation.ts'
import { files } from './zh/files.ts'
import { frame } from './zh/frame.ts'
import { funds } from './zh/funds.ts'
import { governance } from './zh/governance.ts'
import { log } from './zh/log.ts'
import { money } from './zh/money.ts'
import { oversight } from './zh/oversight.ts'
import { papers } from './zh/papers.ts'
import { payout } from './zh/payout.ts'
import { projects } from './zh/projects.ts'
import { registry } from './zh/registry.ts'
import { staff } from './zh/staff.ts'
import { statements } from './zh/statements.ts'
import { trail } from './zh/trail.ts'
import { trial } from './zh/trial.ts'
import { why } from './zh/why.ts'

/** Chinese comes first: its keys are the keys every other language must have. */
export const zh = {
  ...demonstration,
  ...desk,
  ...dossier,
  ...files,
  ...frame,
  ...funds,
  ...governance,
  ...papers,
  ...payout,
  ...projects,
  ...ballots,
  ...evaluation,
  ...registry,
  ...log,
  ...money,
  ...oversight,
  ...staff,
  ...statements,
  ...trail,
  ...trial,
  ...why,
} as const
export type TextKey = keyof typeof zh
export type Text = Readonly<Record<TextKey, string>>
