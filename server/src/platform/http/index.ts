export { formLimit } from './callers.ts'
export { InvalidInput } from './decode.ts'
export { dispatch } from './dispatch.ts'
export { withStyleNonce } from './headers.ts'
export { type Metrics, startMetrics } from './metrics.ts'
export { mount } from './mount.ts'
export { openapi } from './openapi.ts'
export {
  type Asked,
  type Caller,
  type FileAnswer,
  type FindSubject,
  type Outer,
  type Served,
  type StepsContext,
  type StreamContext,
  serve,
  serveFile,
  serveMany,
  serveSteps,
  serveUpload,
} from './serve.ts'
export { buildServer, errorAnswer } from './server.ts'
