import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '@shanju/contract/access.ts'
import { routes } from '@shanju/contract/evaluation/routes.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { STRANGER, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { adopt, makeGroup, nobody, sent, type TestGroup, wire } from '#test/support/groups.ts'
import { atWork, JPEG } from '#test/support/projects.ts'
import { served } from './index.ts'
import { PLACED, PLAN, rollFile } from './testkit.ts'

let fresh: FreshDatabase
let api: TestApi
let group: TestGroup
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, served)
  group = await makeGroup(fresh, 1)
  await adopt(fresh, group)
})
after(async () => {
  await api.close()
  await fresh.close()
})

const clerk = (n: number): Actor => ({
  ...{ kind: 'person', personId: `0193a000-0000-7000-8000-00000000000${n}` },
  assignments: [{ role: 'charity_manager', reach: { kind: 'organisation', id: group.hostId } }],
})
const ask = async (route: AnyRoute, id: string, body?: object) =>
  api.ask(clerk(3), route, { params: { id }, ...(body === undefined ? {} : { body }) })
const code = async (answer: Promise<{ body: { code?: string } }>) => (await answer).body.code

test('Q12 a photo is public only while somebody agreed, and taking that back removes it at once', async () => {
  const projectId = await atWork(fresh, group, '前后照片')
  const { items } = (await api.ask(STRANGER, routes.listQuestionnaires)).body
  const body = { ...sent(PLAN), projectId: wire('project', projectId), questionnaireId: items[0].id }
  const it = (await api.ask(clerk(3), routes.plan, { body })).body
  await api.ask(clerk(3), routes.importRoll, { params: { id: it.id }, query: { merge: 'false' }, body: rollFile(2) })
  await ask(routes.draw, it.id, {})
  await ask(routes.open, it.id)
  const add = (content: Buffer, more: object = {}) =>
    api.ask(clerk(3), routes.addPhoto, {
      ...{ params: { id: it.id }, body: content },
      query: { moment: 'before', caption: '食堂改造前', takenOn: '2026-11-01', ...more },
    })
  assert.equal(await code(add(Buffer.from('%PDF-1.7'))), 'evaluation.photo_of_other_kind')
  assert.equal(await code(add(JPEG)), 'evaluation.photo_of_other_kind')
  assert.equal(await code(add(Buffer.concat([PLACED, Buffer.alloc(19 * 1024 * 1024)]))), 'evaluation.photo_too_large')
  assert.equal(await code(add(PLACED, { takenOn: '2099-01-01' })), 'evaluation.day_ahead')
  assert.equal(await code(add(PLACED, { caption: '打13847712345' })), 'regulations.blocked')
  const { body: photo } = await add(PLACED)
  const file = async () => (await api.askFile(STRANGER, routes.publicPhoto, { params: { id: photo.id } })).status
  const shown = async () => {
    const { body } = await ask(routes.get, it.id)
    return (await api.ask(STRANGER, routes.ofProject, { params: { id: body.project.code } })).body.items[0].photos
      .length
  }
  const agree = (scope: string, on = '2026-11-02') => ask(routes.consent, photo.id, { scope, by: '王某某', on })
  assert.deepEqual([await file(), await shown()], [404, 0])
  assert.equal(await code(agree('public', '2099-01-01')), 'evaluation.day_ahead')
  await agree('internal')
  assert.deepEqual([await file(), await shown()], [404, 0])
  assert.equal((await agree('public')).body.consentBy, '王某某')
  assert.deepEqual([await file(), await shown()], [200, 1])
  const staff = await api.askFile(clerk(3), routes.readPhoto, { params: { id: photo.id } })
  assert.ok(!staff.content.includes('GPS'))
  assert.equal((await ask(routes.withdrawConsent, photo.id)).body.withdrawn, true)
  assert.deepEqual([await file(), await shown()], [404, 0])
  assert.equal(await code(agree('public')), 'evaluation.consent_ended')
  assert.equal(await code(ask(routes.withdrawConsent, photo.id)), 'evaluation.consent_ended')
  assert.equal(
    await code(ask(routes.consent, nobody('photo'), { scope: 'public', by: '王某', on: '2026-11-02' })),
    'evaluation.photo_not_found',
  )
  const names = await fresh.owner.query(
    `select 1 from evaluation.consents where encode(given_by, 'escape') like '%王某%'`,
  )
  assert.equal(names.rows.length, 0)
})
