import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AddMotion } from '@shanju/contract/governance/motions.ts'
import { CHOICES, MOTION_KINDS } from '@shanju/contract/governance/vocab.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { SETUP } from '#test/support/house.ts'
import { decideClose } from '../logic/decide-close.ts'
import { rollOf } from '../queries/motion-rows.ts'
import { closeFacts, getMotion, getMotionRow } from '../queries/motions.ts'
import {
  adopt,
  allVote,
  closed,
  GRANT,
  hear,
  LATER,
  makeGroup,
  motionOf,
  opened,
  PLAIN,
  type TestGroup,
} from '../testkit.ts'
import { decideBoard } from './decide.ts'
import { recuse } from './votes.ts'

let fresh: FreshDatabase
let groups: TestGroup[]
before(async () => {
  fresh = await freshDatabase()
  groups = [await makeGroup(fresh, 1, 5), await makeGroup(fresh, 2, 7), await makeGroup(fresh, 3, 9)]
  const [five, seven, nine] = groups as [TestGroup, TestGroup, TestGroup]
  await adopt(fresh, five)
  await adopt(fresh, seven, { quorumTop: 1, quorumBottom: 2, specialTop: 3, specialBottom: 4, emergencyYes: 2 })
  await adopt(fresh, nine, { quorumTop: 3, quorumBottom: 5, specialTop: 4, specialBottom: 5, emergencyYes: 4 })
})
after(() => fresh.close())

/** As the role app, with no TypeScript before it. */
const asApp = (text: string, ...values: unknown[]) => fresh.database.pool.query(text, values)
const NOW = new Date('2026-11-23T02:00:00Z')
const uuid = () => crypto.randomUUID()

const vote = async (
  motion: string,
  seat: string | undefined,
  choice: string,
  { secret = false, manner = 'link', round = 1, at = NOW } = {},
) => {
  await asApp(
    'insert into governance.votes (motion_id, seat_id, round, manner, voted_at) values ($1, $2, $3, $4, $5)',
    ...[motion, seat, round, manner, at],
  )
  await ballot(motion, secret ? null : seat, choice, round)
}
const ballot = (motion: string, seat: string | null | undefined, choice: string, round = 1) =>
  asApp(
    `insert into governance.ballots (id, motion_id, seat_id, round, choice, nonce)
     values (gen_random_uuid(), $1, $2, $3, $4, decode(md5(gen_random_uuid()::text), 'hex'))`,
    ...[motion, seat ?? null, seat ? round : null, choice],
  )
const close = (motion: string, at: Date) =>
  asApp('select governance.close_motion($1, $2, $3, null, $4)', motion, uuid(), uuid(), at)

const meetings = fc.record({
  group: fc.integer({ min: 0, max: 2 }),
  kind: fc.constantFrom(...MOTION_KINDS.filter((kind) => kind !== 'ratify' && kind !== 'revoke' && kind !== 'rules')),
  secret: fc.boolean(),
  amountFen: fc.constantFrom(100_000n, 500_000n, 2_000_000n, 2_000_001n, 5_000_000n, 5_000_001n),
  field: fc.constantFrom('hardship' as const, 'illness' as const),
  heard: fc.boolean(),
  late: fc.boolean(),
  seats: fc.array(
    fc.record({
      recused: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
      voted: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
      attended: fc.constantFrom(null, 'in_person', 'leave'),
      choice: fc.constantFrom(...CHOICES, 'yes' as const, 'yes' as const),
      again: fc.boolean(),
    }),
    { minLength: 9, maxLength: 9 },
  ),
})

type Meeting = Parameters<typeof wishOf>[0] & { seats: readonly Wish[] }
interface Wish {
  readonly recused: boolean
  readonly voted: boolean
  readonly attended: string | null
  readonly choice: string
  readonly again: boolean
}

