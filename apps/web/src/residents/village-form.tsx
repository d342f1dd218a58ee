import { Button, Checkbox, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusals } from '../api/refusals.ts';
import { useSaveVillagePage } from '../api/residents.ts';
import type { VillagePageView } from '../api/shapes.ts';
import { Icon } from '../shell/icon.tsx';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import { CodeImage } from './label.tsx';
import classes from './residents.module.css';

const MOST_LINKS = 12;

/** The village's own page: open or not, and where it sends people. */
export function VillageForm({ view }: { readonly view: VillagePageView }) {
  const { t } = useTranslation();
  const saving = useSaveVillagePage(view.unitId);
  const { fields, general } = useRefusals(saving.error);
  const [isOpen, setIsOpen] = useState(view.isOpen);
  const [links, setLinks] = useState(view.links);
  const change = (at: number, part: Partial<VillagePageView['links'][number]>) =>
    setLinks(links.map((link, index) => (index === at ? { ...link, ...part } : link)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const saved = () => notifications.show({ message: t('residents.saved'), color: 'teal' });
    saving.mutate({ page: { isOpen, links }, version: view.version }, { onSuccess: saved });
  };
  return (
    <Section title={t('residents.village')}>
      {view.isOpen && <Shown view={view} />}
      <form onSubmit={submit} noValidate className={classes.form}>
        <p className={classes.quiet}>{t('residents.villageMeans')}</p>
        <Checkbox
          label={t('residents.villageOpen')}
          checked={isOpen}
          onChange={(event) => setIsOpen(event.currentTarget.checked)}
        />
        {links.map((link, index) => (
          <div key={index} className={classes.link}>
            <TextInput
              label={t('residents.linkTitle')}
              placeholder={t('residents.linkTitleHint')}
              value={link.title}
              onChange={(event) => change(index, { title: event.currentTarget.value })}
              error={fields[`links.${index}.title`]}
            />
            <TextInput
              label={t('residents.linkUrl')}
              inputMode="url"
              value={link.url}
              onChange={(event) => change(index, { url: event.currentTarget.value })}
              error={fields[`links.${index}.url`]}
            />
            <Button variant="subtle" onClick={() => setLinks(links.filter((_, at) => at !== index))}>
              {t('residents.removeLink')}
            </Button>
          </div>
        ))}
        {links.length < MOST_LINKS && (
          <Button
            variant="default"
            leftSection={<Icon name="plus" />}
            onClick={() => setLinks([...links, { title: '', url: 'https://' }])}
          >
            {t('residents.addLink')}
          </Button>
        )}
        {saving.error && general && <Failed error={saving.error} />}
        <Button type="submit" loading={saving.isPending}>
          {t('act.save')}
        </Button>
      </form>
    </Section>
  );
}

function Shown({ view }: { readonly view: VillagePageView }) {
  const { t } = useTranslation();
  if (view.svg === null || view.url === null) return null;
  return (
    <div className={classes.label}>
      <CodeImage svg={view.svg} alt={t('residents.villageImage')} />
      <div className={classes.beside}>
        <a href={view.url} target="_blank" rel="noreferrer">
          {view.url}
        </a>
        {!view.isLasting && <p className={classes.quiet}>{t('residents.notLasting')}</p>}
      </div>
    </div>
  );
}
