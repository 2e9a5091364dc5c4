/** What unfolds under the user's initials; fetched when it is first opened. */
import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLogOut } from '../hub/hub.tsx';
import { useLanguage } from '../language/language.tsx';
import { isLanguage, languageNames, languages } from '../language/load.ts';
import { appearances, useChooseLanguage } from './user-menu.tsx';

interface Props {
  readonly name: string;
  readonly button: ReactNode;
  /** Where the keyboard goes when it closes. */
  readonly closed: () => void;
}
export function UserMenuList({ name, button, closed }: Props) {
  const { t, language } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const chooseLanguage = useChooseLanguage();
  const logOut = useLogOut();
  return (
    <Menu position="bottom-end" width={220} defaultOpened onClose={closed}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('shell.appearance')}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(scheme) => setColorScheme(scheme === 'light' || scheme === 'dark' ? scheme : 'auto')}
        >
          {appearances.map(({ scheme, title, icon: Icon }) => (
            <Menu.RadioItem closeMenuOnClick key={scheme} value={scheme} rightSection={<Icon size={16} aria-hidden />}>
              {t(title)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('shell.language')}</Menu.Label>
        <Menu.RadioGroup
          value={language}
          onChange={(chosen) => {
            if (isLanguage(chosen)) chooseLanguage(chosen);
          }}
        >
          {languages.map((each) => (
            <Menu.RadioItem closeMenuOnClick key={each} value={each} lang={each === 'no' ? 'nb' : each}>
              {languageNames[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={16} aria-hidden />}>
          {t('nav.account')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => logOut.mutate()}>
          {t('shell.logOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
