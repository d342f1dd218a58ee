import { createTheme } from '@mantine/core';

const fontFamily = "'Be Vietnam Pro', system-ui, sans-serif";

/** Large enough for a thumb. */
const large = { defaultProps: { size: 'md' } };

/**
 * Mantine is told not to write style elements (the Content-Security-Policy is `style-src 'self'`), so what differs from
 * its default variables stands in theme.css; the values here are only those that components compute with.
 */
export const theme = createTheme({
  fontFamily,
  headings: { fontFamily },
  primaryColor: 'indigo',
  respectReducedMotion: true,
  // Named by strings: importing the components here would put all of them into the first download.
  components: {
    Button: large,
    TextInput: large,
    PasswordInput: large,
    NumberInput: large,
    NativeSelect: large,
    Textarea: large,
    // Scroll locking writes a style element; the overlay covers the page anyway.
    Modal: { defaultProps: { lockScroll: false } },
  },
});
