import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { AcceptanceTest } from '../acceptance/acceptance-test.tsx';
import { useDevice } from '../api/devices.ts';
import { useIncidents } from '../api/incidents.ts';
import { useCan } from '../api/me.ts';
import { allItems } from '../api/pages.ts';
import type { DeviceDetail } from '../api/shapes.ts';
import { useTranslatedFacts } from './facts.ts';
import { ExplainPanel } from '../explain/explain-panel.tsx';
import { FaultList } from '../health/fault-list.tsx';
import { HealthMark } from '../health/health-mark.tsx';
import { Age, Moment } from '../health/moments.tsx';
import { useWords } from '../health/words.ts';
import { IncidentCard } from '../incidents/incident-card.tsx';
import { ProfileOfDevice } from '../lights/profile-choice.tsx';
import { Label } from '../residents/label.tsx';
import { Ledger } from '../residents/ledger.tsx';
import { PlaceReports } from '../residents/place-reports.tsx';
import { DeviceLife } from '../life/device-life.tsx';
import { Repairs } from '../residents/repairs.tsx';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { Claim } from './claim.tsx';
import { Charts } from './charts.tsx';
import { Commands } from './commands.tsx';
import { HeartbeatBar } from './heartbeat-bar.tsx';
import { Ladder } from './ladder.tsx';
import { Thumbnails } from './thumbnails.tsx';
import { SiteHistory } from './site-history.tsx';
import { EditDevice } from './edit-device.tsx';
import { RotateSecret } from './rotate-secret.tsx';
import classes from './device.module.css';

export default function Device() {
  const { id = '' } = useParams();
  const device = useDevice(id);
  if (device.isPending) return <Waiting />;
  if (device.isError) return <Failed error={device.error} retry={() => void device.refetch()} />;
  return <Shown device={device.data} />;
}

function Shown({ device }: { readonly device: DeviceDetail }) {
  const { t } = useTranslation();
  const serves = device.health !== 'decommissioned';
  const mayChange = useCan('registry.write') && serves;
  const mayTell = useCan('device.command') && serves && device.kind !== 'camera';
  const mayPlan = useCan('maintenance.write') && serves;
  const maySeeLedger = useCan('ledger.read');
  const { latitude, longitude } = device.site;
  const sunnyPlace = useMemo(
    () => (device.kind !== 'solar_light' || latitude === null || longitude === null ? null : { latitude, longitude }),
    [device.kind, latitude, longitude],
  );
  return (
    <>
      <PageHead title={device.name} back={{ to: '/devices', text: t('nav.devices') }}>
        {mayPlan && (
          <Button
            component={Link}
            to={`/maintenance?deviceId=${device.id}&name=${encodeURIComponent(device.name)}`}
            variant="default"
          >
            {t('maintenance.make')}
          </Button>
        )}
        {mayChange && <EditDevice device={device} />}
      </PageHead>
      <HealthSection device={device} />
      <ExplainPanel of="devices" id={device.id} />
      <HeartbeatBar id={device.id} />
      {device.kind !== 'camera' && <Charts id={device.id} place={sunnyPlace} />}
      {device.kind === 'camera' && serves && <Ladder id={device.id} />}
      <LatestFacts device={device} />
      <Rejected device={device} />
      <Place device={device} />
      {mayChange && device.kind === 'solar_light' && <ProfileOfDevice device={device} />}
      <DeviceLife device={device} mayChange={mayChange} />
      {mayTell && <Commands device={device} />}
      {serves && <AcceptanceTest deviceId={device.id} />}
      <DeviceIncidents id={device.id} />
      <PlaceReports siteId={device.site.id} />
      {serves && (
        <Label siteId={device.site.id} name={device.site.landmark ?? device.name} code={device.site.sticker} />
      )}
      {maySeeLedger && <Ledger siteId={device.site.id} />}
      {maySeeLedger && <Repairs siteId={device.site.id} />}
      <SiteHistory siteId={device.site.id} deviceId={device.id} />
      {mayChange && device.kind !== 'camera' && <Claim device={device} />}
      {mayChange && device.kind !== 'camera' && <RotateSecret device={device} />}
    </>
  );
}

