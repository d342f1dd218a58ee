import { Button } from '@mantine/core';
import { useState } from 'react';

interface SureButtonProps {
  readonly text: string;
  /** After the first tap, in red. */
  readonly sureText: string;
  /** What it is about, for those who hear the screen. */
  readonly about?: string;
  readonly pending: boolean;
  readonly onSure: () => void;
}

/** For what cannot be undone: the first tap asks, the second does it. */
export function SureButton({ text, sureText, about, pending, onSure }: SureButtonProps) {
  const [asked, setAsked] = useState(false);
  const shown = asked ? sureText : text;
  return (
    <Button
      size="compact-md"
      variant={asked ? 'filled' : 'subtle'}
      color={asked ? 'red.9' : 'indigo'}
      loading={pending}
      onClick={() => (asked ? onSure() : setAsked(true))}
      onBlur={() => setAsked(false)}
      aria-label={about === undefined ? shown : `${shown}: ${about}`}
    >
      {shown}
    </Button>
  );
}
