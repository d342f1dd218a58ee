import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allItems } from '../api/pages.ts';
import { useChangePerson, usePeople, useRevoke } from '../api/people.ts';
import type { UserView } from '../api/shapes.ts';
import cards from '../shell/cards.module.css';
import { Icon } from '../shell/icon.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import { AddPerson } from './add-person.tsx';
import { GivePassword } from './give-password.tsx';
import { GiveRole } from './give-role.tsx';
import classes from './admin.module.css';

/** People with accounts, and what each may do where. */
export default function People() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 300);
  const [adding, { open, close }] = useDisclosure(false);
  const people = usePeople(q === '' ? {} : { q });
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          type="search"
          label={t('admin.searchPeople')}
          leftSection={<Icon name="search" size={20} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button leftSection={<Icon name="plus" />} onClick={open}>
          {t('admin.addPerson')}
        </Button>
      </div>
      <AddPerson opened={adding} onClose={close} />
      {people.isPending && <Waiting />}
      {people.isError && <Failed error={people.error} retry={() => void people.refetch()} />}
      {people.data && allItems(people.data).length === 0 && (
        <Empty title={t('admin.nobody')} text={t('admin.nobodyNext')} />
      )}
      <ul className={cards.list}>
        {people.data && allItems(people.data).map((person) => <Person key={person.id} person={person} />)}
      </ul>
      {people.data && <MoreButton pages={people} />}
    </>
  );
}

function Person({ person }: { readonly person: UserView }) {
  const { t } = useTranslation();
  const changing = useChangePerson(person.id);
  return (
    <li className={`${cards.card} ${classes.card}`}>
      <div>
        <h2 className={classes.name}>{person.name}</h2>
        <p className={classes.quiet}>{[person.email, person.phone].filter(Boolean).join(' · ')}</p>
        {person.disabled && <p className={classes.off}>{t('admin.disabled')}</p>}
      </div>
      <ul className={classes.grants} aria-label={t('admin.grants')}>
        {person.grants.map((grant) => (
          <Grant key={grant.id} personId={person.id} grant={grant} />
        ))}
        {person.grants.length === 0 && <li className={classes.quiet}>{t('admin.noGrants')}</li>}
      </ul>
      {changing.isError && <Failed error={changing.error} />}
      <div className={classes.acts}>
        <GiveRole personId={person.id} name={person.name} />
        <GivePassword personId={person.id} name={person.name} />
        <Button
          variant="default"
          loading={changing.isPending}
          onClick={() => changing.mutate({ disabled: !person.disabled })}
        >
          {t(person.disabled ? 'admin.enable' : 'admin.disable')}
        </Button>
      </div>
    </li>
  );
}

function Grant({ personId, grant }: { readonly personId: string; readonly grant: UserView['grants'][number] }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const revoking = useRevoke(personId);
  const what = `${t(`role.${grant.role}`)}, ${grant.unitName}`;
  return (
    <li>
      <span>{what}</span>
      <Button
        variant={asked ? 'filled' : 'subtle'}
        size="compact-md"
        color={asked ? 'red.9' : 'indigo'}
        loading={revoking.isPending}
        aria-label={t(asked ? 'admin.revokeSureOf' : 'admin.revokeOf', { what })}
        onClick={() => (asked ? revoking.mutate(grant.id) : setAsked(true))}
        onBlur={() => setAsked(false)}
      >
        {t(asked ? 'admin.revokeSure' : 'admin.revoke')}
      </Button>
      {revoking.isError && <Failed error={revoking.error} />}
    </li>
  );
}
