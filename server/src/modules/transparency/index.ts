export { stageLeaves } from './actions/stage-leaves.ts'
export type { LeafDraft } from './logic/seal-leaf.ts'
