import { Button, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { UnitPicker } from '../units/unit-picker.tsx';
import classes from './policy.module.css';

export interface Step {
  afterMinutes: number;
  unitId: string;
}

interface EscalationStepsProps {
  /** Null: what the unit above says. */
  readonly steps: readonly Step[] | null;
  readonly onChange: (steps: Step[] | null) => void;
  readonly here: string;
  readonly errors: Readonly<Record<string, string>>;
}

/** Who is told when nobody goes, and after how many minutes. */
export function EscalationSteps({ steps, onChange, here, errors }: EscalationStepsProps) {
  const { t } = useTranslation();
  const own = steps ?? [];
  const set = (index: number, step: Step) => onChange(own.map((old, place) => (place === index ? step : old)));
  const last = own.at(-1)?.afterMinutes ?? 0;
  return (
    <fieldset className={classes.group}>
      <legend>{t('policy.escalation')}</legend>
      <p className={classes.quiet}>{here}</p>
      {own.map((step, index) => (
        <div key={index} className={classes.step}>
          <NumberInput
            label={t('policy.afterMinutes')}
            min={1}
            max={10_080}
            clampBehavior="none"
            value={step.afterMinutes}
            onChange={(value) => set(index, { ...step, afterMinutes: Number(value) })}
            error={errors[`escalation.${index}.afterMinutes`]}
          />
          <UnitPicker
            label={t('policy.tell')}
            value={step.unitId === '' ? null : step.unitId}
            onChange={(unitId) => set(index, { ...step, unitId: unitId ?? '' })}
            error={errors[`escalation.${index}.unitId`]}
          />
          <Button variant="subtle" onClick={() => onChange(own.filter((_, place) => place !== index))}>
            {t('policy.removeStep')}
          </Button>
        </div>
      ))}
      <div className={classes.acts}>
        <Button variant="default" onClick={() => onChange([...own, { afterMinutes: last + 30, unitId: '' }])}>
          {t('policy.addStep')}
        </Button>
        {steps !== null && (
          <Button variant="subtle" onClick={() => onChange(null)}>
            {t('policy.asAbove')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