/** Who came, voted, voted again on paper and stepped back, each in one statement. */
async function cast(
  motion: string,
  { meetingId, seats }: TestGroup,
  { secret, seats: wishes }: Meeting,
): Promise<void> {
  const all = seats.flatMap((seat, at) => (wishes[at] ? [{ seat, ...wishes[at] }] : []))
  const voters = all.filter(({ voted, recused }) => voted && !(secret && recused))
  const again = secret ? [] : voters.filter((each) => each.again)
  const rows = (of: readonly object[]) => JSON.stringify(of)
  await asApp(
    `insert into governance.attendances (id, meeting_id, seat_id, manner, recorded_at)
     select gen_random_uuid(), $1, seat, coalesce(attended, 'leave'), $2 from jsonb_to_recordset($3) as x(seat uuid, attended text)`,
    ...[meetingId, NOW, rows(all)],
  )
  for (const [round, manner, who] of [
    [1, 'link', voters],
    [2, 'paper', again],
  ] as const) {
    await asApp(
      `insert into governance.votes (motion_id, seat_id, round, manner, voted_at)
       select $1, seat, $2, $3, $4 from jsonb_to_recordset($5) as x(seat uuid)`,
      ...[motion, round, manner, NOW, rows(who)],
    )
    await asApp(
      `insert into governance.ballots (id, motion_id, seat_id, round, choice, nonce)
       select gen_random_uuid(), $1, case when not $2 then seat end, case when not $2 then $3::int end,
              case when $3 = 1 then choice else 'no' end, decode(md5(gen_random_uuid()::text), 'hex')
         from jsonb_to_recordset($4) as x(seat uuid, choice text)`,
      ...[motion, secret, round, rows(who)],
    )
  }
  await asApp(
    `insert into governance.recusals (motion_id, seat_id, kind, words, declared_by, recorded_at)
     select $1, seat, 'interest', '', 'staff', $2 from jsonb_to_recordset($3) as x(seat uuid)`,
    ...[motion, NOW, rows(all.filter(({ recused }) => recused))],
  )
}

const wishOf = ({
  kind,
  secret,
  amountFen,
  field,
}: {
  kind: AddMotion['kind']
  secret: boolean
  amountFen: bigint
  field: AddMotion['field']
}): AddMotion => {
  if (kind === 'change_use' || kind === 'other') return { ...PLAIN, kind, secret }
  const sum = kind === 'emergency' && amountFen > 500_000n ? 500_000n : amountFen
  return { ...GRANT, kind, secret, field, amountFen: sum, eachCapFen: kind === 'standing' ? 1000n : null }
}

test('V5: on random meetings TypeScript and the database decide alike: outcome, bases, counts, board, refusal', async () => {
  await fc.assert(
    fc.asyncProperty(meetings, async (wanted) => {
      const group = groups[wanted.group]
      assert.ok(group)
      const motion = await opened(fresh, group, wishOf(wanted))
      if (wanted.heard) await hear(fresh, motion)
      await cast(motion, group, wanted)
      const at = wanted.late ? LATER : NOW
      const decided = await fresh.database.transact('test', async (tx) => {
        const later = { ...tx, now: at }
        const row = await getMotionRow(later, motion)
        return decideClose(await closeFacts(later, row, await rollOf(later, motion, row.meetingId)))
      })
      if ('refused' in decided) {
        await assert.rejects(close(motion, at), new RegExp(`governance\\.${decided.refused.code}$`))
        return
      }
      await close(motion, at)
      const { rows } = await fresh.owner.query(
        `select outcome, special, board_for, seats, recused, present, quorum_needed, yes_needed, yes, no, blank,
                exists (select 1 from payments.authorities a where a.motion_id = r.motion_id) as paid
           from governance.resolutions r where motion_id = $1`,
        [motion],
      )
      const { tally, outcome, special, boardFor } = decided
      assert.deepEqual(rows[0], {
        ...{
          outcome,
          special,
          board_for: boardFor,
          seats: tally.seats,
          recused: tally.recused,
          present: tally.present,
        },
        ...{ quorum_needed: tally.quorumNeeded, yes_needed: tally.yesNeeded, ...tally.counts },
        paid: outcome === 'passed' && boardFor.length === 0 && wishOf(wanted).amountFen !== null,
      })
    }),
    { numRuns: 40 },
  )
})

test('V4, P1: the role app cannot write a resolution, an authority, a roll, a board decision or a mark, nor call what does', async () => {
  const [group] = groups as [TestGroup]
  const motion = await opened(fresh, group, GRANT)
  const tries = [
    `insert into governance.resolutions select * from governance.resolutions`,
    `insert into payments.authorities select * from payments.authorities`,
    `insert into payments.authority_marks (authority_id, kind, source_id, marked_at) values ('${uuid()}', 'ratified', '${uuid()}', now())`,
    `insert into governance.roll (motion_id, seat_id) values ('${motion}', '${group.seats[0]}')`,
    `insert into governance.board_decisions select * from governance.board_decisions`,
    `insert into governance.commitments select * from governance.commitments`,
    `select governance.carry('${motion}', '${uuid()}', 'board', '${uuid()}', now())`,
    `select payments.pub_mark_authority('${motion}', 'ratified', '${uuid()}', now())`,
    `select payments.pub_grant_authority('${uuid()}', '${group.fundId}', '${uuid()}', 'board', '${uuid()}', '${motion}', 'single',
       1, null, 'open', null, current_date, current_date, null, now())`,
    ...[
      'seats',
      'seat_ends',
      'rules',
      'motions',
      'openings',
      'votes',
      'ballots',
      'recusals',
      'gates',
      'resolutions',
    ].flatMap((table) => [`delete from governance.${table}`, `update governance.${table} set recorded_by = null`]),
    `update payments.authorities set cap_fen = cap_fen * 2`,
  ]
  for (const text of tries) await assert.rejects(asApp(text), { code: /^(42501|42703)$/ }, text)
})

