import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Invitation } from './link-chat.tsx';

/** The link of a group that exists, for people who want to join. */
export function Invite({ name, link }: { readonly name: string; readonly link: string }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open} aria-label={`${t('zalo.invite')}: ${name}`}>
        {t('zalo.invite')}
      </Button>
      <Modal opened={opened} onClose={close} title={name} closeButtonProps={{ 'aria-label': t('act.close') }}>
        <Invitation link={link} />
      </Modal>
    </>
  );
}
