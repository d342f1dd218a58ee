import { Button, Modal, NativeSelect } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoveDevice } from '../api/life.ts';
import { allItems, usePages } from '../api/pages.ts';
import { useRefusals } from '../api/refusals.ts';
import type { DeviceDetail, Site } from '../api/shapes.ts';
import { Failed } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import classes from './life.module.css';

/** Another unit answers for it, or it hangs somewhere else; open incidents go along. */
export function MoveDevice({ device }: { readonly device: DeviceDetail }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('life.move')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('life.move')} closeButtonProps={{ 'aria-label': t('act.close') }}>
        <Form device={device} done={close} />
      </Modal>
    </>
  );
}

function Form({ device, done }: { readonly device: DeviceDetail; readonly done: () => void }) {
  const { t } = useTranslation();
  const [unitId, setUnitId] = useState<string | null>(device.unitId);
  const [siteId, setSiteId] = useState(device.site.id);
  const sites = usePages<Site>(['sites'], '/sites', { unitId, limit: 200 }, unitId !== null);
  const moving = useMoveDevice(device.id);
  const { fields, general } = useRefusals(moving.error);
  const others = (sites.data ? allItems(sites.data) : []).filter(({ id }) => id !== device.site.id);
  const nameOf = ({ code, name, landmark }: { code: string; name: string | null; landmark: string | null }) =>
    [landmark ?? name, code].filter(Boolean).join(' · ');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const to = {
      ...(unitId !== null && unitId !== device.unitId && { responsibleUnitId: unitId }),
      ...(siteId !== device.site.id && { siteId }),
    };
    if (Object.keys(to).length === 0) done();
    else moving.mutate(to, { onSuccess: done });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <p>{t('life.moveMeans')}</p>
      <UnitPicker
        label={t('device.unit')}
        value={unitId}
        onChange={(id) => {
          setUnitId(id);
          setSiteId(device.site.id);
        }}
        error={fields['responsibleUnitId']}
      />
      <NativeSelect
        label={t('device.place')}
        description={t('life.placeMeans')}
        value={siteId}
        onChange={(event) => setSiteId(event.currentTarget.value)}
        data={[
          { value: device.site.id, label: t('life.samePlace', { place: device.site.landmark ?? device.site.code }) },
          ...others.map((site) => ({ value: site.id, label: nameOf(site) })),
        ]}
        error={fields['siteId']}
      />
      {moving.error && general && <Failed error={moving.error} />}
      <Button type="submit" loading={moving.isPending}>
        {t('life.moveSure')}
      </Button>
    </form>
  );
}
