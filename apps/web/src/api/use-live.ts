import { useEffect } from 'react';
import type { InfiniteData } from '@tanstack/react-query';
import { live, watch } from './live.ts';
import { mapNews } from './map-news.ts';
import { queryClient } from './query-client.ts';
import type { DeviceSummary, LiveHealth, Me, Page } from './shapes.ts';

/** However many devices change: single things are read again at most this often, whole lists less. Milliseconds. */
const SOON_MS = 1500;
const LATER_MS = 5000;

/** Keeps what is on the screen true while it is open: device rows are patched, everything counted is read again. */
export function useLive(me: Me | undefined): void {
  const units = [...new Set(me?.grants.map((grant) => grant.unitId) ?? [])].join(' ');
  useEffect(() => {
    if (units === '') return;
    const soon = calmly(SOON_MS);
    const later = calmly(LATER_MS);
    const close = watch(units.split(' '), {
      health: (event) => {
        patchLists(event);
        soon(['device', event.deviceId], ['explain', 'devices', event.deviceId]);
        later(['devices']);
        mapNews.tell();
      },
      places: () => {
        later(['devices']);
        mapNews.tell();
      },
      incident: () => soon(['incidents'], ['incident'], ['explain']),
      resync: readAgain,
    });
    const stop = onReturn(readAgain);
    return () => {
      close();
      stop();
      soon.stop();
      later.stop();
    };
  }, [units]);
}

function readAgain(): void {
  void queryClient.invalidateQueries();
  mapNews.tell();
}

/** Calls back when the network is there again, and when changes arrive by themselves again. */
function onReturn(act: () => void): () => void {
  let lost = live.lostAt() !== null;
  const stop = live.subscribe(() => {
    const isLost = live.lostAt() !== null;
    if (lost && !isLost) act();
    lost = isLost;
  });
  addEventListener('online', act);
  return () => {
    stop();
    removeEventListener('online', act);
  };
}

function patchLists(event: LiveHealth): void {
  queryClient.setQueriesData<InfiniteData<Page<DeviceSummary>>>({ queryKey: ['devices'] }, (lists) => {
    if (!lists?.pages.some((page) => page.items.some((device) => device.id === event.deviceId))) return lists;
    return {
      ...lists,
      pages: lists.pages.map((page) => ({ ...page, items: page.items.map((row) => patch(row, event)) })),
    };
  });
}

function patch(device: DeviceSummary, event: LiveHealth): DeviceSummary {
  if (device.id !== event.deviceId) return device;
  const heard = event.health === 'online' ? event.at : device.lastSeenAt;
  return { ...device, health: event.health, faults: event.faults, lastSeenAt: heard };
}

/** Gathers keys to invalidate and does it once per `everyMs`. */
function calmly(everyMs: number) {
  const waiting = new Map<string, readonly string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    for (const queryKey of waiting.values()) void queryClient.invalidateQueries({ queryKey });
    waiting.clear();
  };
  const add = (...keys: (readonly string[])[]) => {
    for (const key of keys) waiting.set(key.join(' '), key);
    timer ??= setTimeout(flush, everyMs);
  };
  add.stop = () => clearTimeout(timer);
  return add;
}
