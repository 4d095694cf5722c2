/**
 * What can be missing at a place, gravest first. Of communities: no open fund serves one that is urban (the plan wants
 * every urban community served). Of open funds: no agreement, no delegation in force, no complaint line, no money moved for
 * half a year. Of people: a duty or an answer is late.
 */
export const GAPS = [
  'community_without_fund',
  'no_agreement',
  'no_delegation',
  'no_complaint_line',
  'still',
  'duty_late',
  'answer_late',
] as const
export type Gap = (typeof GAPS)[number]

/** Months without money in or out after which an open fund counts as standing still. */
export const STILL_MONTHS = 6
