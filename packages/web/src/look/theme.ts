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

/** Greys of the dark scheme, cool as the surfaces of look.css: Mantine's own are warm and stand out as patches. */
const dark: MantineColorsTuple = [
  '#dde2e8',
  '#c3cad2',
  '#a3adb8',
  '#909aa5',
  '#434b55',
  '#343a42',
  '#23282e',
  '#1d2126',
  '#181c20',
  '#121518',
];

/** Controls stand 30 px high beside each other, whatever they are; the doorstep alone has larger ones. */
const small = { defaultProps: { size: 'xs' } };

export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 8, dark: 8 },
  colors: { sea, dark },
  fontFamily: 'Inter, "Segoe UI", system-ui, -apple-system, "Noto Sans", Roboto, sans-serif',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { md: '1.45' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: small,
    TextInput: small,
    PasswordInput: small,
    NumberInput: small,
    NativeSelect: small,
    // The list itself scrolls: a box around it would have to be reached by keyboard.
    Select: { defaultProps: { ...small.defaultProps, withScrollArea: false } },
    Textarea: small,
    Checkbox: small,
    Radio: small,
    Modal: { defaultProps: { centered: false } },
  },
});

export const colorSchemeKey = 'kobling.color-scheme';
