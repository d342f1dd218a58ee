import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignAcceptance } from '../api/acceptance.ts';
import type { AcceptanceSigning, AcceptanceTest } from '../api/shapes.ts';
import { Failed } from '../shell/states.tsx';
import classes from './acceptance.module.css';

const NAMES = ['installer', 'receiver', 'witness'] as const;
const LONGEST = { name: 120, notes: 1000 } as const;

/** Names for the signature block; all of them may stay empty and be written by hand. */
export function Signing({ test }: { readonly test: AcceptanceTest }) {
  const { t } = useTranslation();
  const signing = useSignAcceptance(test.id);
  const [names, setNames] = useState<AcceptanceSigning>(test.signing ?? {});
  const put = (name: keyof AcceptanceSigning, value: string) => setNames({ ...names, [name]: value });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const { installer, receiver, witness, notes } = names;
    const given = Object.entries({ installer, receiver, witness, notes }).filter(([, value]) => value?.trim());
    signing.mutate(Object.fromEntries(given));
  };
  return (
    <details className={classes.earlier}>
      <summary>{t('acceptance.signing')}</summary>
      <form className={classes.form} onSubmit={save}>
        {NAMES.map((name) => (
          <TextInput
            key={name}
            label={t(`acceptance.${name}`)}
            maxLength={LONGEST.name}
            value={names[name] ?? ''}
            onChange={(event) => put(name, event.currentTarget.value)}
          />
        ))}
        <Textarea
          label={t('acceptance.notes')}
          maxLength={LONGEST.notes}
          autosize
          value={names.notes ?? ''}
          onChange={(event) => put('notes', event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={signing.isPending}>
          {t('acceptance.save')}
        </Button>
        <p role="status">{signing.isSuccess ? t('acceptance.saved') : ''}</p>
        {signing.isError && <Failed error={signing.error} />}
      </form>
    </details>
  );
}
