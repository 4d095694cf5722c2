import type { demonstration as zh } from '../zh/demonstration.ts'

export const demonstration: Readonly<Record<keyof typeof zh, string>> = {
  'demonstration.mark': 'Demonstration: the organisations, funds, gifts and people here are made up',
  'demonstration.offer': 'This platform is empty. You may load a made-up city to see it in use.',
  'demonstration.load': 'Load the demonstration…',
  'demonstration.first_title': 'This platform will be a demonstration for ever',
  'demonstration.first_text':
    'Loading cannot be undone, and no real body can be registered here afterwards. To begin for real you then need another empty directory (SHANJU_DATA) or database, and the next start of this one is npm run demo. To have a look only, run npm run demo on the server: it leaves this platform alone.',
  'demonstration.go_on': 'I understand, go on',
  'demonstration.not_now': 'Not now',
  'demonstration.second_title': 'Once more: turn this into a demonstration?',
  'demonstration.second_text': 'From then on this database is a demonstration for ever.',
  'demonstration.confirm': 'Demonstration for ever',
  'demonstration.filling': 'Loading the demonstration',
  'demonstration.may_leave': 'This takes about half a minute. You may leave this page; the work goes on.',
  'demonstration.sign_ins': 'User names and passwords of the made-up people',
  'demonstration.sign_ins_lead':
    'Sign in as any of them to see the work of another role. Passwords are as they were made.',
  'demonstration.sign_ins_show': 'Show',
  'demonstration.sign_ins_hide': 'Hide',
  'demonstration.password': 'Password',
}
