import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useContacts } from '../api/incidents.ts';
import { useCan } from '../api/me.ts';
import classes from './incidents.module.css';

/** Buttons that call the installer and the leaders of a unit, where they left a number. */
export function Contacts({ unitId, most = 3 }: { readonly unitId: string; readonly most?: number }) {
  const { t } = useTranslation();
  const may = useCan('incident.act');
  const contacts = useContacts(unitId, may);
  const items = contacts.data?.items.slice(0, most) ?? [];
  if (items.length === 0) return null;
  return (
    <ul className={classes.contacts} aria-label={t('incident.contacts')}>
      {items.map(({ name, role, unitName, phone }) => (
        <li key={phone + name}>
          <Button component="a" href={`tel:${phone}`} variant="default" fullWidth size="md">
            {t('incident.call', { name: `${name} (${t(`role.${role}`)}, ${unitName})` })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
