import { Button, Input } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Weekday, WEEKDAYS } from './schedule-text.ts';
import classes from './maintenance.module.css';

interface WeekdayPickerProps {
  readonly label: string;
  readonly value: readonly Weekday[];
  readonly onChange: (days: Weekday[]) => void;
  readonly error?: React.ReactNode;
}

/** Seven big buttons: a thumb hits them, and what is chosen is filled and said. */
export function WeekdayPicker({ label, value, onChange, error }: WeekdayPickerProps) {
  const { t } = useTranslation();
  const toggle = (day: Weekday) =>
    onChange(value.includes(day) ? value.filter((one) => one !== day) : [...value, day].sort());
  return (
    <Input.Wrapper label={label} error={error} size="md" labelElement="div">
      <div className={classes.days} role="group" aria-label={label}>
        {WEEKDAYS.map((day) => (
          <Button
            key={day}

            variant={value.includes(day) ? 'filled' : 'default'}
            aria-pressed={value.includes(day)}
            px="sm"
            onClick={() => toggle(day)}
          >
            {t(`weekday.${day}`)}
          </Button>
        ))}
      </div>
    </Input.Wrapper>
  );
}
