export { notify } from './notify.ts'
export { notifyServed } from './routes.ts'
