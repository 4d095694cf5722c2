import type { trial as zh } from '../zh/trial.ts'

/** Words of drafts of rules that are tried on decisions of a year. */
export const trial: Readonly<Record<keyof typeof zh, string>> = {
  'trial.try': 'Try on last year’s decisions',
  'trial.rules': 'A draft of the rules, tried',
  'trial.regulation': 'A changed regulation, tried',
  'trial.lead':
    'Takes decisions that stand once more under a draft and tells which would have come out differently. It only reads.',
  'trial.told': '{from} to {to}: {different} of {tried} decisions would have come out differently.',
  'trial.nothing': '{from} to {to}: no decisions to try.',
  'trial.untried': '{count} not tried: {why}.',
  'trial.rules_never':
    'Days of project and result notices and the host’s fee are not tried: no outcome of a vote rests on them.',
  'trial.refused_never':
    'What was refused at the time left no record, so nobody can tell how much a milder rule would let through.',
  'trial.facts_never':
    'Tried is what is on record: gifts, requests for payment, funds, duties. What was only checked while it was done, such as kinds of receipts and entries, is not.',
  'trial.words': 'Name of a decision',
  'trial.show': 'Different ones',
  'trial.show_different': 'Come out differently',
  'trial.show_same': 'Come out the same',
  'trial.show_all': 'All',
  'trial.none': 'No decision would have come out differently',
  'trial.decision': 'Decision',
  'trial.group': 'Group',
  'trial.on': 'Day',
  'trial.was': 'Came out as',
  'trial.would_be': 'Under the draft',
  'trial.same': 'the same',
  'trial.cause': 'What turns it',
  'trial.why': 'Why',
  'trial.present': 'Present / needed',
  'trial.yes': 'In favour / needed',
  'trial.about': 'Kind',
  'trial.draft': 'Draft:',
  'trial.unchanged': 'nothing changed',
  'trial.sum': 'Sum (yuan)',
  'trial.try_help': 'Opens beside this form; what you typed stays here.',
  'trial.all_groups': 'All groups within your reach',
}
