import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/answer.ts';
import { signIn } from '../api/session.ts';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { waitingHere } from '../install/waiting-here.ts';
import classes from './sign-in.module.css';

export function SignIn() {
  const { t, i18n } = useTranslation();
  const entering = useMutation({
    mutationFn: (form: FormData) => signIn(text(form, 'email'), text(form, 'password'), i18n.language),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    entering.mutate(new FormData(event.currentTarget));
  };
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.head}>
          <img src="/icon.svg" alt="" width={56} height={56} />
          <div>
            <h1 className={classes.title}>Canh Thôn</h1>
            <p className={classes.motto}>{t('signIn.motto')}</p>
          </div>
        </div>
        {waitingHere() > 0 && <p role="status">{t('signIn.waiting', { number: waitingHere() })}</p>}
        <form onSubmit={submit} className={classes.form}>
          {entering.isError && (
            <Alert color="red" variant="outline" role="alert" className={classes.refusal}>
              {entering.error instanceof ApiError ? entering.error.message : t('state.unreachable')}
            </Alert>
          )}
          <TextInput
            name="email"
            type="email"
            label={t('signIn.email')}
            autoComplete="username"
            required
            withAsterisk={false}
          />
          <PasswordInput
            name="password"
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          />
          <Button type="submit" size="lg" loading={entering.isPending}>
            {t('signIn.enter')}
          </Button>
        </form>
        <p className={classes.motto}>{t('signIn.forgot')}</p>
        <LanguageSwitch />
      </div>
    </main>
  );
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
