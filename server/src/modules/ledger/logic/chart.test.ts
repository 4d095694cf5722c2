import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  accountTitle,
  carriesRestriction,
  findAccount,
  findAccountOfHost,
  isAgencyAsset,
  isCash,
  kindsOf,
  listAccounts,
  listFirstLevel,
  listMappings2004,
} from './chart.ts'
import { editionOn } from './vocab.ts'

const noDetails = new Map()

test('the 2024 chart has the 56 first-level accounts of the system, in five classes', () => {
  const accounts = listFirstLevel('2024').filter((account) => account.code.length === 4)
  assert.equal(accounts.length, 56)
  const perClass = Map.groupBy(accounts, (account) => account.accountClass)
  assert.deepEqual(
    [...perClass].map(([name, rows]) => [name, rows.length]),
    [
      ['asset', 26],
      ['liability', 12],
      ['net_asset', 3],
      ['income', 8],
      ['expense', 7],
    ],
  )
})

test('the 2004 chart has 48 accounts and each of them goes to accounts that exist in 2024', () => {
  assert.equal(listFirstLevel('2004').length, 48)
  for (const mapping of listMappings2004()) {
    assert.ok(mapping.to.length > 0, mapping.code)
    for (const code of mapping.to) assert.ok(findAccount('2024', code), `${mapping.code} → ${code}`)
  }
})

test('exactly 1701, 5201, 5301 and 5401 mean something else in the two editions, and 2401 is gone', () => {
  const reused = listMappings2004().filter((mapping) => mapping.relation === 'reused')
  assert.deepEqual(
    reused.map((mapping) => mapping.code),
    ['1701', '5201', '5301', '5401'],
  )
  for (const { code, to, nameZh } of reused) {
    assert.ok(!to.includes(code), `${code} must not map to itself`)
    assert.notEqual(findAccount('2024', code)?.nameZh, nameZh)
    assert.equal(findAccount('2024', to[0] ?? '')?.nameZh, nameZh)
  }
  assert.equal(findAccount('2024', '2401'), undefined)
})

test('accounts that keep their code without a remark keep their name, class and side', () => {
  for (const { code, relation } of listMappings2004()) {
    if (relation !== 'same') continue
    const [old, now] = [findAccount('2004', code), findAccount('2024', code)]
    assert.deepEqual([old?.nameZh, old?.accountClass, old?.side], [now?.nameZh, now?.accountClass, now?.side], code)
  }
})

test('an account stands on one side: contra accounts opposite to the account they correct', () => {
  for (const account of listAccounts('2024')) {
    if (account.contraOf.length === 0) continue
    for (const code of account.contraOf) assert.notEqual(findAccount('2024', code)?.side, account.side, account.code)
  }
})

test('every account is shown by exactly one statement line, except the ones that 3101 and 3102 absorb', () => {
  for (const account of listAccounts('2024')) {
    if (account.detailRequired && account.balanceLine === null && account.statementLine === null) continue
    assert.equal((account.balanceLine === null) !== (account.statementLine === null), true, account.code)
  }
})

test('the date decides the edition, and 2026 begins with the 2024 edition', () => {
  assert.equal(editionOn('2025-12-31'), '2004')
  assert.equal(editionOn('2026-01-01'), '2024')
})

test('a bank account of the host is cash, its agency detail is not', () => {
  const details = new Map([
    ['100201', { code: '100201', nameZh: '农商行基本户', role: null }],
    ['10020190', { code: '10020190', nameZh: '农商行基本户（受托代理）', role: 'agency' as const }],
  ])
  const own = findAccountOfHost('100201', details)
  const agency = findAccountOfHost('10020190', details)
  assert.ok(own && agency)
  assert.deepEqual([own.first, isCash(own), isAgencyAsset(own), own.balanceLine], ['1002', true, false, 'A1'])
  assert.deepEqual(
    [agency.first, isCash(agency), isAgencyAsset(agency), agency.balanceLine],
    ['1002', false, true, 'A26'],
  )
  assert.equal(findAccountOfHost('100202', details), undefined)
})

test('only 募捐成本 takes the kinds f1 and f2, and only setting up a trust takes the kind trust', () => {
  const kinds = (code: string) => {
    const account = findAccountOfHost(code, noDetails)
    assert.ok(account)
    return kindsOf(account)
  }
  assert.deepEqual(kinds('540190'), ['f1', 'f2'])
  assert.deepEqual(kinds('5401'), ['fx'])
  assert.deepEqual(kinds('510190'), ['trust'])
  assert.deepEqual(kinds('5101'), ['c1', 'c2', 'c3', 'other'])
  assert.deepEqual(kinds('4101'), [])
})

test('net assets, income and expense carry a restriction; assets and liabilities do not', () => {
  for (const account of listAccounts('2024'))
    assert.equal(carriesRestriction(account), account.code >= '3', account.code)
})

test('a title names the parent and the class, as prescribed sub-accounts are called', () => {
  const title = (code: string, restriction: 'U' | 'R' | null = null) => {
    const account = findAccount('2024', code)
    assert.ok(account)
    return accountTitle(account, restriction)
  }
  assert.equal(title('540190', 'U'), '筹资费用—募捐成本—非限定性费用')
  assert.equal(title('4101', 'R'), '捐赠收入—限定性收入')
  assert.equal(title('3201', 'R'), '以前年度净资产调整—限定性净资产')
  assert.equal(title('5601', 'U'), '所得税费用')
  assert.equal(title('100907'), '其他货币资金—非银行支付机构网络支付款')
})
