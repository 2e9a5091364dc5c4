import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent: a calm blue whose shade 8 carries white text at 6:1 and whose shade 4 reads on dark at 7:1. */
const sea: MantineColorsTuple = [
  '#eaf4fd',
  '#d3e6f7',
  '#a9ceef',
  '#7fb5e6',
  '#66a9e6',
  '#4393db',
  '#2f83cf',
  '#2272ba',
  '#1864ab',
  '#0d4d88',
];

export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 8, dark: 8 },
  colors: { sea },
  fontFamily: 'Inter, "Segoe UI", system-ui, -apple-system, "Noto Sans", Roboto, sans-serif',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { md: '1.45' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    Modal: { defaultProps: { centered: false } },
  },
});

export const colorSchemeKey = 'kobling.color-scheme';
