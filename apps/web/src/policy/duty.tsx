import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { allItems } from '../api/pages.ts';
import { useDuty, useSaveDuty, useTargetsOf } from '../api/policy.ts';
import type { DutyOverride, DutyShift, DutyView, Target } from '../api/shapes.ts';
import { useUnit } from '../api/units.ts';
import { WEEKDAYS } from '../maintenance/schedule-text.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import { AddShift } from './add-shift.tsx';
import classes from './policy.module.css';

/** Who is told at once at night, by weekday, and who stands in on a single day. */
export default function Duty() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const unit = useUnit(id);
  const duty = useDuty(id);
  const targets = useTargetsOf(id);
  const failed = duty.error ?? targets.error;
  return (
    <>
      <PageHead
        title={unit.data ? `${t('duty.title')}: ${unit.data.name}` : t('duty.title')}
        back={{ to: '/units', text: t('nav.units') }}
      />
      {failed && <Failed error={failed} retry={() => void duty.refetch()} />}
      {!failed && (!duty.data || !targets.data) && <Waiting />}
      {duty.data && targets.data && (
        <Rota
          key={duty.data.version}
          view={duty.data}
          targets={allItems(targets.data).filter((target) => target.unitId === id && target.audience === 'responsible')}
        />
      )}
    </>
  );
}

function Rota({ view, targets }: { readonly view: DutyView; readonly targets: readonly Target[] }) {
  const { t } = useTranslation();
  const [shifts, setShifts] = useState<readonly DutyShift[]>(view.shifts);
  const [overrides, setOverrides] = useState<readonly DutyOverride[]>(view.overrides);
  const saving = useSaveDuty(view.unitId);
  const nameOf = (id: string) => targets.find((target) => target.id === id)?.name ?? t('duty.gone');
  const changed = shifts !== view.shifts || overrides !== view.overrides;
  const save = () =>
    saving.mutate(
      { rota: { shifts: [...shifts], overrides: [...overrides] }, version: view.version },
      { onSuccess: () => notifications.show({ message: t('duty.saved'), color: 'teal' }) },
    );
  if (targets.length === 0)
    return (
      <Empty
        title={t('duty.noTargets')}
        text={t('duty.noTargetsNext')}
        action={
          <Button component={Link} to="/targets">
            {t('nav.targets')}
          </Button>
        }
      />
    );
  return (
    <>
      <Section title={t('duty.now')}>
        <p className={classes.large}>
          {view.onDuty.length === 0 ? t('duty.nobody') : view.onDuty.map(nameOf).join(', ')}
        </p>
        <p className={classes.quiet}>{t('duty.means')}</p>
      </Section>
      <Section title={t('duty.week')}>
        <Week
          shifts={shifts}
          nameOf={nameOf}
          onRemove={(gone) => setShifts(shifts.filter((shift) => shift !== gone))}
        />
        <Days
          overrides={overrides}
          nameOf={nameOf}
          onRemove={(gone) => setOverrides(overrides.filter((one) => one !== gone))}
        />
        <AddShift
          targets={targets}
          onWeekly={(added) => setShifts([...shifts, ...added])}
          onDay={(added) => setOverrides([...overrides, added])}
        />
      </Section>
      {saving.error && <Failed error={saving.error} />}
      <Button fullWidth size="md" disabled={!changed} loading={saving.isPending} onClick={save}>
        {t('duty.save')}
      </Button>
    </>
  );
}

interface ShiftLineProps {
  readonly who: string;
  readonly hours: string;
  readonly onRemove: () => void;
}

function ShiftLine({ who, hours, onRemove }: ShiftLineProps) {
  const { t } = useTranslation();
  return (
    <li className={classes.shift}>
      <span>
        {who}
        <br />
        <span className={classes.quiet}>{hours}</span>
      </span>
      <Button variant="subtle" size="compact-md" aria-label={t('duty.removeOf', { who })} onClick={onRemove}>
        {t('duty.remove')}
      </Button>
    </li>
  );
}

interface WeekProps {
  readonly shifts: readonly DutyShift[];
  readonly nameOf: (targetId: string) => string;
  readonly onRemove: (shift: DutyShift) => void;
}

function Week({ shifts, nameOf, onRemove }: WeekProps) {
  const { t } = useTranslation();
  return (
    <table className={classes.rota}>
      <tbody>
        {WEEKDAYS.map((day) => {
          const own = shifts.filter((shift) => shift.weekday === day).sort((a, b) => a.from.localeCompare(b.from));
          return (
            <tr key={day}>
              <th scope="row">{t(`weekday.${day}`)}</th>
              <td>
                {own.length === 0 ? (
                  <span className={classes.quiet}>{t('duty.nobodyShort')}</span>
                ) : (
                  <ul>
                    {own.map((shift, index) => (
                      <ShiftLine
                        key={index}
                        who={nameOf(shift.targetId)}
                        hours={`${shift.from}–${shift.to}`}
                        onRemove={() => onRemove(shift)}
                      />
                    ))}
                  </ul>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface DaysProps {
  readonly overrides: readonly DutyOverride[];
  readonly nameOf: (targetId: string) => string;
  readonly onRemove: (override: DutyOverride) => void;
}

function Days({ overrides, nameOf, onRemove }: DaysProps) {
  const { t } = useTranslation();
  if (overrides.length === 0) return null;
  const inOrder = [...overrides].sort((a, b) => a.date.localeCompare(b.date));
  return (
    <table className={classes.rota}>
      <caption className={classes.quiet}>{t('duty.days')}</caption>
      <tbody>
        {inOrder.map((one, index) => (
          <tr key={index}>
            <th scope="row">{one.date.split('-').reverse().join('/')}</th>
            <td>
              <ul>
                <ShiftLine who={nameOf(one.targetId)} hours={`${one.from}–${one.to}`} onRemove={() => onRemove(one)} />
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
