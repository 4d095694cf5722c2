export { type NewMessage, notify } from './notify.ts'
export { served } from './routes.ts'
