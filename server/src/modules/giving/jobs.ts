import type { Job } from '#platform/jobs/worker.ts'
import { checkImport } from './actions/check-import.ts'
import { givingUp } from './actions/give-up.ts'
import { loadImport } from './actions/load-import.ts'
import { undoImport } from './actions/undo-import.ts'
import { CHECK_IMPORT, LOAD_IMPORT, UNDO_IMPORT } from './queries/job-names.ts'

export const jobs = [
  givingUp({ name: CHECK_IMPORT, run: checkImport }),
  givingUp({ name: LOAD_IMPORT, run: loadImport }),
  givingUp({ name: UNDO_IMPORT, run: undoImport }),
] satisfies readonly Job<never>[]
