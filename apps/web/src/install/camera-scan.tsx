import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useInstallWords } from './words.ts';
import { codeReader } from './read-code.ts';
import classes from './install.module.css';

interface CameraScanProps {
  readonly onText: (text: string) => void;
  readonly onFailed: () => void;
  readonly onStop: () => void;
}

/** A look ten times a second is enough for a hand that holds still, and leaves a cheap phone time to breathe. */
const EVERY_MS = 100;

/** The camera's picture until a code is seen in it. */
export function CameraScan({ onText, onFailed, onStop }: CameraScanProps) {
  const { t } = useInstallWords();
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef({ onText, onFailed });
  told.current = { onText, onFailed };
  useEffect(() => {
    const stop = new AbortController();
    if (video.current) {
      look(video.current, stop.signal).then(
        (text) => text !== null && told.current.onText(text),
        () => stop.signal.aborted || told.current.onFailed(),
      );
    }
    return () => stop.abort();
  }, []);
  return (
    <>
      <p role="status">{t('sticker.scanning')}</p>
      <video ref={video} className={classes.video} muted playsInline />
      <Button variant="default" onClick={onStop}>
        {t('sticker.stop')}
      </Button>
    </>
  );
}

/** Null: it was stopped. */
async function look(video: HTMLVideoElement, signal: AbortSignal): Promise<string | null> {
  const [stream, read] = await Promise.all([
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } }),
    codeReader(),
  ]);
  const end = () => stream.getTracks().forEach((track) => track.stop());
  try {
    video.srcObject = stream;
    await video.play();
    while (!signal.aborted) {
      const text = await read(video);
      if (text !== null) return text;
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    return null;
  } finally {
    end();
  }
}
