import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../shell/icon.tsx';
import classes from './install.module.css';

interface FileButtonProps {
  readonly children: ReactNode;
  readonly onFile: (file: File) => void;
  readonly variant?: 'filled' | 'default';
  readonly loading?: boolean;
}

/** A button that opens the phone's camera and gives the picture. */
export function FileButton({ children, onFile, variant = 'default', loading = false }: FileButtonProps) {
  return (
    <Button
      component="label"
      variant={variant}
      fullWidth
      size="lg"
      loading={loading}
      leftSection={<Icon name="camera" />}
      className={classes.fileButton ?? ''}
    >
      {children}
      <input
        type="file"
        accept="image/*"
        capture="environment"
        className={classes.file}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onFile(file);
          currentTarget.value = '';
        }}
      />
    </Button>
  );
}
