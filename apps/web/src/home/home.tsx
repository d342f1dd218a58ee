import { Navigate } from 'react-router';
import { useMe } from '../api/me.ts';
import { Failed, Waiting } from '../shell/states.tsx';
import { homeOf } from './places.ts';

/** Where somebody begins depends on what he is here for. */
export function Home() {
  const me = useMe();
  if (me.isPending) return <Waiting />;
  if (me.isError) return <Failed error={me.error} retry={() => void me.refetch()} />;
  return <Navigate to={homeOf(me.data)} replace />;
}
