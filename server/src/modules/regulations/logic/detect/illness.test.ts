import assert from 'node:assert/strict'
import { test } from 'node:test'
import { definitionOf } from '../book.ts'
import { asShipped, wordsOf } from '../settings.ts'
import { findIllness } from './illness.ts'

const ILLNESSES = wordsOf(asShipped(definitionOf('X13'), '2026-11-23'), 'illness_words')

test('a person introduced or named, who fell ill, is found where the telling begins', () => {
  for (const [text, at] of [
    ['救助居民张小明，患白血病三年', undefined],
    ['救助居民张小明患白血病三年', 2],
    ['王建国确诊肺癌，需要帮助', 0],
    ['牧民巴特尔罹患尿毒症', 0],
    ['为李秀英老师患乳腺癌筹款', 1],
    ['本月看望刘芳同志，她好多了；陈大山查出肝硬化', 14],
  ] as const)
    assert.equal(findIllness(text, ILLNESSES), at, text)
})

test('people in general, illnesses in general and help in general are no named person’s illness', () => {
  for (const text of [
    '资助患大病的困难家庭',
    '帮助白血病患者及癌症患者家庭',
    '居民家庭成员患癌症的，每户资助五千元',
    '高血压患者和糖尿病患者的健康讲座',
    '村民因病致困的，先救助后补手续',
    '关心关爱七十岁以上独居老人',
    '',
  ])
    assert.equal(findIllness(text, ILLNESSES), undefined, text)
})

test('without words of illness nothing is found, and signs in a word stand for themselves', () => {
  assert.equal(findIllness('王建国确诊肺癌', []), undefined)
  assert.equal(findIllness('王建国确诊肺癌', ['(癌', '.']), undefined)
  assert.equal(findIllness('王建国确诊(癌', ['(癌']), 0)
})