/** How it is, since when, and why we say so. */
function HealthSection({ device }: { readonly device: DeviceDetail }) {
  const { t } = useTranslation();
  const maySee = useCan('thumbnail.read') && device.kind === 'camera';
  const words = useWords();
  return (
    <Section title={t('device.health')}>
      <p className={classes.health}>
        <HealthMark health={device.health} faults={device.faults} large />
      </p>
      <Facts
        items={[
          [
            t('device.lastSeen'),
            device.lastSeenAt === null ? t('device.neverSeen') : <Age key="seen" at={device.lastSeenAt} />,
          ],
          [t('device.since'), <Moment key="since" at={device.healthSince} />],
          [t('device.reason'), words.reason(device.healthReason)],
        ]}
      />
      <FaultList faults={device.faults} full />
      {device.faults.map((fault) => (
        <Evidence key={fault.code} fault={fault} />
      ))}
      {maySee && <Thumbnails deviceId={device.id} />}
      {device.health === 'never_seen' && (
        <p>{t(device.kind === 'camera' ? 'device.neverSeenCamera' : 'device.neverSeenNext')}</p>
      )}
    </Section>
  );
}

/** What the rule saw when it found the fault. */
function Evidence({ fault }: { readonly fault: DeviceDetail['faults'][number] }) {
  const { t } = useTranslation();
  const words = useWords();
  const facts = useTranslatedFacts(fault.evidence);
  if (facts.length === 0) return null;
  return (
    <details className={classes.evidence}>
      <summary>{t('device.evidence', { fault: words.fault(fault.code) })}</summary>
      <Facts items={[[t('device.knownAt'), <Moment key="known" at={fault.knownAt} />], ...facts]} />
    </details>
  );
}

function LatestFacts({ device }: { readonly device: DeviceDetail }) {
  const { t } = useTranslation();
  const facts = useTranslatedFacts(device.facts);
  if (facts.length === 0) return null;
  return (
    <Section
      title={t('device.facts')}
      action={
        device.factsAt && (
          <small className={classes.quiet}>
            <Age at={device.factsAt} />
          </small>
        )
      }
    >
      <Facts items={facts} />
    </Section>
  );
}

/** The last message we could not accept: what the installer needs to repair a device's program. */
function Rejected({ device }: { readonly device: DeviceDetail }) {
  const { t } = useTranslation();
  const words = useWords();
  const rejected = device.lastRejected;
  if (!rejected) return null;
  return (
    <Section title={t('device.rejected')}>
      <Facts
        items={[
          [t('device.rejectedAt'), <Moment key="at" at={rejected.at} />],
          [t('device.rejectedWhy'), [words.refusal(rejected.reason), rejected.path].filter(Boolean).join(': ')],
          [t('device.rejectedCount'), rejected.count],
        ]}
      />
      <pre className={classes.payload} tabIndex={0}>
        {rejected.payload}
      </pre>
    </Section>
  );
}

function Place({ device }: { readonly device: DeviceDetail }) {
  const { t } = useTranslation();
  const { site } = device;
  const at =
    site.latitude === null || site.longitude === null
      ? null
      : `${site.latitude.toFixed(6)},${site.longitude.toFixed(6)}`;
  return (
    <Section title={t('device.place')}>
      <Facts
        items={[
          [t('device.kind'), t(`kind.${device.kind}`)],
          [t('device.code'), device.code],
          [t('device.unit'), device.unitName],
          [t('device.siteCode'), site.code],
          [t('device.landmark'), site.landmark ?? t('device.notGiven')],
          [
            t('device.coordinates'),
            at === null ? (
              t('device.notGiven')
            ) : (
              <a key="geo" href={`geo:${at}`}>
                {at}
              </a>
            ),
          ],
          [t('device.interval'), t('device.seconds', { count: device.intervalSeconds })],
          ...(device.kind === 'solar_light'
            ? [[t('lights.profile'), device.lightProfile?.name ?? t('device.notGiven')] as const]
            : []),
          [t('device.payer'), device.payer ?? t('device.notGiven')],
        ]}
      />
    </Section>
  );
}

function DeviceIncidents({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const incidents = useIncidents({ deviceId: id }, 5);
  if (incidents.isPending) return null;
  if (incidents.isError) return <Failed error={incidents.error} retry={() => void incidents.refetch()} />;
  const items = allItems(incidents.data);
  return (
    <Section title={t('nav.incidents')}>
      {items.length === 0 ? (
        <p className={classes.quiet}>{t('device.noIncidents')}</p>
      ) : (
        <ul className={classes.incidents}>
          {items.map((incident) => (
            <IncidentCard key={incident.id} incident={incident} />
          ))}
        </ul>
      )}
      {incidents.hasNextPage && (
        <Button component={Link} to="/incidents" variant="subtle">
          {t('act.more')}
        </Button>
      )}
    </Section>
  );
}
