/**
 * The modules in their total order. A module may import only the door of one that stands earlier, so there are no
 * cycles, and the list is the reading order for a newcomer. A name without a folder is a module still to come.
 */
export const order = [
  'divisions',
  'organisations',
  'identity',
  'regulations',
  'places',
  'transparency',
  'ledger',
  'funds',
  'payments',
  'governance',
  'campaigns',
  'giving',
  'cofunding',
  'beneficiaries',
  'libraries',
  'projects',
  'ballots',
  'evaluation',
  'matching',
  'goods',
  'training',
  'recognition',
  'publicity',
  'supervision',
  'coverage',
] as const
