export { recordOrders } from './actions/record-orders.ts'
export { runImport } from './actions/run-import.ts'
export { jobs } from './jobs.ts'
export { served } from './routes.ts'
