import { Alert, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ZaloView } from '../../api/shapes.ts';
import { useZalo } from '../../api/zalo.ts';
import { Failed, Waiting } from '../../shell/states.tsx';
import { UnitPicker } from '../../units/unit-picker.tsx';
import classes from '../targets.module.css';
import { LinkChat } from './link-chat.tsx';
import { MakeGroup } from './make-group.tsx';
import { waysOf } from './ways.ts';

/** A unit's chat in Zalo: which ways there are is read from the accounts of this installation. */
export function ZaloTarget({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const zalo = useZalo();
  const [unitId, setUnitId] = useState<string | null>(null);
  const [name, setName] = useState('');
  if (zalo.isPending) return <Waiting />;
  if (zalo.isError) return <Failed error={zalo.error} retry={() => void zalo.refetch()} />;
  const ways = waysOf(zalo.data);
  if (!ways.group && !ways.bot && !ways.ownGroup) return <NoWay zalo={zalo.data} />;
  const wish = unitId === null ? null : { unitId, ...(name.trim() !== '' && { name: name.trim() }) };
  return (
    <>
      <UnitPicker label={t('target.unit')} value={unitId} onChange={setUnitId} required />
      <TextInput
        label={t('zalo.name')}
        description={t('zalo.nameMeans')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {wish === null ? (
        <p className={classes.quiet}>{t('zalo.unitFirst')}</p>
      ) : (
        <Ways key={wish.unitId} zalo={zalo.data} wish={wish} onClose={onClose} />
      )}
    </>
  );
}

interface WaysProps {
  readonly zalo: ZaloView;
  readonly wish: { readonly unitId: string; readonly name?: string };
  readonly onClose: () => void;
}

function Ways({ zalo, wish, onClose }: WaysProps) {
  const { t } = useTranslation();
  const ways = waysOf(zalo);
  const [way, setWay] = useState<'group' | 'bot' | 'ownGroup' | null>(null);
  if (way === 'group') return <MakeGroup wish={wish} onClose={onClose} />;
  if (way === 'bot')
    return <LinkChat wish={wish} shareLink={zalo.bot.shareLink} botName={botName(zalo)} onClose={onClose} />;
  if (way === 'ownGroup') return <LinkChat wish={wish} shareLink={null} botName={null} onClose={onClose} />;
  return (
    <div className={classes.ways}>
      {(['bot', 'group', 'ownGroup'] as const).map(
        (one) =>
          ways[one] && (
            <div key={one} className={classes.way}>
              <h3>{t(`zalo.way.${one}`)}</h3>
              <p className={classes.quiet}>{t(`zalo.wayMeans.${one}`)}</p>
              <Button variant={one === 'ownGroup' ? 'default' : 'filled'} onClick={() => setWay(one)}>
                {t(`zalo.wayGo.${one}`)}
              </Button>
            </div>
          ),
      )}
    </div>
  );
}

const botName = ({ bot }: ZaloView): string | null => {
  const name = bot.facts['name'];
  return typeof name === 'string' ? name : null;
};

/** What the IT officer has to do first. */
function NoWay({ zalo: { oa, bot } }: { readonly zalo: ZaloView }) {
  const { t } = useTranslation();
  const missing = [
    ...(oa.configured ? [oa.problemMessage ?? t(oa.connected ? 'zalo.noAssets' : 'zalo.notConnected')] : []),
    ...(bot.configured ? [bot.problemMessage ?? t('zalo.botCannot')] : []),
  ];
  return (
    <Alert color="indigo" variant="outline" title={t('zalo.noWay')} role="status">
      {missing.length === 0 ? (
        <p className={classes.text}>{t('zalo.notConfigured')}</p>
      ) : (
        <ul className={classes.text}>
          {missing.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <p className={classes.text}>{t('zalo.seeDocs')}</p>
    </Alert>
  );
}
