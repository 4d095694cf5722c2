export {
  claimInstance,
  findInstance,
  type Instance,
  isDemonstration,
  keepProgress,
  keepSignIns,
  lockFilling,
} from './instance.ts'
