import { Component, type ReactNode } from 'react';
import i18next from 'i18next';
import { Empty } from './states.tsx';

/** A screen that throws shows a sentence and a way out, not a white page. */
export class Broken extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Empty
        title={i18next.t('state.broken')}
        text={i18next.t('state.brokenNext')}
        action={<a href="/">{i18next.t('state.reload')}</a>}
      />
    );
  }
}
