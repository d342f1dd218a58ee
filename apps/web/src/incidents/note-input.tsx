import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface NoteInputProps {
  readonly value: string;
  readonly onChange: (note: string) => void;
  readonly size?: 'sm' | 'lg';
}

/** A word for the others who were told. */
export function NoteInput({ value, onChange, size = 'sm' }: NoteInputProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      size={size}
      label={t('incident.note')}
      placeholder={t('incident.noteHint')}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
