import { useTranslation } from 'react-i18next';
import { useExplanation } from '../api/explain.ts';
import type { ExplainAnswer } from '../api/shapes.ts';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import classes from './explain-panel.module.css';

/** What people ask, in the order in which they ask it. */
const QUESTIONS = [
  { title: 'explain.why', kinds: ['state', 'explained', 'covered'] },
  { title: 'explain.who', kinds: ['told', 'not_told'] },
  { title: 'explain.next', kinds: ['held', 'next'] },
] as const satisfies readonly { title: string; kinds: readonly ExplainAnswer['kind'][] }[];

interface ExplainPanelProps {
  readonly of: 'incidents' | 'devices';
  readonly id: string;
}

/** Why somebody was told or not, and what happens next: the server's own sentences. */
export function ExplainPanel({ of, id }: ExplainPanelProps) {
  const { t } = useTranslation();
  const explanation = useExplanation(of, id);
  return (
    <Section title={t('explain.title')}>
      {explanation.isPending && <Waiting />}
      {explanation.isError && <Failed error={explanation.error} retry={() => void explanation.refetch()} />}
      {explanation.data && <Answers answers={explanation.data.answers} />}
    </Section>
  );
}

function Answers({ answers }: { readonly answers: readonly ExplainAnswer[] }) {
  const { t } = useTranslation();
  return (
    <div data-testid="explain">
      {QUESTIONS.map(({ title, kinds }) => {
        const own = answers.filter(({ kind }) => (kinds as readonly string[]).includes(kind));
        if (own.length === 0) return null;
        return (
          <div key={title} className={classes.question}>
            <h3>{t(title)}</h3>
            <ul>
              {own.map((answer, index) => (
                <li key={`${answer.code} ${index}`} data-code={answer.code} data-kind={answer.kind}>
                  {answer.sentence}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}
