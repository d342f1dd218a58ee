import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusals } from '../api/refusals.ts';
import { UNIT_KINDS, type UnitKind } from '../api/shapes.ts';
import { useAddUnit } from '../api/units.ts';
import { Icon } from '../shell/icon.tsx';
import { Failed } from '../shell/states.tsx';
import { UnitPicker } from './unit-picker.tsx';
import classes from './units.module.css';

interface AddUnitProps {
  readonly parentId: string | null;
  readonly onAdded: (unitId: string) => void;
}

export function AddUnit({ parentId, onAdded }: AddUnitProps) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<Icon name="plus" />} onClick={open}>
        {t('unit.add')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('unit.add')} closeButtonProps={{ 'aria-label': t('act.close') }}>
        <UnitForm
          parentId={parentId}
          onAdded={(id) => {
            close();
            onAdded(id);
          }}
        />
      </Modal>
    </>
  );
}

function UnitForm({ parentId, onAdded }: AddUnitProps) {
  const { t } = useTranslation();
  const [parent, setParent] = useState(parentId);
  const [kind, setKind] = useState<UnitKind>('group');
  const [name, setName] = useState('');
  const adding = useAddUnit();
  const { fields } = useRefusals(adding.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate(
      { kind, name: name.trim().normalize('NFC'), ...(parent === null ? {} : { parentId: parent }) },
      { onSuccess: (unit) => onAdded(unit.id) },
    );
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <UnitPicker label={t('unit.parent')} value={parent} onChange={setParent} error={fields['parentId']} required />
      <NativeSelect
        label={t('unit.kind')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as UnitKind)}
        data={UNIT_KINDS.map((value) => ({ value, label: t(`unitKind.${value}`) }))}
        error={fields['kind']}
      />
      <TextInput
        label={t('unit.name')}
        placeholder={t('unit.nameHint')}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fields['name']}
      />
      {adding.error && <Failed error={adding.error} />}
      <Button type="submit" loading={adding.isPending}>
        {t('act.save')}
      </Button>
    </form>
  );
}
