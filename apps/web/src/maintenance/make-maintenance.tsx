import { Button, Modal, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMakeMaintenance } from '../api/maintenance.ts';
import { useRefusals } from '../api/refusals.ts';
import { serverNow } from '../api/server-clock.ts';
import type { NewMaintenance } from '../api/shapes.ts';
import { Failed } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import type { Weekday } from './schedule-text.ts';
import { fromInput, toInput } from './wall-clock.ts';
import { WeekdayPicker } from './weekday-picker.tsx';
import classes from './maintenance.module.css';

export interface Place {
  readonly unitId: string | null;
  readonly deviceId: string | null;
  /** Of the device. */
  readonly name: string | null;
}

interface MakeMaintenanceProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly place: Place;
}

export function MakeMaintenance({ opened, onClose, place }: MakeMaintenanceProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('maintenance.make')}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <MaintenanceForm place={place} done={onClose} />
    </Modal>
  );
}

const HOUR_MS = 3_600_000;
type Errors = Readonly<Record<string, string>>;

function MaintenanceForm({ place, done }: { readonly place: Place; readonly done: () => void }) {
  const { t } = useTranslation();
  const making = useMakeMaintenance();
  const { fields, general } = useRefusals(making.error);
  const [unitId, setUnitId] = useState(place.unitId);
  const [kind, setKind] = useState<NonNullable<NewMaintenance['kind']>>('work');
  const [repeats, setRepeats] = useState(false);
  const [reason, setReason] = useState('');
  const [span, setSpan] = useState(() => ({ from: toInput(serverNow()), until: toInput(serverNow() + 2 * HOUR_MS) }));
  const [weekly, setWeekly] = useState<Weekly>({ weekdays: [], from: '22:00', to: '05:00', lastDay: '' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const where = place.deviceId === null ? (unitId === null ? {} : { unitId }) : { deviceId: place.deviceId };
    const when = repeats ? { weekly: { ...weekly, lastDay: weekly.lastDay || null } } : onceOf(span);
    making.mutate(
      { ...where, ...when, kind, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
      { onSuccess: done },
    );
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      {place.deviceId === null ? (
        <UnitPicker
          label={t('maintenance.unit')}
          value={unitId}
          onChange={setUnitId}
          error={fields['unitId']}
          required
        />
      ) : (
        <TextInput label={t('maintenance.device')} value={place.name ?? place.deviceId} readOnly />
      )}
      <NativeSelect
        label={t('maintenance.what')}
        description={t(`maintenance.means.${kind}`)}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
        data={(['work', 'power_outage'] as const).map((value) => ({ value, label: t(`maintenance.kind.${value}`) }))}
      />
      <TextInput
        label={t('maintenance.reason')}
        placeholder={t('maintenance.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fields['reason']}
        required
      />
      <SegmentedControl
        fullWidth
        aria-label={t('maintenance.when')}
        value={repeats ? 'weekly' : 'once'}
        onChange={(value) => setRepeats(value === 'weekly')}
        data={[
          { value: 'once', label: t('maintenance.once') },
          { value: 'weekly', label: t('maintenance.weekly') },
        ]}
      />
      {repeats ? (
        <WeeklyFields value={weekly} onChange={setWeekly} errors={fields} />
      ) : (
        <OnceFields value={span} onChange={setSpan} errors={fields} />
      )}
      {making.error && general && <Failed error={making.error} />}
      <Button type="submit" loading={making.isPending}>
        {t('maintenance.save')}
      </Button>
    </form>
  );
}

interface Once {
  readonly from: string;
  readonly until: string;
}

function onceOf({ from, until }: Once): Pick<NewMaintenance, 'from' | 'until'> {
  const [begins, ends] = [fromInput(from), fromInput(until)];
  return { ...(begins === undefined ? {} : { from: begins }), ...(ends === undefined ? {} : { until: ends }) };
}

interface FieldsProps<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly errors: Errors;
}

function OnceFields({ value, onChange, errors }: FieldsProps<Once>) {
  const { t } = useTranslation();
  return (
    <div className={classes.pair}>
      <TextInput
        type="datetime-local"
        label={t('maintenance.from')}
        value={value.from}
        onChange={(event) => onChange({ ...value, from: event.currentTarget.value })}
        error={errors['from']}
      />
      <TextInput
        type="datetime-local"
        label={t('maintenance.until')}
        value={value.until}
        onChange={(event) => onChange({ ...value, until: event.currentTarget.value })}
        error={errors['until']}
      />
    </div>
  );
}

interface Weekly {
  readonly weekdays: Weekday[];
  readonly from: string;
  readonly to: string;
  readonly lastDay: string;
}

function WeeklyFields({ value, onChange, errors }: FieldsProps<Weekly>) {
  const { t } = useTranslation();
  return (
    <>
      <WeekdayPicker
        label={t('maintenance.days')}
        value={value.weekdays}
        onChange={(weekdays) => onChange({ ...value, weekdays })}
        error={errors['weekly.weekdays']}
      />
      <div className={classes.pair}>
        <TextInput
          type="time"
          label={t('maintenance.fromTime')}
          value={value.from}
          onChange={(event) => onChange({ ...value, from: event.currentTarget.value })}
          error={errors['weekly.from']}
        />
        <TextInput
          type="time"
          label={t('maintenance.toTime')}
          value={value.to}
          onChange={(event) => onChange({ ...value, to: event.currentTarget.value })}
          error={errors['weekly.to']}
        />
      </div>
      <TextInput
        type="date"
        label={t('maintenance.lastDay')}
        value={value.lastDay}
        onChange={(event) => onChange({ ...value, lastDay: event.currentTarget.value })}
        error={errors['weekly.lastDay']}
      />
    </>
  );
}
