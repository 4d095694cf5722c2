/**
 * A named person's illness in Chinese text. A guess by the shape of the words, with no dictionary of names: somebody
 * introduced as a resident, pupil, herder …, or a name with one of the commonest surnames at the beginning of a clause,
 * then a word for falling ill, then an illness. It misses what is told otherwise and now and then takes a noun for a
 * name, so it may warn and never refuses.
 */

/** Those of the hundred commonest surnames that seldom begin another word. */
const SURNAMES =
  '王李张刘陈杨赵黄吴徐孙胡朱郭何罗宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎潘杜戴钟汪姜崔谭廖范陆韦邱侯邹熊孟秦白江邵龚尹薄武乔贺赖文斯额乌巴朝其那'

const INTRODUCED =
  '居民|村民|嘎查村民|牧民|农民|学生|同学|老人|患者|病人|职工|工人|老师|孩子|女孩|男孩|孤儿|低保户|困难户'
/** What follows somebody introduced without being a name. */
const NO_NAME = /家庭|家属|成员|群众|人员|儿童|老人|子女|父母|患者|病人|及其|因为|大多|普遍|多数|医疗|救助|本人|等/
const FALLS_ILL = '患有|患上|患了|罹患|身患|患|确诊为|确诊|查出|得了|被诊断为|诊断为'
const TITLE = '(?:同志|先生|女士|阿姨|大爷|奶奶|爷爷|小朋友|同学|老师)?'
const BETWEEN = '[^，。；！？\\n]{0,8}?'

/** Where the first such place begins, counted from 0; undefined when there is none. */
export function findIllness(text: string, illnesses: readonly string[]): number | undefined {
  if (illnesses.length === 0) return undefined
  const ill = `(?:${FALLS_ILL})(?!者)[^，。；！？\\n]{0,8}?(?:${illnesses.map(escaped).join('|')})`
  const introduced = new RegExp(`(?:${INTRODUCED})[：:“"]?(\\p{Script=Han}{2,5}?)${TITLE}${BETWEEN}${ill}`, 'gu')
  const named = new RegExp(
    `(?<=^|[\\P{Script=Han}]|为|给|对|向|帮助|救助|资助|看望)([${SURNAMES}]\\p{Script=Han}{1,2}?)${TITLE}${BETWEEN}${ill}`,
    'gu',
  )
  const places = [...text.matchAll(introduced), ...text.matchAll(named)]
    .filter((match) => !NO_NAME.test(match[1] ?? '') && !illnesses.some((word) => (match[1] ?? '').includes(word)))
    .map((match) => match.index)
  return places.toSorted((a, b) => a - b)[0]
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
