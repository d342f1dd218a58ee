import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { RegisteredDevice } from '../api/shapes.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Registered } from './registered.tsx';
import { RegisterForm } from './register-form.tsx';

/** The installer's screen: one form, then what goes into the device. */
export default function Register() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const [done, setDone] = useState<RegisteredDevice | null>(null);
  return (
    <>
      <PageHead title={t('register.title')} back={{ to: '/devices', text: t('nav.devices') }} />
      {done === null ? (
        <RegisterForm unitId={search.get('unitId')} onDone={setDone} />
      ) : (
        <Registered registered={done} onAnother={() => setDone(null)} />
      )}
    </>
  );
}
