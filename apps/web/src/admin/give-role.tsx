import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../api/people.ts';
import type { Role } from '../api/shapes.ts';
import { Failed } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import { RoleSelect } from './role-select.tsx';
import classes from './admin.module.css';

/** One more role at a unit and everything below it. */
export function GiveRole({ personId, name }: { readonly personId: string; readonly name: string }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const [role, setRole] = useState<Role>('group_member');
  const [unitId, setUnitId] = useState<string | null>(null);
  const granting = useGrant(personId);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('admin.grant')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={`${t('admin.grant')}: ${name}`}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <div className={classes.form}>
          <RoleSelect value={role} onChange={setRole} />
          <UnitPicker label={t('admin.where')} value={unitId} onChange={setUnitId} required />
          {granting.error && <Failed error={granting.error} />}
          <Button
            disabled={unitId === null}
            loading={granting.isPending}
            onClick={() => unitId !== null && granting.mutate({ role, unitId }, { onSuccess: close })}
          >
            {t('admin.grant')}
          </Button>
        </div>
      </Modal>
    </>
  );
}
