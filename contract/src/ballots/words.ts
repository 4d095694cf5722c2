import type { Words } from '../kit/language.ts'

export const words = {
  zh: {
    'rule.equal_shares': '等额分享法',
    'rule.equal_shares_add1': '等额分享法（份额逐元增加）',
    'rule.equal_shares_add1u': '等额分享法（份额逐元增加，余款按票数补足）',
    'rule.approval': '认可投票（按票数）',
    'rule.greedy': '按每元票数',
    'rule.plurality': '单选（按票数）',
    'why.supporters_paid': '第 {rank} 个入选：{votes} 位支持者每人出 {price} 元，付清 {cost} 元；预算还剩 {left} 元。',
    'why.supporters_paid_with_poorer':
      '第 {rank} 个入选：{votes} 位支持者每人至多出 {price} 元，其中 {poorer} 位余额不足，把剩下的共 {gave} 元都出了，付清 {cost} 元；预算还剩 {left} 元。',
    'why.filled_up':
      '第 {rank} 个入选：份额用完后余款 {before} 元，按票数补选（{votes} 票），用 {cost} 元；预算还剩 {left} 元。',
    'why.most_votes': '第 {rank} 个入选：得 {votes} 票，轮到它时还有 {before} 元，用 {cost} 元；预算还剩 {left} 元。',
    'why.most_votes_per_yuan':
      '第 {rank} 个入选：{votes} 票、{cost} 元，按每元票数排到它时还有 {before} 元；预算还剩 {left} 元。',
    'why.withdrawn': '投票期间撤回，不参加分配；已投的 {votes} 票保留。',
    'why.no_votes': '没有人投它。',
    'why.supporters_short': '未入选：{votes} 位支持者的份额合计只剩 {had} 元，离 {cost} 元还差 {missing} 元。',
    'why.too_dear': '未入选：得 {votes} 票，轮到它时预算只剩 {left} 元，不够 {cost} 元。',
    'count.summary':
      '{voters} 人投票（空白票 {blank} 张），{options} 个选项选出 {chosen} 个，用 {spent} 元，预算 {budget} 元，剩 {left} 元。',
    'count.summary_shares':
      '{voters} 人投票（空白票 {blank} 张），每人份额 {share} 元；{options} 个选项选出 {chosen} 个，用 {spent} 元，预算 {budget} 元，剩 {left} 元。',
    'file.refused': '第 {line} 行：{why}',
    'file.not_utf8': '文件不是 UTF-8 编码。',
    'file.section_missing': '此处应为 {what} 一节（依次为 META、PROJECTS、VOTES）。',
    'file.heading_missing': '缺少列 {what}。',
    'file.cells_differ': '列数与表头不同：{what}。',
    'file.quote_open': '引号没有闭合。',
    'file.key_twice': '{what} 出现了两次。',
    'file.budget_unfit': '预算须为大于 0 的数，最多两位小数：{what}。',
    'file.vote_type_unfit': '只读 approval 和 choose-1 两种投票：{what}。',
    'file.number_differs': '所写数目与实际不符：{what}。',
    'file.id_twice': '编号为空或重复：{what}。',
    'file.cost_unfit': '费用须为大于 0 的数，最多两位小数：{what}。',
    'file.option_unknown': '没有这个项目：{what}。',
    'file.option_twice': '同一项目选了两次：{what}。',
    'file.too_many_marks': '选得多于允许的数目：{what}。',
    'file.too_few_marks': '选得少于要求的数目：{what}。',
  },
  en: {
    'rule.equal_shares': 'Equal shares',
    'rule.equal_shares_add1': 'Equal shares, raised yuan by yuan',
    'rule.equal_shares_add1u': 'Equal shares, raised yuan by yuan, the rest by votes',
    'rule.approval': 'Approval, most votes first',
    'rule.greedy': 'Votes per yuan',
    'rule.plurality': 'One mark, most votes first',
    'why.supporters_paid':
      'Chosen as no. {rank}: each of its {votes} supporters pays {price} yuan, {cost} in all; {left} yuan of the budget are left.',
    'why.supporters_paid_with_poorer':
      'Chosen as no. {rank}: its {votes} supporters pay at most {price} yuan each; {poorer} of them had less and gave all they had left, {gave} together. That makes {cost}; {left} yuan of the budget are left.',
    'why.filled_up':
      'Chosen as no. {rank}: when the shares were used up, {before} yuan were left and went by votes ({votes}); it takes {cost}, {left} are left.',
    'why.most_votes':
      'Chosen as no. {rank} with {votes} votes: {before} yuan were left at its turn, it takes {cost}, {left} are left.',
    'why.most_votes_per_yuan':
      'Chosen as no. {rank} with {votes} votes for {cost} yuan: {before} yuan were left at its turn by votes per yuan, {left} are left.',
    'why.withdrawn': 'Withdrawn while the vote ran: it takes no part; its {votes} votes stand.',
    'why.no_votes': 'Nobody voted for it.',
    'why.supporters_short':
      'Not chosen: the shares of its {votes} supporters come to {had} yuan, {missing} short of {cost}.',
    'why.too_dear': 'Not chosen: {votes} votes, but at its turn {left} yuan were left, too little for {cost}.',
    'count.summary':
      '{voters} people voted ({blank} blank); {chosen} of {options} options are chosen for {spent} of {budget} yuan, {left} are left.',
    'count.summary_shares':
      '{voters} people voted ({blank} blank), a share is {share} yuan; {chosen} of {options} options are chosen for {spent} of {budget} yuan, {left} are left.',
    'file.refused': 'Line {line}: {why}',
    'file.not_utf8': 'The file is not UTF-8.',
    'file.section_missing': 'Section {what} should begin here (META, PROJECTS, VOTES, in this order).',
    'file.heading_missing': 'Column {what} is missing.',
    'file.cells_differ': 'Not as many cells as headings: {what}.',
    'file.quote_open': 'A quote is not closed.',
    'file.key_twice': '{what} stands twice.',
    'file.budget_unfit': 'The budget must be a number above 0 with two decimals at most: {what}.',
    'file.vote_type_unfit': 'Only votes of the types approval and choose-1 are read: {what}.',
    'file.number_differs': 'The number does not agree with the file: {what}.',
    'file.id_twice': 'The id is empty or stands twice: {what}.',
    'file.cost_unfit': 'The cost must be a number above 0 with two decimals at most: {what}.',
    'file.option_unknown': 'There is no such project: {what}.',
    'file.option_twice': 'One project is marked twice: {what}.',
    'file.too_many_marks': 'More marks than are allowed: {what}.',
    'file.too_few_marks': 'Fewer marks than are asked for: {what}.',
  },
} as const satisfies Words
