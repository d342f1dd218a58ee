import { useTranslation } from 'react-i18next';

/**
 * Words for codes that come from the server. The list of codes grows on the server first, so an unknown code is shown
 * as it is: honest, and findable in the documents.
 */
export function useWords() {
  const { t, i18n } = useTranslation();
  const word = (group: string, code: string, otherwise: string): string => {
    const key = `${group}.${code}`;
    return i18n.exists(key) ? t(key as never) : otherwise;
  };
  return {
    fault: (code: string) => word('fault', code, code),
    faultMeaning: (code: string) => word('faultMeaning', code, ''),
    event: (code: string) => word('event', code, code),
    messageEvent: (code: string) => word('told.event', code, code),
    siteEvent: (code: string) => word('siteHistory.kind', code, code),
    commandReason: (code: string) => word('command.reason', code, ''),
    fact: (code: string) => word('fact', code, code),
    factUnit: (code: string) => word('factUnit', code, ''),
    reason: (code: string) => word('reason', code, code),
    refusal: (code: string) => word('refusal', code, code),
  };
}
