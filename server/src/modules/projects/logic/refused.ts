import type { ProjectRefusal } from '@shanju/contract/projects/refusals.ts'

export interface Refused {
  readonly code: ProjectRefusal
  readonly params?: Readonly<Record<string, string | number>>
}
