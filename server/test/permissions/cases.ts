import { ballots } from './cases/ballots.ts'
import type { Cases } from './cases/case.ts'
import { coverage } from './cases/coverage.ts'
import { divisions } from './cases/divisions.ts'
import { evaluation } from './cases/evaluation.ts'
import { fundTerms } from './cases/fund-terms.ts'
import { funds } from './cases/funds.ts'
import { giving } from './cases/giving.ts'
import { governance } from './cases/governance.ts'
import { identity } from './cases/identity.ts'
import { ledger } from './cases/ledger.ts'
import { organisations } from './cases/organisations.ts'
import { payments } from './cases/payments.ts'
import { platform } from './cases/platform.ts'
import { projects } from './cases/projects.ts'
import { registry } from './cases/registry.ts'
import { regulations } from './cases/regulations.ts'
import { statements } from './cases/statements.ts'
import { supervision } from './cases/supervision.ts'
import { transparency } from './cases/transparency.ts'

/** How to ask every route of the catalogue, module by module. */
export const CASES: Cases = {
  ...ballots,
  ...evaluation,
  ...coverage,
  ...divisions,
  ...funds,
  ...fundTerms,
  ...giving,
  ...governance,
  ...identity,
  ...ledger,
  ...organisations,
  ...payments,
  ...platform,
  ...projects,
  ...regulations,
  ...statements,
  ...supervision,
  ...transparency,
  ...registry,
}
