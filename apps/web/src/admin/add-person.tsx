import { Button, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddPerson } from '../api/people.ts';
import { useRefusals } from '../api/refusals.ts';
import type { Role } from '../api/shapes.ts';
import { Failed } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import { RoleSelect } from './role-select.tsx';
import { ShownOnce } from '../shell/shown-once.tsx';
import classes from './admin.module.css';

interface AddPersonProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** An account with its first role; the password is made up and shown this one time. */
export function AddPerson({ opened, onClose }: AddPersonProps) {
  const { t } = useTranslation();
  const adding = useAddPerson();
  const close = () => {
    adding.reset();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('admin.addPerson')}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      {adding.data?.password ? (
        <ShownOnce what={t('admin.password')} text={adding.data.password} onClose={close} />
      ) : (
        <PersonForm adding={adding} />
      )}
    </Modal>
  );
}

function PersonForm({ adding }: { readonly adding: ReturnType<typeof useAddPerson> }) {
  const { t, i18n } = useTranslation();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [phone, setPhone] = useState('');
  const [role, setRole] = useState<Role>('group_member');
  const [unitId, setUnitId] = useState<string | null>(null);
  const [unitMissing, setUnitMissing] = useState(false);
  const { fields, general } = useRefusals(adding.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setUnitMissing(unitId === null);
    if (unitId === null) return;
    const person = {
      ...{
        name: name.trim(),
        email: email.trim(),
        unitId,
        language: i18n.language === 'en' ? ('en' as const) : ('vi' as const),
      },
      ...(phone.trim() !== '' && { phone: phone.trim() }),
    };
    adding.mutate({ person, grant: { role, unitId } });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <TextInput
        label={t('admin.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fields['name']}
        data-autofocus
      />
      <TextInput
        label={t('signIn.email')}
        inputMode="email"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={fields['email']}
      />
      <TextInput
        label={t('admin.phone')}
        description={t('admin.phoneMeans')}
        inputMode="tel"
        value={phone}
        onChange={(event) => setPhone(event.currentTarget.value)}
        error={fields['phone']}
      />
      <RoleSelect value={role} onChange={setRole} />
      <UnitPicker
        label={t('admin.where')}
        value={unitId}
        onChange={setUnitId}
        error={unitMissing && unitId === null ? t('unit.choose') : fields['unitId']}
        required
      />
      {adding.error && general && <Failed error={adding.error} />}
      <Button type="submit" loading={adding.isPending}>
        {t('admin.addPerson')}
      </Button>
    </form>
  );
}
