import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useDevicesAt } from '../api/devices.ts';
import { allItems } from '../api/pages.ts';
import { useRefusals } from '../api/refusals.ts';
import { useAddRepair } from '../api/residents.ts';
import { Failed } from '../shell/states.tsx';
import { DongInput } from './dong-input.tsx';
import classes from './residents.module.css';

const EMPTY = { what: '', doneOn: '', doneBy: '', paidBy: '', deviceId: '' };

/** One repair. What is missing is named by the server at its field. */
export function AddRepair({ siteId, onDone }: { readonly siteId: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const adding = useAddRepair(siteId);
  const devices = useDevicesAt(siteId);
  const { fields, general } = useRefusals(adding.error);
  const [words, setWords] = useState(EMPTY);
  const [cost, setCost] = useState<number | string>('');
  const [fromGifts, setFromGifts] = useState(false);
  const [isPublic, setIsPublic] = useState(false);
  const change = (name: keyof typeof EMPTY) => ({
    value: words[name],
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) => {
      // Read at once: React may look at the event later than the field changes again.
      const { value } = currentTarget;
      setWords((current) => ({ ...current, [name]: value }));
    },
    error: fields[name],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = Object.fromEntries(Object.entries(words).filter(([, text]) => text.trim() !== ''));
    const repair = { ...said, ...(cost !== '' && { costDong: Number(cost) }), fromGifts, isPublic };
    adding.mutate(repair, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <TextInput
        label={t('residents.what')}
        placeholder={t('residents.whatHint')}
        description={t('residents.whatMeans')}
        required
        {...change('what')}
      />
      <TextInput type="date" label={t('residents.doneOn')} required {...change('doneOn')} />
      <NativeSelect
        label={t('residents.ofDevice')}
        data={[
          { value: '', label: t('residents.ofPlace') },
          ...(devices.data ? allItems(devices.data).map(({ id, name }) => ({ value: id, label: name })) : []),
        ]}
        {...change('deviceId')}
      />
      <DongInput label={t('residents.cost')} value={cost} onChange={setCost} error={fields['costDong']} />
      <TextInput label={t('residents.doneBy')} {...change('doneBy')} />
      <TextInput label={t('residents.paidBy')} {...change('paidBy')} />
      <Checkbox
        label={t('residents.fromGifts')}
        checked={fromGifts}
        onChange={(event) => setFromGifts(event.currentTarget.checked)}
      />
      <Checkbox
        label={t('residents.repairPublic')}
        checked={isPublic}
        onChange={(event) => setIsPublic(event.currentTarget.checked)}
      />
      {adding.error && general && <Failed error={adding.error} />}
      <Button type="submit" loading={adding.isPending}>
        {t('residents.saveGift')}
      </Button>
    </form>
  );
}
