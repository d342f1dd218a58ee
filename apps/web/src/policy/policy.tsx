import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { usePolicy, useSavePolicy } from '../api/policy.ts';
import { useRefusals } from '../api/refusals.ts';
import type { Policy as Rules, PolicyView } from '../api/shapes.ts';
import { useUnit } from '../api/units.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { EscalationSteps, type Step } from './escalation-steps.tsx';
import { useHere } from './here-text.ts';
import classes from './policy.module.css';

/** How a unit wants to be told. What is left empty is what the unit above says, and that is shown in the field. */
export default function Policy() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const unit = useUnit(id);
  const policy = usePolicy(id);
  const name = unit.data?.name ?? '';
  return (
    <>
      <PageHead title={t('policy.title')} back={{ to: '/units', text: t('nav.units') }} />
      {policy.isPending && <Waiting />}
      {policy.isError && <Failed error={policy.error} retry={() => void policy.refetch()} />}
      {policy.data && (
        <Section title={name}>
          <PolicyForm key={policy.data.version} view={policy.data} />
        </Section>
      )}
    </>
  );
}

type Text = number | string;

const numberOf = (text: Text): number | null => (text === '' ? null : Number(text));

function PolicyForm({ view }: { readonly view: PolicyView }) {
  const { t } = useTranslation();
  const { own } = view;
  const here = useHere(view);
  const saving = useSavePolicy(view.unitId);
  const { fields, general } = useRefusals(saving.error);
  const [wait, setWait] = useState<Text>(own.groupWaitSeconds ?? '');
  const [repeat, setRepeat] = useState<Text>(own.repeatMinutes ?? '');
  const [holds, setHolds] = useState<Text>(own.acknowledgeMinutes ?? '');
  const [perHour, setPerHour] = useState<Text>(own.budget?.perHour ?? '');
  const [quiet, setQuiet] = useState({ from: own.quietHours?.from ?? '', to: own.quietHours?.to ?? '' });
  const [digestAt, setDigestAt] = useState(own.digestAt ?? '');
  const [households, setHouseholds] = useState(own.householdsEnabled ?? null);
  const [steps, setSteps] = useState<Step[] | null>(own.escalation ?? null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const rules: Rules = {
      ...own,
      groupWaitSeconds: numberOf(wait),
      repeatMinutes: numberOf(repeat),
      acknowledgeMinutes: numberOf(holds),
      budget: perHour === '' ? null : { perHour: Number(perHour) },
      quietHours: quiet.from === '' && quiet.to === '' ? null : quiet,
      digestAt: digestAt === '' ? null : digestAt,
      householdsEnabled: households,
      // What is not chosen is named by the server as missing.
      escalation: steps?.map(({ unitId, ...step }) => ({ ...step, ...(unitId && { unitId }) }) as Step) ?? null,
    };
    const saved = () => notifications.show({ message: t('policy.saved'), color: 'teal' });
    saving.mutate({ rules, version: view.version }, { onSuccess: saved });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <p className={classes.quiet}>{t('policy.inherits')}</p>
      <NumberInput
        label={t('policy.groupWait')}
        description={here('groupWaitSeconds')}
        min={0}
        max={600}
        clampBehavior="none"
        value={wait}
        onChange={setWait}
        error={fields['groupWaitSeconds']}
      />
      <fieldset className={classes.group}>
        <legend>{t('policy.quietHours')}</legend>
        <p className={classes.quiet}>{here('quietHours')}</p>
        <div className={classes.pair}>
          <TextInput
            type="time"
            label={t('maintenance.fromTime')}
            value={quiet.from}
            onChange={(event) => setQuiet({ ...quiet, from: event.currentTarget.value })}
            error={fields['quietHours.from']}
          />
          <TextInput
            type="time"
            label={t('maintenance.toTime')}
            value={quiet.to}
            onChange={(event) => setQuiet({ ...quiet, to: event.currentTarget.value })}
            error={fields['quietHours.to']}
          />
        </div>
      </fieldset>
      <EscalationSteps steps={steps} onChange={setSteps} here={here('escalation')} errors={fields} />
      <NumberInput
        label={t('policy.acknowledge')}
        description={here('acknowledgeMinutes')}
        min={5}
        max={10_080}
        clampBehavior="none"
        value={holds}
        onChange={setHolds}
        error={fields['acknowledgeMinutes']}
      />
      <NumberInput
        label={t('policy.repeat')}
        description={here('repeatMinutes')}
        min={5}
        max={10_080}
        clampBehavior="none"
        value={repeat}
        onChange={setRepeat}
        error={fields['repeatMinutes']}
      />
      <NumberInput
        label={t('policy.budget')}
        description={here('budget')}
        min={1}
        max={1000}
        clampBehavior="none"
        value={perHour}
        onChange={setPerHour}
        error={fields['budget.perHour']}
      />
      <TextInput
        type="time"
        label={t('policy.digestAt')}
        description={here('digestAt')}
        value={digestAt === 'off' ? '' : digestAt}
        onChange={(event) => setDigestAt(event.currentTarget.value)}
        error={fields['digestAt']}
      />
      <NativeSelect
        label={t('policy.households')}
        description={here('householdsEnabled')}
        value={households === null ? '' : String(households)}
        onChange={({ currentTarget: { value } }) => setHouseholds(value === '' ? null : value === 'true')}
        data={[
          { value: '', label: t('policy.asAbove') },
          { value: 'true', label: t('act.yes') },
          { value: 'false', label: t('act.no') },
        ]}
      />
      {saving.error && general && <Failed error={saving.error} />}
      <Button type="submit" loading={saving.isPending}>
        {t('act.save')}
      </Button>
    </form>
  );
}
