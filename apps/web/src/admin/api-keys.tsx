import { Button, Modal, NumberInput, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { allItems } from '../api/pages.ts';
import { useAddApiKey, useApiKeys, useRevokeApiKey } from '../api/people.ts';
import { useRefusals } from '../api/refusals.ts';
import { serverNow } from '../api/server-clock.ts';
import type { ApiKeyView, Role } from '../api/shapes.ts';
import { useUnit } from '../api/units.ts';
import { Age, Moment } from '../health/moments.tsx';
import cards from '../shell/cards.module.css';
import { Icon } from '../shell/icon.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import { RoleSelect } from './role-select.tsx';
import { ShownOnce } from '../shell/shown-once.tsx';
import classes from './admin.module.css';

const DAY_MS = 86_400_000;

/** Keys for programs: what each may do, and when it was last used. */
export default function ApiKeys() {
  const { t } = useTranslation();
  const [adding, { open, close }] = useDisclosure(false);
  const keys = useApiKeys();
  return (
    <>
      <div className={classes.bar}>
        <Button leftSection={<Icon name="plus" />} onClick={open}>
          {t('apiKey.add')}
        </Button>
      </div>
      <AddKey opened={adding} onClose={close} />
      {keys.isPending && <Waiting />}
      {keys.isError && <Failed error={keys.error} retry={() => void keys.refetch()} />}
      {keys.data && allItems(keys.data).length === 0 && <Empty title={t('apiKey.none')} text={t('apiKey.noneNext')} />}
      <ul className={cards.list}>{keys.data && allItems(keys.data).map((key) => <Key key={key.id} one={key} />)}</ul>
      {keys.data && <MoreButton pages={keys} />}
    </>
  );
}

function Key({ one }: { readonly one: ApiKeyView }) {
  const { t } = useTranslation();
  const unit = useUnit(one.unitId);
  const [asked, setAsked] = useState(false);
  const revoking = useRevokeApiKey(one.id);
  return (
    <li className={`${cards.card} ${classes.card}`}>
      <div>
        <h2 className={classes.name}>{one.name}</h2>
        <p className={classes.quiet}>
          <code>ck_{one.prefix}_…</code> · {t(`role.${one.role}`)}
          {unit.data && `, ${unit.data.name}`}
        </p>
        <p className={classes.quiet}>
          {t('apiKey.until')} <Moment at={one.expiresAt} />
          {' · '}
          {one.lastUsedAt ? (
            <>
              {t('apiKey.used')} <Age at={one.lastUsedAt} />
            </>
          ) : (
            t('apiKey.unused')
          )}
        </p>
      </div>
      {revoking.isError && <Failed error={revoking.error} />}
      <div className={classes.acts}>
        <Button
          variant={asked ? 'filled' : 'default'}
          color={asked ? 'red.9' : 'indigo'}
          loading={revoking.isPending}
          onClick={() => (asked ? revoking.mutate() : setAsked(true))}
          onBlur={() => setAsked(false)}
        >
          {t(asked ? 'apiKey.revokeSure' : 'apiKey.revoke')}
        </Button>
      </div>
    </li>
  );
}

function AddKey({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const adding = useAddApiKey();
  const close = () => {
    adding.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={t('apiKey.add')} closeButtonProps={{ 'aria-label': t('act.close') }}>
      {adding.data ? (
        <ShownOnce what={t('apiKey.key')} text={adding.data.key} onClose={close} />
      ) : (
        <KeyForm adding={adding} />
      )}
    </Modal>
  );
}

function KeyForm({ adding }: { readonly adding: ReturnType<typeof useAddApiKey> }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('installer');
  const [unitId, setUnitId] = useState<string | null>(null);
  const [days, setDays] = useState<number | string>(365);
  const [unitMissing, setUnitMissing] = useState(false);
  const { fields, general } = useRefusals(adding.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setUnitMissing(unitId === null);
    if (unitId === null) return;
    const expiresAt = new Date(serverNow() + Number(days) * DAY_MS).toISOString();
    adding.mutate({ name: name.trim(), role, unitId, expiresAt });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <TextInput
        label={t('apiKey.name')}
        placeholder={t('apiKey.nameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fields['name']}
        data-autofocus
      />
      <RoleSelect value={role} onChange={setRole} />
      <UnitPicker
        label={t('admin.where')}
        value={unitId}
        onChange={setUnitId}
        error={unitMissing && unitId === null ? t('unit.choose') : fields['unitId']}
        required
      />
      <NumberInput
        label={t('apiKey.days')}
        min={1}
        max={3650}
        value={days}
        onChange={setDays}
        error={fields['expiresAt']}
      />
      {adding.error && general && <Failed error={adding.error} />}
      <Button type="submit" loading={adding.isPending}>
        {t('apiKey.add')}
      </Button>
    </form>
  );
}
