import { routes as payments } from '@shanju/contract/payments/routes.ts'
import type { BankLineRecord, BookLineShown } from '@shanju/contract/payments/shapes.ts'
import { Alert, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Day, Money } from '../../kit/show.tsx'
import { Loaded, useErrorText } from '../../kit/states.tsx'
import { useText } from '../../text/language.tsx'

interface MatchWindowProps {
  readonly accountId: string
  readonly line: BankLineRecord
  readonly close: () => void
}

/** One line of the bank and the entries it may be: the same sum first; several together where they add up. */
export function MatchWindow({ accountId, line, close }: MatchWindowProps) {
  const t = useText()
  const errorText = useErrorText()
  const [chosen, setChosen] = useState<readonly BookLineShown[]>([])
  const found = useRead(payments.candidates, { params: { id: line.id } })
  const match = useWrite(payments.match)
  const sum = chosen.reduce((all, { fen }) => all + fen, 0n)
  const say = async () => {
    const entryIds = [...new Set(chosen.map(({ entryId }) => entryId))]
    const body = { bankLineIds: [line.id], entryIds }
    const done = await match.mutateAsync({ input: { params: { id: accountId }, body } }).catch(() => undefined)
    if (done) close()
  }
  const choose = (book: BookLineShown, on: boolean) =>
    setChosen(on ? [...chosen, book] : chosen.filter((each) => each.entryId !== book.entryId))
  return (
    <Modal
      open
      title={t('bank.match_title')}
      onCancel={close}
      onOk={say}
      okText={t('bank.match')}
      confirmLoading={match.isPending}
      okButtonProps={{ disabled: chosen.length === 0 || sum !== line.fen }}
      width={640}
    >
      <p>
        <Day on={line.on} /> · {line.counterparty || line.summary || t('bank.nobody')} · <Money fen={line.fen} sign />
      </p>
      <Loaded of={found}>
        {({ same, other }) => (
          <>
            <Choices title={t('bank.same')} books={same} chosen={chosen} choose={choose} />
            <Choices title={t('bank.around')} books={other} chosen={chosen} choose={choose} />
            {same.length + other.length === 0 && <p className="quiet">{t('bank.no_candidates')}</p>}
          </>
        )}
      </Loaded>
      <p aria-live="polite">
        {t('bank.chosen')} <Money fen={sum} sign />
        {chosen.length > 0 && sum !== line.fen && <span className="quiet"> {t('bank.must_equal')}</span>}
      </p>
      {match.error && <Alert type="error" showIcon role="alert" title={errorText(match.error)} />}
    </Modal>
  )
}

interface ChoicesProps {
  readonly title: string
  readonly books: readonly BookLineShown[]
  readonly chosen: readonly BookLineShown[]
  readonly choose: (book: BookLineShown, on: boolean) => void
}

const Choices = ({ title, books, chosen, choose }: ChoicesProps) =>
  books.length > 0 && (
    <fieldset className="bank-choices">
      <legend>{title}</legend>
      {books.map((book) => (
        <Checkbox
          key={`${book.entryId}/${book.no}`}
          checked={chosen.some((each) => each.entryId === book.entryId)}
          onChange={(event) => choose(book, event.target.checked)}
        >
          <Day on={book.postedOn} /> {book.summary} <Money fen={book.fen} sign />
        </Checkbox>
      ))}
    </fieldset>
  )
