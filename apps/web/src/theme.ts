import {
  createTheme,
  Button,
  Modal,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Textarea,
  TextInput,
} from '@mantine/core';

const fontFamily = "'Be Vietnam Pro', system-ui, sans-serif";

/**
 * Mantine is told not to write style elements (the Content-Security-Policy is `style-src 'self'`), so what differs from
 * its default variables stands in theme.css; the values here are only those that components compute with.
 */
export const theme = createTheme({
  fontFamily,
  headings: { fontFamily },
  primaryColor: 'indigo',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'md' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'md' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'md' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'md' } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'md' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'md' } }),
    // Scroll locking writes a style element; the overlay covers the page anyway.
    Modal: Modal.extend({ defaultProps: { lockScroll: false } }),
  },
});
