import { ROLES } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/identity/exports.ts'
import { routes as identity } from '@shanju/contract/identity/routes.ts'
import type { PersonListed } from '@shanju/contract/identity/shapes.ts'
import { PERSON_STATES } from '@shanju/contract/identity/vocab.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ChoiceFilter, WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { StatusTag, When } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

export function PersonList() {
  const { t, w } = useSpeech()
  const list = useList(identity.people)
  const roleName = (role: string) => w('identity', `role.${role}`)
  const invite = (
    <ActionButton action="people.manage" type="primary" href={paths.newPerson}>
      {t('person.invite')}
    </ActionButton>
  )
  return (
    <ListPage<PersonListed>
      title={t('person.title')}
      lead={t('person.lead')}
      actions={invite}
      filters={
        <>
          <WordsFilter list={list} hint={t('person.search')} />
          <ChoiceFilter list={list} name="role" label={t('person.role')} choices={ROLES} wordOf={roleName} />
          <ChoiceFilter
            list={list}
            name="state"
            label={t('person.state')}
            choices={PERSON_STATES}
            wordOf={(state) => w('identity', `state.${state}`)}
          />
        </>
      }
      list={list}
      exported={exports.peopleExport}
      keyOf={(row) => row.id}
      empty={<Empty title={t('person.empty')}>{invite}</Empty>}
      columns={[
        {
          key: 'name',
          title: t('person.name'),
          main: true,
          show: (row) => (
            <>
              <To href={paths.person(row.id)}>{row.shownName}</To>
              <small>{row.userName}</small>
            </>
          ),
        },
        {
          key: 'roles',
          title: t('person.roles'),
          show: (row) =>
            row.assignments.map((each) => (
              <div key={each.id}>
                {roleName(each.role)} · {each.reachName}
              </div>
            )),
        },
        { key: 'state', title: t('person.state'), show: (row) => <StatusTag module="identity" value={row.state} /> },
        {
          key: 'factor',
          title: t('person.second_factor'),
          desk: true,
          show: (row) => t(row.secondFactor ? 'person.second_factor_on' : 'person.second_factor_off'),
        },
        { key: 'seen', title: t('person.last_sign_in'), show: (row) => <When at={row.lastSignInAt} /> },
      ]}
    />
  )
}
