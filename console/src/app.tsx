import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App as AntdApp, ConfigProvider } from 'antd'
import { isSignedOut } from './api.ts'
import { makeClient } from './kit/queries.ts'
import { paths } from './paths.ts'
import { makeRouter } from './routes.tsx'
import { styleNonce } from './style-nonce.ts'
import { SpeechProvider, useSpeech } from './text/language.tsx'
import { antdTheme } from './theme/antd-theme.ts'
import { TypeSizeProvider, useTypeSize } from './theme/type-size.tsx'

/** A session that ended while somebody was reading leads to the sign-in page and back to where they were. */
const client = makeClient((error) => {
  if (!isSignedOut(error) || router.state.location.pathname === paths.signIn) return
  router.navigate({ to: paths.signIn, search: { return: router.state.location.href } as never })
})
const router = makeRouter(client)

export const App = () => (
  <SpeechProvider>
    <TypeSizeProvider>
      <Themed />
    </TypeSizeProvider>
  </SpeechProvider>
)

function Themed() {
  const { antd, language } = useSpeech()
  const { large } = useTypeSize()
  return (
    <ConfigProvider
      locale={antd}
      theme={antdTheme(language, large)}
      csp={{ nonce: styleNonce }}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <AntdApp component={false}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  )
}
