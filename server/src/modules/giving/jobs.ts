import type { Job } from '#platform/jobs/worker.ts'
import { checkImport } from './actions/check-import.ts'
import { loadImport } from './actions/load-import.ts'
import { CHECK_IMPORT, LOAD_IMPORT } from './queries/job-names.ts'

export const jobs = [
  { name: CHECK_IMPORT, run: checkImport },
  { name: LOAD_IMPORT, run: loadImport },
] satisfies readonly Job<never>[]
