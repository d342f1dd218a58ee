import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { allItems } from '../api/pages.ts';
import { useNamesOfPeople } from '../api/people.ts';
import type { AuditEntry } from '../api/shapes.ts';
import { useAudit } from '../api/system.ts';
import { Moment } from '../health/moments.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import classes from './admin.module.css';

/** Who did what, newest first. The filter stands in the address; an object's own story is one tap away. */
export default function Audit() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const filter = { unitId: search.get('unitId'), objectId: search.get('objectId') };
  const audit = useAudit(filter);
  const names = useNamesOfPeople(true);
  const narrow = (change: Readonly<Record<string, string | null>>) => {
    const next = Object.entries({ ...filter, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    );
    setSearch(next, { replace: true });
  };
  const items = audit.data ? allItems(audit.data) : [];
  return (
    <>
      <div className={classes.bar}>
        <UnitPicker
          label={t('device.unit')}
          value={filter.unitId}
          onChange={(unitId) => narrow({ unitId })}
          everywhere={t('unit.everywhere')}
        />
        {filter.objectId && (
          <Button variant="default" onClick={() => narrow({ objectId: null })}>
            {t('device.showAll')}
          </Button>
        )}
      </div>
      {audit.isPending && <Waiting />}
      {audit.isError && <Failed error={audit.error} retry={() => void audit.refetch()} />}
      {audit.data && items.length === 0 && <Empty title={t('audit.none')} text={t('audit.noneNext')} />}
      <ol className={classes.log}>
        {items.map((entry) => (
          <Entry key={entry.id} entry={entry} names={names.data} onObject={(objectId) => narrow({ objectId })} />
        ))}
      </ol>
      {audit.data && <MoreButton pages={audit} />}
    </>
  );
}

interface EntryProps {
  readonly entry: AuditEntry;
  readonly names: ReadonlyMap<string, string> | undefined;
  readonly onObject: (id: string) => void;
}

function Entry({ entry, names, onObject }: EntryProps) {
  const { t, i18n } = useTranslation();
  const { actorId, actorKind, action, objectId } = entry;
  const key = `audit.action.${action}`;
  const who = (actorId !== null && names?.get(actorId)) || `${t(`audit.actor.${actorKind}`)} ${shortId(actorId)}`;
  const detail = Object.entries(entry.detail);
  return (
    <li>
      <small>
        <Moment at={entry.at} />
      </small>
      <span>
        <strong>{i18n.exists(key) ? t(key as never) : action}</strong> · {who}
      </span>
      {detail.length > 0 && (
        <span className={classes.quiet}>
          {detail.map(([name, value]) => `${name}: ${valueText(value, names)}`).join(' · ')}
        </span>
      )}
      {objectId !== null && (
        <Button variant="subtle" size="compact-md" px={0} onClick={() => onObject(objectId)}>
          {t('audit.sameObject')} ({shortId(objectId)})
        </Button>
      )}
    </li>
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function valueText(value: unknown, names: EntryProps['names']): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return UUID.test(value) ? (names?.get(value) ?? shortId(value)) : value;
}

/** Ids of one time begin alike: their ends tell them apart. */
const shortId = (id: string | null): string => (id === null ? '' : `…${id.slice(-6)}`);
