import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useReplaceHardware } from '../api/life.ts';
import { useRefusals } from '../api/refusals.ts';
import type { DeviceDetail, NewHardware } from '../api/shapes.ts';
import { Credentials } from '../devices/credentials.tsx';
import { Failed } from '../shell/states.tsx';
import classes from './life.module.css';

const THING = ['serial', 'model', 'manufacturer', 'mac'] as const;
const LOGIN = ['url', 'username', 'password'] as const;
type Field = (typeof THING)[number] | (typeof LOGIN)[number];

/** Another thing hangs there now; place, label, history, gifts and group stay. */
export function ReplaceHardware({ device }: { readonly device: DeviceDetail }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('life.replace')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('life.replace')}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <Form device={device} done={close} />
      </Modal>
    </>
  );
}

function Form({ device, done }: { readonly device: DeviceDetail; readonly done: () => void }) {
  const { t } = useTranslation();
  const replacing = useReplaceHardware(device.id);
  const { fields, general } = useRefusals(replacing.error);
  const [words, setWords] = useState<Partial<Record<Field, string>>>({});
  const isCamera = device.kind === 'camera';
  const given = <Name extends Field>(names: readonly Name[]): Partial<Record<Name, string>> =>
    Object.fromEntries(names.flatMap((name) => (words[name]?.trim() ? [[name, words[name].trim()]] : []))) as never;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const login = given(LOGIN);
    const thing: NewHardware = { ...given(THING), ...(Object.keys(login).length > 0 && { onvif: login }) };
    replacing.mutate(thing, { onSuccess: ({ mqtt }) => (mqtt ? undefined : done()) });
  };
  if (replacing.data?.mqtt) {
    return (
      <div className={classes.form}>
        <Credentials mqtt={replacing.data.mqtt} />
        <Button onClick={done}>{t('act.done')}</Button>
      </div>
    );
  }
  const input = (name: Field, path: string = name) => ({
    label: t(`life.field.${name}`),
    value: words[name] ?? '',
    error: fields[path],
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = currentTarget;
      setWords((current) => ({ ...current, [name]: value }));
    },
  });
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <p>{t(isCamera ? 'life.replaceCameraMeans' : 'life.replaceMeans')}</p>
      {THING.map((name) => (
        <TextInput key={name} {...input(name)} />
      ))}
      {isCamera && (
        <>
          <TextInput {...input('url', 'onvif.url')} description={t('life.loginMeans')} />
          <TextInput {...input('username', 'onvif.username')} />
          <PasswordInput {...input('password', 'onvif.password')} autoComplete="off" />
        </>
      )}
      {replacing.error && general && <Failed error={replacing.error} />}
      <Button type="submit" loading={replacing.isPending}>
        {t('life.replaceSure')}
      </Button>
    </form>
  );
}
