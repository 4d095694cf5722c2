import { Button } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { DemonstrationMark } from '../../shell/demonstration-mark.tsx'
import { useSpeech } from '../../text/language.tsx'

/** The frame of the few pages for people who are not signed in. */
export function Gate({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { t, language, speak } = useSpeech()
  useEffect(() => {
    document.title = `${title} · ${t('product.name')}`
  }, [title, t])
  return (
    <div className="gate">
      <DemonstrationMark />
      <main className="gate-card">
        <header>
          <img src="/console/seal.svg" width="44" height="44" alt="" />
          <div>
            <h1>{title}</h1>
            <p>{lead ?? t('product.tagline')}</p>
          </div>
        </header>
        {children}
      </main>
      <footer className="gate-foot">
        <a href="/">{t('frame.to_portal')}</a>
        <Button
          type="link"
          size="small"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
        >
          {language === 'zh' ? 'English' : '中文'}
        </Button>
      </footer>
    </div>
  )
}
