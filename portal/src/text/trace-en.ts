import type { Text } from './zh.ts'

export const trace: Text['trace'] = {
  heading: 'Where it went',
  lead: 'Within a fund and a purpose the oldest gift is spent first. What comes back is the giver’s part again.',
  yours: (sum) => `This gift of ${sum}: `,
  spent: (sum) => `${sum} spent`,
  back: (sum) => `${sum} taken back`,
  left: (sum) => `${sum} not yet spent`,
  and: ', ',
  stop: '.',
  day: 'Day',
  what: 'What for',
  sum: 'Sum',
  hostCosts: 'Costs of the charity itself',
}

export const spending: Text['spending'] = {
  kind: 'Spending of a community fund',
  title: (what, day) => `${what}, ${day}`,
  description: 'What a community fund spent, and which gifts paid for it.',
  shown: 'Donors appear as they wish to. Whom the money helped is not shown here.',
  day: 'Booked on',
  fund: 'Fund',
  paid: 'Paid for',
  host: 'Charity',
  voucher: 'In the books',
  gifts: 'Gifts behind it',
  back: 'Came back later',
  uncovered: 'Not covered yet',
  payers: 'Paid for by',
  lead: 'Oldest first. The parts add up to the spending.',
  payer: 'From',
  came: 'Came on',
}
