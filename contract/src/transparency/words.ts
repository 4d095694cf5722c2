import type { Words } from '../kit/language.ts'

export const words = {
  zh: {
    'refusal.witness_not_found': '没有找到这位见证人。',
    'refusal.key_unreadable': '这不是见证人的公钥。请让对方把启动时显示的整行公钥发来。',
    'refusal.key_known': '这把公钥已经登记过。每位见证人要有自己的公钥。',
    'refusal.quorum_too_large': '所需人数不能多于见证人的人数，请先添加见证人，或先调低所需人数。',
    'state.fresh': '正常',
    'state.late': '已久未签名',
    'state.silent': '尚未签名',
    'state.trouble': '有问题',
    'problem.unreachable': '联系不上',
    'problem.refused': '对方拒绝签名',
    'problem.bad_signature': '对方的签名无效',
    'problem.other_tree': '对方见过的账本与此不同，须立即查明',
    'problem.ahead': '对方见过更长的账本，须立即查明',
    'act.add_witness': '添加见证人',
    'act.remove_witness': '移除见证人',
    'act.set_quorum': '设定所需见证人数',
    'act.reopen': '公开日志另起新篇',
  },
  en: {
    'refusal.witness_not_found': 'This witness was not found.',
    'refusal.key_unreadable':
      'This is no key of a witness. Ask for the whole line that its program shows at the start.',
    'refusal.key_known': 'This key is known already. Each witness needs a key of its own.',
    'refusal.quorum_too_large':
      'No more witnesses can be needed than there are. Add witnesses first, or lower the number first.',
    'state.fresh': 'well',
    'state.late': 'late',
    'state.silent': 'never signed yet',
    'state.trouble': 'trouble',
    'problem.unreachable': 'cannot be reached',
    'problem.refused': 'refuses to sign',
    'problem.bad_signature': 'its signature does not verify',
    'problem.other_tree': 'saw another tree of ours: find out at once',
    'problem.ahead': 'saw a longer log of ours: find out at once',
    'act.add_witness': 'added a witness',
    'act.remove_witness': 'removed a witness',
    'act.set_quorum': 'set how many witnesses are needed',
    'act.reopen': 'the public log began anew',
  },
} as const satisfies Words
