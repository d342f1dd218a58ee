import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure, useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { DEVICE_KINDS, HEALTHS } from '../api/shapes.ts';
import { Icon } from '../shell/icon.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import { filterOf, LIST_FILTERS, withFilter, type DeviceFilter } from './device-filter.ts';
import classes from './devices.module.css';

/** Search and filters; every change goes into the address. `/` jumps to the search. */
export function DeviceFilters() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const filter = filterOf(search, LIST_FILTERS);
  const input = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => input.current?.focus()]]);
  const change = (name: keyof DeviceFilter, value: string | null) =>
    setSearch((current) => withFilter(current, name, value), { replace: true });
  const changeTrouble = (value: string) =>
    setSearch(
      (current) =>
        (
          [
            ['trouble', 'new'],
            ['fault', 'any'],
            ['software', 'differs'],
          ] as const
        ).reduce((next, [name, of]) => withFilter(next, name, value === of ? value : null), current),
      { replace: true },
    );
  const [opened, { toggle }] = useDisclosure(false);
  const narrowed = Object.keys(filter).filter((name) => name !== 'q').length;
  const [text, setText] = useState(filter.q ?? '');
  const sent = useRef(filter.q ?? '');
  const send = useDebouncedCallback((value: string) => {
    sent.current = value.trim();
    change('q', sent.current);
  }, 300);
  // The address changed by other means ("show all", back): the field follows.
  useEffect(() => {
    if ((filter.q ?? '') === sent.current) return;
    sent.current = filter.q ?? '';
    setText(sent.current);
  }, [filter.q]);
  return (
    <search className={classes.filters}>
      <TextInput
        ref={input}
        type="search"
        label={t('device.search')}
        placeholder={t('device.searchHint')}
        leftSection={<Icon name="search" size={20} />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          send(event.currentTarget.value);
        }}
      />
      <Button variant="default" className={classes.toggle ?? ''} aria-expanded={opened} onClick={toggle}>
        {narrowed === 0 ? t('device.filter') : t('device.filtered', { count: narrowed })}
      </Button>
      <div className={classes.more} data-open={opened || undefined}>
        <NativeSelect
          label={t('device.kind')}
          value={filter.kind ?? ''}
          onChange={(event) => change('kind', event.currentTarget.value)}
          data={[
            { value: '', label: t('device.allKinds') },
            ...DEVICE_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
          ]}
        />
        <NativeSelect
          label={t('device.health')}
          value={filter.health ?? ''}
          onChange={(event) => change('health', event.currentTarget.value)}
          data={[
            { value: '', label: t('device.allHealths') },
            ...HEALTHS.map((health) => ({ value: health, label: t(`health.${health}`) })),
          ]}
        />
        <NativeSelect
          label={t('device.trouble')}
          value={filter.trouble ?? filter.fault ?? filter.software ?? ''}
          onChange={(event) => changeTrouble(event.currentTarget.value)}
          data={[
            { value: '', label: t('device.allTroubles') },
            { value: 'any', label: t('device.withFault') },
            { value: 'new', label: t('device.newTrouble') },
            { value: 'differs', label: t('device.runsAnother') },
          ]}
        />
        <UnitPicker
          label={t('device.unit')}
          value={filter.unitId ?? null}
          onChange={(unitId) => change('unitId', unitId)}
          everywhere={t('unit.everywhere')}
        />
      </div>
    </search>
  );
}
