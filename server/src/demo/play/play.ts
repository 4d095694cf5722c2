import type { SetClock } from '#platform/kit/clock.ts'
import type { CityPlan, Deed } from '../plan/shapes.ts'
import { closeMonth, spend } from './accounts.ts'
import { count, vote } from './ballots.ts'
import { loadStatement, openAccount } from './bank.ts'
import { loadBankList } from './bank-lists.ts'
import type { Cast } from './cast.ts'
import { formGroup, meet } from './decisions.ts'
import { endEvaluation, evaluate } from './evaluations.ts'
import { openFund, publishFund, stepFund } from './funds.ts'
import { asFile, asOrders, atCounter, changeShown, correctDonor, voidGift } from './gifts.ts'
import { actOnPayment, askPayment, orderPayments } from './payments.ts'
import { deactivate, invite } from './people.ts'
import { actOnProject, beginProject } from './projects.ts'
import { certify, dissolve, fileParty, openBooks, register } from './registry.ts'
import type { Stage } from './stage.ts'

export interface PlayOptions {
  readonly clock: SetClock
  readonly nameOf: (at: string) => string
  /** Told now and then how many deeds are done. */
  progress(done: number, total: number): Promise<void>
}

const TOLD_EVERY = 100

/** Has the people of the plan do their deeds, each at its moment. */
export async function play(plan: CityPlan, stage: Stage, cast: Cast, options: PlayOptions): Promise<void> {
  for (const [index, { at, deed }] of plan.deeds.entries()) {
    options.clock.set(`${at}:00+08:00`)
    await act(deed, stage, cast, options.nameOf)
    const done = index + 1
    if (done % TOLD_EVERY === 0 || done === plan.deeds.length) await options.progress(done, plan.deeds.length)
  }
}

function act(deed: Deed, stage: Stage, cast: Cast, nameOf: (at: string) => string): Promise<unknown> {
  switch (deed.kind) {
    case 'register':
      return register(stage, cast, deed.organisation, deed.on)
    case 'dissolve':
      return dissolve(stage, cast, deed.organisation, deed.on)
    case 'certify':
      return certify(stage, cast, deed.organisation, deed.certificate)
    case 'party':
      return fileParty(stage, cast, deed.party, deed.by)
    case 'invite':
      return invite(stage, cast, deed.person, nameOf)
    case 'deactivate':
      return deactivate(stage, cast, deed.person)
    case 'open_fund':
      return openFund(stage, cast, deed.fund, deed.by)
    case 'publish':
      return publishFund(stage, cast, deed.fund, deed.by)
    case 'freeze':
    case 'reopen':
      return stepFund(stage, cast, deed)
    case 'open_books':
      return openBooks(stage, cast, deed.host, deed.by, deed.brought)
    case 'spend':
      return spend(stage, cast, deed)
    case 'close_month':
      return closeMonth(stage, cast, deed)
    case 'bank_account':
      return openAccount(stage, cast, deed)
    case 'bank_statement':
      return loadStatement(stage, cast, deed)
    case 'counter':
      return atCounter(stage, cast, deed)
    case 'orders':
      return asOrders(stage, cast, deed)
    case 'file':
      return asFile(stage, cast, deed.file, deed.by)
    case 'bank_list':
      return loadBankList(stage, cast, deed)
    case 'form_group':
      return formGroup(stage, cast, deed.group, deed.by)
    case 'begin_project':
      return beginProject(stage, cast, deed.project, deed.by)
    case 'project':
      return actOnProject(stage, cast, deed)
    case 'meet':
      return meet(stage, cast, deed.fund, deed.meeting, deed.by)
    case 'ask_payment':
      return askPayment(stage, cast, deed.payment, deed.by)
    case 'payment':
      return actOnPayment(stage, cast, deed)
    case 'order_payments':
      return orderPayments(stage, cast, deed)
    case 'vote':
      return vote(stage, cast, deed.ballot, deed.by)
    case 'count':
      return count(stage, cast, deed.fund, deed.by)
    case 'evaluate':
      return evaluate(stage, cast, deed.evaluation, deed.by)
    case 'end_evaluation':
      return endEvaluation(stage, cast, deed.project, deed.by)
    case 'show':
      return changeShown(stage, cast, deed)
    case 'correct':
      return correctDonor(stage, cast, deed)
    case 'void':
      return voidGift(stage, cast, deed.gift, deed.by, deed.reason)
  }
}
