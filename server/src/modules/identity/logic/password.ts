/**
 * Which new passwords are refused, beside the short ones. No rule of composition: it makes people write "Ordos@2026".
 * Instead we count how many pieces a guesser must put together, where a well-known word, a walk over the keyboard, a
 * date, a telephone number and a repetition are one piece each. The list of words is short because the rules multiply it.
 */
const FEWEST_PIECES = 6

const WORDS = [
  'administrator',
  'admin',
  'root',
  'user',
  'test',
  'demo',
  'guest',
  'login',
  'master',
  'manager',
  'office',
  'password',
  'passwort',
  'passwd',
  'pass',
  'secret',
  'welcome',
  'hello',
  'letmein',
  'changeme',
  'default',
  'love',
  'iloveyou',
  'woaini',
  'wodemima',
  'mima',
  'nihao',
  'china',
  'zhongguo',
  'beijing',
  'neimenggu',
  'ordos',
  'eerduosi',
  'erdos',
  'dongsheng',
  'kangbashi',
  'minzheng',
  'minzhengju',
  'cishan',
  'shanju',
  'jijin',
  'jijinhui',
  'shequ',
  'community',
  'charity',
  'fund',
  'dragon',
  'monkey',
  'football',
  'sunshine',
  'princess',
  'computer',
  'internet',
  '密码',
  '管理员',
  '中国',
  '内蒙古',
  '鄂尔多斯',
  '东胜',
  '康巴什',
  '民政局',
  '民政',
  '慈善',
  '善聚',
  '基金',
  '社区',
  '我爱你',
  '你好',
] as const

/** Rows of keys and orders everybody knows, walked in either direction. */
const WALKS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  '`1234567890-=',
  'qwertyuiop[]',
  'asdfghjkl;',
  'zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
  '!@#$%^&*()_+',
].flatMap((walk) => [walk, [...walk].reverse().join('')])

const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

const DATE =
  /^(?:(?:19|20)\d{2}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))/
const MOBILE = /^1[3-9]\d{9}/

export type PasswordProblem = 'password_too_common' | 'password_holds_name'

/** @param userName in canonical form */
export function judgePassword(password: string, userName: string): PasswordProblem | undefined {
  const text = password.normalize('NFKC').toLowerCase()
  const tellingName = userName.length >= 3 || /[^\x20-\x7e]/.test(userName)
  if (tellingName && text.includes(userName)) return 'password_holds_name'
  return countPieces(text) < FEWEST_PIECES ? 'password_too_common' : undefined
}

/** Pieces of a text, taking the longest known one at each place. */
function countPieces(text: string): number {
  let pieces = 0
  for (let at = 0; at < text.length; pieces++) at += longestPiece(text, at)
  return pieces
}

function longestPiece(text: string, at: number): number {
  const rest = text.slice(at)
  const plain = [...rest].map((letter) => LOOKALIKES[letter] ?? letter).join('')
  const words = WORDS.filter((word) => rest.startsWith(word) || plain.startsWith(word)).map((word) => word.length)
  const figures = (MOBILE.exec(rest) ?? DATE.exec(rest))?.[0].length ?? 0
  return Math.max(1, ...words, figures, walked(rest), repeated(text, at))
}

/** How far the text walks over neighbouring keys or letters; short of three it is chance. */
function walked(rest: string): number {
  let length = 2
  while (length < rest.length && WALKS.some((walk) => walk.includes(rest.slice(0, length + 1)))) length++
  return length >= 3 ? length : 0
}

/** How far the text from here only repeats what stands right before it. */
function repeated(text: string, at: number): number {
  for (let length = Math.min(at, text.length - at); length >= 1; length--) {
    const before = text.slice(at - length, at)
    if (text.slice(at, at + length) !== before) continue
    let end = at + length
    while (text.startsWith(before, end)) end += length
    return end - at
  }
  return 0
}
