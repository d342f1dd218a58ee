import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { MqttCredentials } from '../api/shapes.ts';
import { useCan } from '../api/me.ts';
import { momentText } from '../health/age.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Waiting } from '../shell/states.tsx';
import { DetailsStep } from './details-step.tsx';
import { DoneStep } from './done-step.tsx';
import { type Draft, emptyDraft, newRegistrationId, type Step } from './draft.ts';
import { freshPlaces, keptPlaces, type Places } from './known-places.ts';
import { type Owner, useOwner } from './owner.ts';
import { NotKept } from './phone-store.ts';
import { PhotoStep } from './photo-step.tsx';
import { photoOf, type Queued } from './queue.ts';
import { QueueList } from './queue-list.tsx';
import { canWait, enqueue, sendNow } from './registration.ts';
import { StickerStep } from './sticker-step.tsx';
import { type Drafting, useDraft } from './use-draft.ts';
import { type Position, usePosition } from './use-position.ts';
import { useQueue } from './use-queue.ts';
import { useInstallWords } from './words.ts';
import { WhatStep } from './what-step.tsx';
import { WhereStep } from './where-step.tsx';
import classes from './install.module.css';

interface InstallProps {
  /** Started without network: tries to reach the server again. */
  readonly retry?: () => void;
}

/** The installer's way, step by step, on a ladder and without network; `/install?sticker=…` begins with that sticker. */
export default function Install({ retry }: InstallProps) {
  const { t } = useInstallWords();
  const owner = useOwner();
  const mayWrite = useCan('registry.write') || retry !== undefined;
  const isOffline = retry !== undefined;
  const content = () => {
    if (owner === null) return <p role="alert">{t('nobody')}</p>;
    if (!mayWrite) return <p role="alert">{t('notAllowed')}</p>;
    return <Wizard key={owner.id} owner={owner} isOffline={isOffline} />;
  };
  const page = (
    <div className={classes.page}>
      <PageHead title={t('title')} />
      {retry && (
        <div className={classes.banner} role="status">
          <p>
            <strong>{t('offline')}.</strong> {t('offlineMeans')}
          </p>
          <Button variant="default" onClick={retry}>
            {t('tryAgain')}
          </Button>
        </div>
      )}
      {content()}
    </div>
  );
  return isOffline ? <main className={classes.offline}>{page}</main> : page;
}

/** Renewed with network, kept for without. */
function usePlaces(owner: string, isOffline: boolean): Places | null {
  const kept = useQuery({
    queryKey: ['install-places', owner, 'kept'],
    queryFn: async () => (await keptPlaces(owner).catch(() => undefined)) ?? null,
    networkMode: 'always',
  });
  const fresh = useQuery({
    queryKey: ['install-places', owner, 'fresh'],
    queryFn: () => freshPlaces(owner),
    enabled: !isOffline,
  });
  return fresh.data ?? kept.data ?? null;
}

interface Sent {
  readonly id: string;
  readonly draft: Draft;
  /** What could not be kept. */
  readonly now: { readonly item: Queued; readonly mqtt: MqttCredentials | null } | null;
}

function Wizard({ owner, isOffline }: { readonly owner: Owner; readonly isOffline: boolean }) {
  const { t, i18n } = useInstallWords();
  const [search, setSearch] = useSearchParams();
  const items = useQueue(owner.id);
  const drafting = useDraft(owner.id, search.get('sticker'));
  const position = usePosition();
  const places = usePlaces(owner.id, isOffline);
  // In the address: it stays when the network comes back and the app begins anew around it.
  const isListed = search.has('queue');
  const setListed = (is: boolean) => setSearch(is ? { queue: '' } : {});
  const [sent, setSent] = useState<Sent | null>(null);
  const sending = useSending(owner.id, drafting.replaces, (done) => {
    setSent(done);
    drafting.begin();
  });
  const open = items.filter(({ state, mqtt }) => state !== 'made' || mqtt !== null);
  const edit = async (item: Queued) => {
    drafting.correct(await draftOf(item), item.id);
    setSent(null);
    setListed(false);
  };
  const startEdit = (item: Queued) => void edit(item).catch(reportError);
  if (!drafting.isReady) return <Waiting />;
  if (isListed)
    return <QueueList items={items} isOffline={isOffline} onEdit={startEdit} onBack={() => setListed(false)} />;
  const item = sent?.now?.item ?? items.find(({ id }) => id === sent?.id);
  return (
    <>
      <div className={classes.top}>
        <p>{places !== null && t('kept.places', { at: momentText(places.at, i18n.language) })}</p>
        {open.length > 0 && (
          <Button variant="default" onClick={() => setListed(true)}>
            {t('queue.open', { count: open.length })}
          </Button>
        )}
      </div>
      {places?.isCut && <p className={classes.note}>{t('kept.cut')}</p>}
      {sent && item ? (
        <DoneStep
          item={item}
          mqtt={sent.now?.mqtt ?? null}
          isOffline={isOffline}
          onEdit={startEdit}
          onRepeat={() => {
            drafting.repeat(sent.draft);
            setSent(null);
          }}
          onFresh={() => {
            drafting.begin();
            setSent(null);
          }}
        />
      ) : (
        <Steps
          drafting={drafting}
          position={position}
          places={places}
          taken={new Set(items.map(({ body }) => body.name))}
          sending={sending}
        />
      )}
    </>
  );
}

interface Sending {
  readonly send: (draft: Draft) => void;
  readonly isSending: boolean;
  readonly refusal: 'full' | 'refused' | 'notSent' | null;
  readonly sendUnkept: () => void;
}

