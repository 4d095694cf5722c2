export const why = {
  'why.meeting': 'Choose the meeting first',
  'why.slip': 'Write the number of the slip first',
  'why.votes': 'No vote is keyed yet',
  'why.seats': 'No choice is made for any member yet',
  'why.words': 'Write the answer first',
  'why.archive': 'It can be had once the archive is made, which follows the closing',
  'why.nothing_new': 'The file brings no new lines: all are loaded already',
  'why.payfile': 'Choose the account and at least one payment first',
  'why.balance': 'Write the closing balance of the bank’s statement first',
  'why.differs': 'Both sides do not agree yet; they can be confirmed when the difference is zero',
  'why.only_session': 'You are signed in here only',
} as const
