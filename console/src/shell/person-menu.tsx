import { FontSizeOutlined, GlobalOutlined, UserOutlined } from '@ant-design/icons'
import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, Tooltip } from 'antd'
import { useWrite } from '../kit/queries.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { useSpeech } from '../text/language.tsx'
import { useTypeSize } from '../theme/type-size.tsx'
import { Messages } from './messages.tsx'

/** Language, type size, and what concerns the reader alone. */
export function PersonMenu({ showKeys }: { showKeys: () => void }) {
  const { me } = useSession()
  const { t, language, speak } = useSpeech()
  const { large, setLarge } = useTypeSize()
  const navigate = useNavigate()
  const client = useQueryClient()
  const signOut = useWrite(identity.signOut)
  const leave = async () => {
    await signOut.mutateAsync({ input: {} })
    client.clear()
    navigate({ to: paths.signIn })
  }
  return (
    <div className="person-menu">
      <Messages />
      <Tooltip title={t('frame.large_type')}>
        <Button
          type="text"
          icon={<FontSizeOutlined />}
          aria-pressed={large}
          aria-label={t('frame.large_type')}
          onClick={() => setLarge(!large)}
        />
      </Tooltip>
      <Button
        type="text"
        icon={<GlobalOutlined />}
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
        className="language"
      >
        {language === 'zh' ? 'English' : '中文'}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'me', label: t('me.title'), onClick: () => navigate({ to: paths.me }) },
            { key: 'keys', label: t('keys.title'), onClick: showKeys },
            { type: 'divider' },
            { key: 'out', label: t('frame.sign_out'), onClick: leave },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-haspopup="menu" className="person">
          <span className="person-name">{me.shownName}</span>
        </Button>
      </Dropdown>
    </div>
  )
}
