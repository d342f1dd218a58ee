import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/answer.ts';
import { useIncidentAct } from '../api/incidents.ts';

/** "Tôi đi kiểm tra": one tap, and everybody knows who is on the way. */
export function GoAndSee({ id, large = false }: { readonly id: string; readonly large?: boolean }) {
  const { t } = useTranslation();
  const acting = useIncidentAct(id);
  const take = () =>
    acting.mutate(
      { act: 'acknowledge' },
      {
        onSuccess: () => notifications.show({ message: t('incident.thanks'), color: 'teal' }),
        onError: (error) =>
          notifications.show({
            message: error instanceof ApiError ? error.message : t('state.unreachable'),
            color: 'red',
          }),
      },
    );
  return (
    <Button fullWidth size={large ? 'lg' : 'md'} loading={acting.isPending} onClick={take}>
      {t('incident.goAndSee')}
    </Button>
  );
}
