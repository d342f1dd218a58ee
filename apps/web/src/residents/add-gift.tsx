import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusals } from '../api/refusals.ts';
import { useAddContribution } from '../api/residents.ts';
import { Failed } from '../shell/states.tsx';
import { DongInput } from './dong-input.tsx';
import classes from './residents.module.css';

/** One gift: money, or work and material in words. What is missing is named by the server at its field. */
export function AddGift({ siteId, onDone }: { readonly siteId: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const adding = useAddContribution(siteId);
  const { fields, general } = useRefusals(adding.error);
  const [donor, setDonor] = useState('');
  const [amount, setAmount] = useState<number | string>('');
  const [inKind, setInKind] = useState('');
  const [bought, setBought] = useState('');
  const [spent, setSpent] = useState<number | string>('');
  const [givenOn, setGivenOn] = useState('');
  const [isPublic, setIsPublic] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = { donor, inKind, bought, givenOn };
    const given = Object.fromEntries(Object.entries(words).filter(([, text]) => text.trim() !== ''));
    const money = {
      ...(amount !== '' && { amountDong: Number(amount) }),
      ...(spent !== '' && { spentDong: Number(spent) }),
    };
    adding.mutate({ ...given, ...money, isPublic }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <TextInput
        label={t('residents.donor')}
        placeholder={t('residents.donorHint')}
        required
        value={donor}
        onChange={(event) => setDonor(event.currentTarget.value)}
        error={fields['donor']}
      />
      <DongInput label={t('residents.amount')} value={amount} onChange={setAmount} error={fields['amountDong']} />
      <TextInput
        label={t('residents.inKind')}
        placeholder={t('residents.inKindHint')}
        value={inKind}
        onChange={(event) => setInKind(event.currentTarget.value)}
        error={fields['inKind']}
      />
      <TextInput
        label={t('residents.bought')}
        placeholder={t('residents.boughtHint')}
        value={bought}
        onChange={(event) => setBought(event.currentTarget.value)}
        error={fields['bought']}
      />
      {bought.trim() !== '' && (
        <DongInput
          label={t('residents.spent')}
          description={t('residents.spentMeans')}
          value={spent}
          onChange={setSpent}
          error={fields['spentDong']}
        />
      )}
      <TextInput
        type="date"
        label={t('residents.givenOn')}
        required
        value={givenOn}
        onChange={(event) => setGivenOn(event.currentTarget.value)}
        error={fields['givenOn']}
      />
      <Checkbox
        label={t('residents.isPublic')}
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