test('V6: by SQL as app, no vote counts twice, after closing, by an ex-member, by a recused or a foreign seat, or too late', async () => {
  const [group, other] = groups as [TestGroup, TestGroup]
  const [first, second, third, fourth] = group.seats
  const motion = await opened(fresh, group, PLAIN)
  await vote(motion, first, 'yes')
  await assert.rejects(vote(motion, first, 'no', { round: 2 }), /already_voted/)
  await assert.rejects(vote(motion, first, 'no'), /already_voted/)
  await vote(motion, first, 'no', { manner: 'paper', round: 2 })
  await assert.rejects(vote(motion, first, 'yes', { manner: 'paper', round: 3 }), /already_voted/)
  await assert.rejects(vote(motion, other.seats[0], 'yes'), /foreign key/)
  await assert.rejects(vote(motion, second, 'yes', { at: new Date('2026-11-25T00:00:00Z') }), /voting_over/)
  await fresh.database.transact('test', (tx) =>
    recuse(tx, SETUP, motion, { seatId: third ?? '', kind: 'kinship', words: '收款方负责人是我侄子' }, 'staff'),
  )
  await assert.rejects(vote(motion, third, 'yes'), /recused/)
  await assert.rejects(ballot(motion, null, 'yes'), /ballot_of_other_kind/)
  await assert.rejects(ballot(motion, fourth, 'yes'), /foreign key/)
  await close(motion, LATER)
  await assert.rejects(vote(motion, fourth, 'yes'), /not_open/)
  await assert.rejects(close(motion, LATER), /not_open/)
})

test('V7: a secret vote with more ballots than voters does not close; closed, nothing joins ballots and voters', async () => {
  const [group] = groups as [TestGroup]
  const motion = await opened(fresh, group, { ...PLAIN, secret: true })
  for (const seat of group.seats) await vote(motion, seat, 'yes', { secret: true, manner: 'paper' })
  await assert.rejects(vote(motion, group.seats[0], 'no', { secret: true, manner: 'paper', round: 2 }), /already_voted/)
  await ballot(motion, null, 'no')
  await assert.rejects(close(motion, LATER), /ballots_do_not_match/)

  const honest = await opened(fresh, group, { ...PLAIN, secret: true })
  for (const [at, seat] of group.seats.entries()) await vote(honest, seat, at === 0 ? 'blank' : 'yes', { secret: true })
  const before = await fresh.owner.query('select id, xmin::text from governance.ballots where motion_id = $1', [honest])
  await close(honest, NOW)
  const after = await fresh.owner.query('select id, xmin::text, seat_id from governance.ballots where motion_id = $1', [
    honest,
  ])
  assert.equal(new Set(before.rows.map(({ xmin }) => xmin)).size, 5)
  assert.equal(new Set(after.rows.map(({ xmin }) => xmin)).size, 1)
  assert.ok(after.rows.every(({ seat_id, id }) => seat_id === null && !before.rows.some((old) => old.id === id)))
  const { rows } = await fresh.owner.query(
    `select encode(r.ballot_root, 'hex') = encode(sha256(string_agg(c.commitment, ''::bytea order by c.commitment)), 'hex') as same,
            count(*)::int as n from governance.resolutions r join governance.commitments c using (motion_id)
      where motion_id = $1 group by r.ballot_root`,
    [honest],
  )
  assert.deepEqual(rows, [{ same: true, n: 5 }])
})

test('V3: rules bind by resolution alone: a vote opened under others, or under none, is refused by the database', async () => {
  const group = await makeGroup(fresh, 4)
  const motion = await motionOf(fresh, group, PLAIN)
  const open = (rules: string | null) =>
    asApp(
      'insert into governance.openings (motion_id, rules_id, opened_at, closes_at) values ($1, $2, $3, $4)',
      motion,
      rules,
      NOW,
      LATER,
    )
  await assert.rejects(open(null), /rules_not_in_force/)
  const { rows } = await fresh.owner.query('select id from governance.rules limit 1')
  await assert.rejects(open(rows[0].id), /rules_not_in_force/)
  const adopted = await adopt(fresh, group)
  await open(adopted)
  assert.equal((await fresh.database.transact('test', (tx) => getMotionRow(tx, motion))).openedRulesId, adopted)
})

