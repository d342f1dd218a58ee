import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { queryClient } from './api/query-client.ts';
import { refresh, session } from './api/session.ts';
import { StartingList } from './near/kept-list.tsx';
import { AcknowledgeByLink, DrillByLink, SignedInRoutes } from './routes.tsx';
import { Broken } from './shell/broken.tsx';
import { Waiting } from './shell/states.tsx';
import { sendWhatWaits } from './install/wake-queue.ts';
import { SignIn } from './sign-in/sign-in.tsx';
import { theme } from './theme.ts';

const Install = lazy(() => import('./install/install.tsx'));
const OfflineStart = lazy(() => import('./near/offline-start.tsx'));

const AGAIN_AFTER_MS = 3000;

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <Notifications position="top-center" />
        <Broken>
          <BrowserRouter>
            <Routes>
              <Route path="/a/:token" element={<AcknowledgeByLink />} />
              <Route path="/d/:token" element={<DrillByLink />} />
              <Route path="*" element={<Doorway />} />
            </Routes>
          </BrowserRouter>
        </Broken>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Signed in: the product. Signed out: the sign-in form, at the same address, so that one returns to where one was. */
function Doorway() {
  const state = useSyncExternalStore(session.subscribe, session.state);
  const [unreachable, setUnreachable] = useState(false);
  useEffect(() => {
    if (state !== 'starting') return;
    return keepStarting(() => setUnreachable(true));
  }, [state]);
  useEffect(() => {
    if (state === 'in') sendWhatWaits();
  }, [state]);
  if (state === 'starting')
    return unreachable ? (
      <Suspense fallback={<Waiting />}>
        {location.pathname === '/install' ? (
          <Install retry={() => location.reload()} />
        ) : (
          <OfflineStart retry={() => location.reload()} />
        )}
      </Suspense>
    ) : (
      <StartingList />
    );
  if (state === 'out') return <SignIn />;
  return <SignedInRoutes />;
}

/** Without network the cookie cannot be tried yet: says so, and tries again until the server answers. */
function keepStarting(onUnreachable: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const attempt = async () => {
    try {
      await refresh();
    } catch {
      onUnreachable();
      timer = setTimeout(() => void attempt(), AGAIN_AFTER_MS);
    }
  };
  void attempt();
  return () => clearTimeout(timer);
}