/** Keeps and sends; what this phone does not keep can be sent from memory, and whoever does so is told. */
function useSending(owner: string, replaces: string | null, onDone: (sent: Sent) => void): Sending {
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Sending['refusal']>(null);
  const last = useRef<Draft>(emptyDraft);
  // The same for every try of one registration.
  const unkeptId = useRef<string | null>(null);
  const attempt = async (work: () => Promise<Sent | null>) => {
    setSending(true);
    setRefusal(null);
    try {
      const done = await work();
      if (done === null) setRefusal('notSent');
      else onDone(done);
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      setRefusal(error.isFull ? 'full' : 'refused');
    } finally {
      setSending(false);
    }
  };
  const fromMemory = async (draft: Draft): Promise<Sent | null> => {
    const id = (unkeptId.current ??= newRegistrationId());
    const now = await sendNow(owner, draft, id);
    if (now.item.state === 'waiting') return null;
    unkeptId.current = null;
    return { id, draft, now };
  };
  return {
    isSending,
    refusal,
    send: (draft) => {
      last.current = draft;
      const keepOrSend = async () =>
        canWait(draft) ? { id: await enqueue(owner, draft, replaces), draft, now: null } : fromMemory(draft);
      attempt(keepOrSend).catch(reportError);
    },
    sendUnkept: () => void attempt(() => fromMemory(last.current)).catch(reportError),
  };
}

interface StepsProps {
  readonly drafting: Drafting;
  readonly position: Position;
  readonly places: Places | null;
  readonly taken: ReadonlySet<string>;
  readonly sending: Sending;
}

function Steps({ drafting, position, places, taken, sending }: StepsProps) {
  const { t } = useInstallWords();
  const { draft, step, steps, next } = drafting;
  const heading = useRef<HTMLHeadingElement>(null);
  const number = steps.indexOf(step) + 1;
  useEffect(() => heading.current?.focus(), [step]);
  const screens: Record<Step, () => React.ReactNode> = {
    sticker: () => <StickerStep onNext={(sticker) => next({ sticker })} />,
    where: () => <WhereStep position={position} onNext={next} />,
    photo: () => <PhotoStep onNext={(photo) => next({ photo })} />,
    what: () => <WhatStep kind={draft.kind} onNext={(kind) => next({ kind })} />,
    details: () => (
      <DetailsStep
        draft={draft}
        places={places}
        taken={taken}
        change={drafting.change}
        onSend={sending.send}
        isSending={sending.isSending}
      />
    ),
  };
  return (
    <section>
      <p className={classes.note}>{t('step', { number, count: steps.length })}</p>
      <h2 ref={heading} tabIndex={-1} className={classes.title}>
        {t(`${step}.title`)}
      </h2>
      {step !== 'sticker' && <Said draft={draft} />}
      {screens[step]()}
      {sending.refusal !== null && <NotKeptText sending={sending} refusal={sending.refusal} />}
      <div className={classes.foot}>
        {number > 1 && (
          <Button variant="subtle" size="md" onClick={drafting.back}>
            {t('back')}
          </Button>
        )}
        {draft !== emptyDraft && (
          <Button variant="subtle" size="md" onClick={() => drafting.begin()}>
            {t('restart')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** What has been said so far, so that a mistake is seen at the pole. */
function Said({ draft }: { readonly draft: Draft }) {
  const { t } = useInstallWords();
  const { sticker, photo } = draft;
  const url = usePicture(photo);
  const code = sticker.includes('/') ? t('sticker.scanned') : sticker;
  return (
    <>
      {sticker !== '' && <p className={classes.note}>{t('sticker.is', { code })}</p>}
      {url !== null && <img src={url} alt={t('photo.alt')} className={classes.picture} />}
    </>
  );
}

function usePicture(photo: Draft['photo']): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (photo === null) {
      setUrl(null);
      return;
    }
    const made = URL.createObjectURL(new Blob([photo.bytes], { type: photo.type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return url;
}

interface NotKeptTextProps {
  readonly sending: Sending;
  readonly refusal: NonNullable<Sending['refusal']>;
}

function NotKeptText({ sending, refusal }: NotKeptTextProps) {
  const { t } = useInstallWords();
  return (
    <div className={`${classes.warn} ${classes.step}`} role="alert">
      <p>{t(`storage.${refusal}`)}</p>
      <Button variant="default" onClick={() => sending.sendUnkept()}>
        {t('storage.sendNow')}
      </Button>
    </div>
  );
}

/** A kept one, to be changed by hand; its password stays sealed where it is. */
async function draftOf({ id, body, hasPhoto }: Queued): Promise<Draft> {
  const { kind, name, siteId, unitId, latitude, longitude, landmark, model, payer, funding, onvif } = body;
  const { sticker } = body as { readonly sticker?: string };
  return {
    ...emptyDraft,
    ...{ kind, name, siteId: siteId ?? null, unitId: unitId ?? null, sticker: sticker ?? '' },
    latitude: latitude === undefined ? '' : String(latitude),
    longitude: longitude === undefined ? '' : String(longitude),
    ...{ landmark: landmark ?? '', model: model ?? '', payer: payer ?? '', funding: funding ?? '' },
    ...{ onvifUrl: onvif?.url ?? '', onvifUsername: onvif?.username ?? '' },
    ...{ streamPort: String(onvif?.streamPort ?? ''), basicAllowed: onvif?.basicAllowed ?? false },
    photo: hasPhoto ? ((await photoOf(id)) ?? null) : null,
  };
}