const authorityOf = async (motion: string) =>
  (await fresh.owner.query('select * from payments.pub_authorities where motion_id = $1', [motion])).rows[0]
const board = {
  approves: true,
  ruleCited: null,
  reason: '同意',
  decidedOn: '2026-11-23',
  members: 9,
  present: 6,
  yes: 4,
} as const

test('V8, P2: what is beyond the delegation gets its authority from the board; what is refused or revoked ends, and stays written', async () => {
  const [group] = groups as [TestGroup]
  const passed = async (wanted: AddMotion) => {
    const id = await opened(fresh, group, wanted)
    await hear(fresh, id)
    await allVote(fresh, group, id, 'yes')
    await closed(fresh, id)
    return id
  }
  const big = await passed({ ...GRANT, amountFen: 5_000_001n })
  assert.equal(await authorityOf(big), undefined)
  await fresh.database.transact('test', (tx) => decideBoard(tx, SETUP, big, board))
  const { source, cap_fen, payee_kind, kind, valid_to } = await authorityOf(big)
  assert.deepEqual(
    [source, String(cap_fen), payee_kind, kind, String(valid_to.toISOString().slice(0, 4))],
    ['board', '5000001', 'body', 'single', '2027'],
  )

  const small = await passed(GRANT)
  assert.equal((await authorityOf(small)).source, 'resolution')
  await fresh.database.transact('test', (tx) =>
    decideBoard(tx, SETUP, small, { ...board, approves: false, ruleCited: '协议第三条', reason: '不在用途之内' }),
  )
  assert.equal((await authorityOf(small)).ended, true)
  assert.equal((await fresh.database.transact('test', (tx) => getMotion(tx, small))).state, 'refused')

  const urgent = await opened(fresh, group, { ...GRANT, kind: 'emergency', amountFen: 300_000n })
  for (const seat of group.seats.slice(0, 3)) await vote(urgent, seat, 'yes', { manner: 'hand' })
  await close(urgent, LATER)
  assert.deepEqual([(await authorityOf(urgent)).ratified, (await authorityOf(urgent)).kind], [false, 'emergency'])
  await passed({ ...PLAIN, kind: 'ratify', aboutMotionId: urgent })
  assert.equal((await authorityOf(urgent)).ratified, true)
  await passed({ ...PLAIN, kind: 'revoke', aboutMotionId: urgent })
  assert.deepEqual([(await authorityOf(urgent)).ended, (await authorityOf(urgent)).ratified], [true, true])
})

test('V2: the roll is fixed as the vote opens; who joins or leaves meanwhile changes no base, and who left cannot vote', async () => {
  const group = await makeGroup(fresh, 5)
  await adopt(fresh, group)
  const motion = await opened(fresh, group, PLAIN)
  const [leaver] = group.seats
  await fresh.database.transact('test', (tx) =>
    sql`insert into governance.seat_ends (seat_id, ended_on, reason, recorded_at) values (${leaver}, '2026-11-23', 'resigned', ${tx.now})`.execute(
      tx.db,
    ),
  )
  await assert.rejects(vote(motion, leaver, 'yes'), /not_on_roll/)
  for (const seat of group.seats.slice(1)) await vote(motion, seat, 'yes')
  await close(motion, LATER)
  const read = (id: string) => fresh.database.transact('test', (tx) => getMotion(tx, id))
  const [found, next] = [await read(motion), await read(await opened(fresh, group, PLAIN))]
  assert.deepEqual([found.tally?.seats, found.tally?.counts?.yes, next.roll.length], [5, 4, 4])
})

test('V9: an acting member counts instead of the seat they act for, and only while that seat is held', async () => {
  const group = await makeGroup(fresh, 6)
  const [held] = group.seats
  const acting = uuid()
  await fresh.owner.query(
    `insert into governance.seats (id, group_id, kind, post, from_on, to_on, acts_for, recorded_at)
     values ($1, $2, 'town_lead', '', '2026-11-01', '2026-12-31', $3, now())`,
    [acting, group.groupId, held],
  )
  const seated = async (day: string) =>
    (await fresh.owner.query('select governance.seated($1, $2) as id', [group.groupId, day])).rows.map(({ id }) => id)
  const november = await seated('2026-11-23')
  assert.deepEqual([november.length, november.includes(acting), november.includes(held)], [5, true, false])
  assert.ok((await seated('2027-01-01')).includes(held))
  await fresh.owner.query(`insert into governance.seat_ends values ($1, '2026-11-10', 'resigned', null, now())`, [held])
  assert.equal((await seated('2026-11-23')).length, 4)
})
