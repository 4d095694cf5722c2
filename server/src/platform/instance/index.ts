export {
  claimInstance,
  findInstance,
  isDemonstration,
  keepProgress,
  keepSignIns,
  lockFilling,
} from './instance.ts'
