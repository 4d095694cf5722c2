import 'dayjs/locale/zh-cn'
import chinese from 'antd/es/locale/zh_CN'

/** "可选" beside a list of choices reads as "may be chosen"; what is meant is that the field may stay empty. */
export const zhCN = { ...chinese, Form: { ...chinese.Form, optional: '（可不填）' } } as typeof chinese
