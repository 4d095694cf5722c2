import { routes as people } from './routes-people.ts'
import { routes as signIn } from './routes-sign-in.ts'

export const routes = { ...signIn, ...people } as const
