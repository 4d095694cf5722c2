import { frame } from './en/frame.ts'
import { money } from './en/money.ts'
import { registry } from './en/registry.ts'
import { staff } from './en/staff.ts'
import type { Text } from './zh.ts'

export const en: Text = { ...frame, ...registry, ...money, ...staff }
