import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DutyOverride, DutyShift, Target } from '../api/shapes.ts';
import type { Weekday } from '../maintenance/schedule-text.ts';
import { WeekdayPicker } from '../maintenance/weekday-picker.tsx';
import classes from './policy.module.css';

interface AddShiftProps {
  readonly targets: readonly Target[];
  readonly onWeekly: (shifts: DutyShift[]) => void;
  readonly onDay: (override: DutyOverride) => void;
}

/** One person, one stretch of the night, on some weekdays or on one day. */
export function AddShift({ targets, onWeekly, onDay }: AddShiftProps) {
  const { t } = useTranslation();
  const [targetId, setTarget] = useState(targets[0]?.id ?? '');
  const [hours, setHours] = useState({ from: '21:00', to: '05:30' });
  const [weekdays, setWeekdays] = useState<Weekday[]>([]);
  const [date, setDate] = useState('');
  const [single, setSingle] = useState(false);
  const complete = hours.from !== '' && hours.to !== '' && (single ? date !== '' : weekdays.length > 0);
  const add = () => {
    if (single) onDay({ targetId, date, ...hours });
    else onWeekly(weekdays.map((weekday) => ({ targetId, weekday, ...hours })));
    setWeekdays([]);
    setDate('');
  };
  return (
    <fieldset className={classes.group}>
      <legend>{t('duty.add')}</legend>
      <NativeSelect
        label={t('duty.who')}
        value={targetId}
        onChange={(event) => setTarget(event.currentTarget.value)}
        data={targets.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SegmentedControl
        fullWidth
        aria-label={t('duty.add')}
        value={single ? 'day' : 'week'}
        onChange={(value) => setSingle(value === 'day')}
        data={[
          { value: 'week', label: t('duty.everyWeek') },
          { value: 'day', label: t('duty.oneDay') },
        ]}
      />
      {single ? (
        <TextInput
          type="date"
          label={t('duty.date')}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
      ) : (
        <WeekdayPicker label={t('duty.nights')} value={weekdays} onChange={setWeekdays} />
      )}
      <div className={classes.pair}>
        <TextInput
          type="time"
          label={t('maintenance.fromTime')}
          value={hours.from}
          onChange={(event) => setHours({ ...hours, from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('maintenance.toTime')}
          value={hours.to}
          onChange={(event) => setHours({ ...hours, to: event.currentTarget.value })}
        />
      </div>
      <Button variant="default" disabled={!complete} onClick={add}>
        {t('duty.addShift')}
      </Button>
    </fieldset>
  );
}
