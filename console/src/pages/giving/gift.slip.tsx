import { PrinterOutlined } from '@ant-design/icons'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { proofRoutes } from '@shanju/contract/giving/proof.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { GiftSlip } from '@shanju/contract/giving/shapes.ts'
import { capitalYuan } from '@shanju/contract/kit/capital-yuan.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { fromBase64Url } from '@shanju/contract/transparency/base64.ts'
import { receiptText } from '@shanju/contract/transparency/compact.ts'
import type { ShownProof } from '@shanju/contract/transparency/shown-proof.ts'
import { Button } from 'antd'
import { QrOf } from '../../kit/copied.tsx'
import { Crumbs } from '../../kit/crumbs.tsx'
import { PageHead } from '../../kit/list-page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Loaded } from '../../kit/states.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { type SlipWord, slipWords } from '../../text/slip.ts'
import { words } from '../../text/words/zh.ts'
import './gift.slip.css'

/** The paper is Chinese whatever the worker reads. */
const chinese = (module: string, key: string): string => words[module]?.[key] ?? `${module}.${key}`

/** The donor's own paper: one A5 page or a strip of a receipt printer, Chinese first. */
export function GiftSlipPage() {
  const id = useIdParam('gift')
  const { t } = useSpeech()
  const slip = useRead(giving.slip, { params: { id } })
  return (
    <div className="page">
      <Crumbs
        here={t('slip.title')}
        path={[
          { href: paths.gifts, name: t('gift.title') },
          { href: paths.gift(id), name: slip.data ? formatPublicId(slip.data.publicId) : t('gift.one') },
        ]}
      />
      <PageHead
        title={t('slip.title')}
        lead={t('slip.lead')}
        actions={
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => print()} disabled={!slip.data} autoFocus>
            {t('slip.print')}
          </Button>
        }
      />
      <Loaded of={slip}>{(found) => <Slip of={found} />}</Loaded>
    </div>
  )
}

function Slip({ of }: { of: GiftSlip }) {
  // Asked anew when the paper is opened: what is pending now is proven in a second.
  const proof = useRead(proofRoutes.getProof, { params: { publicId: of.publicId } })
  return (
    <article className="slip" lang="zh-Hans">
      <SlipHead of={of} />
      <SlipSum of={of} />
      <SlipFacts of={of} />
      <Loaded of={proof}>{(found) => <SlipProof of={of} proof={found} />}</Loaded>
      <SlipFoot of={of} />
    </article>
  )
}

/** A sentence in Chinese with its English behind it. */
const Both = ({ of }: { of: SlipWord }) => (
  <>
    {slipWords[of].zh} <span lang="en">{slipWords[of].en}</span>
  </>
)

function SlipHead({ of }: { of: GiftSlip }) {
  const thanks = slipWords[of.state === 'history' ? 'history' : 'thanks']
  return (
    <header>
      <h2>
        <Both of="head" />
      </h2>
      {of.state === 'voided' ? (
        <p className="slip-void">
          <Both of="voided" />
        </p>
      ) : (
        <>
          <p className="slip-thanks">
            {of.donorName && `${of.donorName}：`}
            {thanks.zh}
          </p>
          <p lang="en">{thanks.en}</p>
        </>
      )}
    </header>
  )
}

const SlipSum = ({ of }: { of: GiftSlip }) => (
  <p className="slip-sum">
    <strong>¥{formatYuan(of.amountFen)}</strong>
    <span>人民币{capitalYuan(of.amountFen)}</span>
  </p>
)

const SlipFacts = ({ of }: { of: GiftSlip }) => (
  <dl>
    {factsOf(of).map(([key, value]) => (
      <div key={key}>
        <dt>
          <Both of={key} />
        </dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

function factsOf(of: GiftSlip): readonly (readonly [SlipWord, string])[] {
  const field = of.purposeField && chinese('funds', `field.${of.purposeField}`)
  const counted = [of.handler, of.secondCounter].filter((name) => name !== null)
  return [
    ['fund', of.fund.name],
    ['host', of.host.name],
    ['day', of.givenOn],
    ['channel', chinese('giving', `channel.${of.channel}`)],
    ['purpose', of.purpose || field || slipWords.purpose_of_fund.zh],
    ['shown', of.shownName ?? slipWords.anonymous.zh],
    ['receipt', of.receiptNo ?? chinese('giving', `receipt.${of.receipt}`)],
    ...(counted.length > 0 ? ([['counted', counted.join('、')]] as const) : []),
  ]
}

/** The code carries the proof once there is one; before that the address alone, under which it will be found. */
function SlipCode({ publicId, proof }: { publicId: string; proof: ShownProof }) {
  const address = `${location.origin}/g/${publicId}`
  const { receipt, state } = proof
  const label = receipt ? slipWords.proven : slipWords[state === 'pending' ? 'pending' : 'scan']
  return (
    <div className="slip-code">
      <QrOf
        text={receipt ? receiptText(address, fromBase64Url(receipt)) : address}
        label={label.zh}
        {...(receipt ? { dense: true } : {})}
      />
      <small lang="en">{label.en}</small>
    </div>
  )
}

/** What the donor needs to find the gift and to say how it is shown. */
const SlipProof = ({ of, proof }: { of: GiftSlip; proof: ShownProof }) => (
  <section className="slip-proof">
    <SlipCode publicId={of.publicId} proof={proof} />
    <dl>
      <div>
        <dt>
          <Both of="code" />
        </dt>
        <dd className="code">{formatPublicId(of.publicId)}</dd>
      </div>
      <div>
        <dt>
          <Both of="secret" />
        </dt>
        <dd className="code">{of.slipCode.replace(/^(.{4})/, '$1-')}</dd>
      </div>
    </dl>
    <small>
      <Both of="secret_help" />
    </small>
  </section>
)

function SlipFoot({ of }: { of: GiftSlip }) {
  const fund = useRead(funds.get, { params: { id: of.fund.id } })
  const line = fund.data?.complaintLine?.telephone
  return (
    <footer>
      <p>
        <Both of="complain" /> {line && <b>{line} · </b>}
        {location.host}/complain?gift={of.publicId}
      </p>
      <p>
        <Both of="not_receipt" />
      </p>
    </footer>
  )
}
