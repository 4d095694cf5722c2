import { ballots } from './en/ballots.ts'
import { demonstration } from './en/demonstration.ts'
import { desk } from './en/desk.ts'
import { dossier } from './en/dossier.ts'
import { evaluation } from './en/evaluation.ts'
import { files } from './en/files.ts'
import { frame } from './en/frame.ts'
import { funds } from './en/funds.ts'
import { governance } from './en/governance.ts'
import { log } from './en/log.ts'
import { money } from './en/money.ts'
import { oversight } from './en/oversight.ts'
import { papers } from './en/papers.ts'
import { payout } from './en/payout.ts'
import { projects } from './en/projects.ts'
import { registry } from './en/registry.ts'
import { staff } from './en/staff.ts'
import { statements } from './en/statements.ts'
import { trail } from './en/trail.ts'
import { trial } from './en/trial.ts'
import { why } from './en/why.ts'
import type { Text } from './zh.ts'

export const en: Text = {
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
}
