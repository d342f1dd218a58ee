import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MqttCredentials } from '../api/shapes.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import classes from './device.module.css';

/** What goes into the device, shown this one time, with a line that tries it at once. */
export function Credentials({ mqtt }: { readonly mqtt: MqttCredentials }) {
  const { t } = useTranslation();
  const rows = [
    [t('secret.server'), `${location.hostname}:1883`],
    [t('secret.username'), mqtt.username],
    [t('secret.password'), mqtt.password],
    [t('secret.topic'), `${mqtt.topicPrefix}heartbeat`],
    [t('secret.try'), tryLine(mqtt, location.hostname)],
  ] as const;
  return (
    <div className={classes.secret}>
      <Alert color="indigo" variant="outline" title={t('secret.once')} />
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
              <CopyButton text={value} label={t('secret.copy', { what: name })} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** One heartbeat by Debian's mosquitto_pub, ready to paste. */
function tryLine(mqtt: MqttCredentials, host: string): string {
  const message = JSON.stringify({ bootId: 'thu-1', seq: 1 });
  return `mosquitto_pub -h ${host} -p 1883 -i ${mqtt.clientId} -u ${mqtt.username} -P '${mqtt.password}' -q 1 -t ${mqtt.topicPrefix}heartbeat -m '${message}'`;
}
