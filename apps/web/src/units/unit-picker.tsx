import { Button, Input, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useUnit } from '../api/units.ts';
import { Icon } from '../shell/icon.tsx';
import { UnitTree } from './unit-tree.tsx';
import classes from './unit-picker.module.css';

interface UnitPickerProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (unitId: string | null) => void;
  readonly error?: React.ReactNode;
  readonly required?: boolean;
  /** What "no unit" means here; without it the choice cannot be taken back. */
  readonly everywhere?: string;
}

/** A field that opens the territory as a tree, with search. */
export function UnitPicker({ label, value, onChange, error, required, everywhere }: UnitPickerProps) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const unit = useUnit(value);
  const pick = (unitId: string | null) => {
    onChange(unitId);
    close();
  };
  return (
    <Input.Wrapper label={label} error={error} required={required ?? false} size="md" labelElement="div">
      <Button
        variant="default"
        fullWidth
        justify="space-between"
        rightSection={<Icon name="down" size={18} />}
        onClick={open}
        classNames={{ root: classes.root ?? '', label: classes.label ?? '' }}
        aria-haspopup="dialog"
        aria-invalid={error !== undefined && error !== null}
        aria-label={`${label}: ${unit.data?.name ?? everywhere ?? t('unit.choose')}`}
      >
        {unit.data?.name ?? everywhere ?? t('unit.choose')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={label}
        size="lg"
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        {everywhere !== undefined && (
          <Button variant="default" fullWidth mb="sm" onClick={() => pick(null)}>
            {everywhere}
          </Button>
        )}
        <UnitTree chosen={value} onChoose={pick} />
      </Modal>
    </Input.Wrapper>
  );
}
