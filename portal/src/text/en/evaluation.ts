import type { evaluation as zh } from '../zh/evaluation.ts'

/** What people say of a project: the page on which they answer, and what came of it. */
export const evaluation: typeof zh = {
  kind: 'Evaluation of a project',
  title: 'What do you think of this project?',
  until: (at) => `Until ${at}`,
  code: 'Code',
  codeHint: 'The 12 letters and digits on your slip, good for one time.',
  send: 'Send',
  sure: 'It cannot be changed afterwards. Nobody keeps who answered what.',
  thanks: 'Sent. Thank you!',
  thanksLead: 'What came of it is published on the project’s page, without what concerns too few people.',
  back: 'Back to the project',
  skip: 'May be left out',
  numberHint: 'A number.',
  textHint: 'Only staff read this; it is not published.',
  result: 'What people say of it',
  resultLead:
    'Those were asked whom the project was for. What concerns too few people is not shown, so that nobody is recognised.',
  collecting: (answered, asked) => `Answers are being collected: ${asked} people are asked, ${answered} have answered.`,
  said: (answered, asked, rate) => `${asked} people were asked, ${answered} answered (${rate} %).`,
  satisfied: (share, low, high) =>
    `Of those, ${share} % are satisfied; of all, with 95 % confidence, between ${low} % and ${high} %.`,
  satisfiedAtLeast: (share, low, high) =>
    `Of those, at least ${share} % are satisfied; of all, with 95 % confidence, between ${low} % and ${high} %.`,
  satisfiedAtMost: (share, low, high) =>
    `Of those, at most ${share} % are satisfied; of all, with 95 % confidence, between ${low} % and ${high} %.`,
  tooFew: (least) => `Fewer than ${least} people answered, so that no share is published.`,
  cost: (persons, sum, each) =>
    `${persons} people were reached; ${sum} yuan are shown to have arrived with them, ${each} yuan a person.`,
  persons: (persons) => `${persons} people were reached.`,
  byManner: 'How they answered',
  question: 'Question',
  answers: 'Answers',
  spread: 'How many said what',
  hidden: 'few',
  mean: (mean) => `${mean} on average`,
  indicator: 'Indicator',
  planned: 'Planned',
  found: 'Found',
  source: (source, day) => `${source}, ${day}`,
  corrected: 'corrected',
  sampling: 'Who was asked',
  sampled: (asked, people) => `${asked} of ${people} on the roll`,
  seed: 'Seed of the draw',
  seedHash: 'SHA-256 of the seed, published before the roll',
  photos: 'Before and after',
  photosLead: 'Whoever is in them, or their guardian, agreed; that can be taken back at any time.',
}
