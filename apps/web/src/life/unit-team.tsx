import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../api/me.ts';
import { allItems } from '../api/pages.ts';
import { useAddPerson, usePeople } from '../api/people.ts';
import { useRefusals } from '../api/refusals.ts';
import type { Unit } from '../api/shapes.ts';
import { useAddUnit, useUnits } from '../api/units.ts';
import { Section } from '../shell/section.tsx';
import { ShownOnce } from '../shell/shown-once.tsx';
import { Failed } from '../shell/states.tsx';
import classes from './life.module.css';

/** The digital-technology team of a unit: who mounts and mends here, and whom to call. */
export function UnitTeam({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation();
  const mayMake = useCan('territory.write');
  const maySee = useCan('people.write');
  const below = useUnits({ parentId: unit.id });
  const making = useAddUnit();
  if (!below.data || unit.kind === 'team') return null;
  const teams = allItems(below.data).filter(({ kind, validTo }) => kind === 'team' && validTo === null);
  return (
    <Section title={t('unitKind.team')}>
      {teams.length === 0 && <p className={classes.quiet}>{t('team.none')}</p>}
      {teams.map((team) => (
        <div key={team.id} className={classes.card}>
          <strong>{team.name}</strong>
          {maySee && <Members team={team} worksAt={unit.id} />}
        </div>
      ))}
      {making.error && <Failed error={making.error} />}
      {teams.length === 0 && mayMake && (
        <Button
          variant="default"
          mt="sm"
          loading={making.isPending}
          onClick={() =>
            making.mutate({ kind: 'team', name: t('team.nameOf', { unit: unit.name }), parentId: unit.id })
          }
        >
          {t('team.make')}
        </Button>
      )}
    </Section>
  );
}

function Members({ team, worksAt }: { readonly team: Unit; readonly worksAt: string }) {
  const { t } = useTranslation();
  const people = usePeople({ unitId: team.id });
  const [adding, setAdding] = useState(false);
  const members = people.data ? allItems(people.data) : [];
  return (
    <>
      {people.data && members.length === 0 && <p className={classes.quiet}>{t('team.nobody')}</p>}
      <ul>
        {members.map(({ id, name, phone }) => (
          <li key={id}>
            {name}
            {phone ? (
              <>
                {' · '}
                <a href={`tel:${phone}`}>{phone}</a>
              </>
            ) : (
              ` · ${t('team.noPhone')}`
            )}
          </li>
        ))}
      </ul>
      {adding ? (
        <AddMember teamId={team.id} worksAt={worksAt} onDone={() => setAdding(false)} />
      ) : (
        <div>
          <Button variant="default" onClick={() => setAdding(true)}>
            {t('team.add')}
          </Button>
        </div>
      )}
    </>
  );
}

/** At home in the team, an installer at the unit that the team belongs to: so he is the contact for its repairs. */
function AddMember({
  teamId,
  worksAt,
  onDone,
}: {
  readonly teamId: string;
  readonly worksAt: string;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const [words, setWords] = useState({ name: '', email: '', phone: '' });
  const adding = useAddPerson();
  const { fields, general } = useRefusals(adding.error);
  const input = (name: keyof typeof words) => ({
    label: t(`team.${name}`),
    value: words[name],
    error: fields[name],
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = currentTarget;
      setWords((current) => ({ ...current, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { name, email, phone } = words;
    const person = { name, email, unitId: teamId, ...(phone.trim() !== '' && { phone: phone.trim() }) };
    adding.mutate({ person, grant: { role: 'installer', unitId: worksAt } });
  };
  if (adding.data?.password)
    return <ShownOnce what={t('admin.password')} text={adding.data.password} onClose={onDone} />;
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <TextInput {...input('name')} required />
      <TextInput {...input('phone')} type="tel" description={t('team.phoneMeans')} />
      <TextInput {...input('email')} type="email" required />
      {adding.error && general && <Failed error={adding.error} />}
      <Button type="submit" loading={adding.isPending}>
        {t('act.save')}
      </Button>
    </form>
  );
}
