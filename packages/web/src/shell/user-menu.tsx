import type { Language } from '@kobling/contract';
import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useHub, useLogOut } from '../hub/hub.tsx';
import { useTellProblem } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { isLanguage, languageNames, languages } from '../language/load.ts';
import type { User } from './frame.tsx';

export const appearances = [
  { scheme: 'light', title: 'shell.light', icon: IconSun },
  { scheme: 'dark', title: 'shell.dark', icon: IconMoon },
  { scheme: 'auto', title: 'shell.system', icon: IconDeviceDesktop },
] as const;

/** Speaks it at once; the hub remembers it for the next browser. */
export function useChooseLanguage(): (language: Language) => void {
  const hub = useHub();
  const { speak } = useLanguage();
  const tellProblem = useTellProblem();
  const { mutate } = useMutation({
    mutationFn: async (language: Language) => {
      await speak(language);
      await hub.call('POST /api/session/language', { body: { language } });
    },
    onError: tellProblem,
  });
  return mutate;
}

function initials({ fullName, name }: User): string {
  const words = (fullName || name).trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0]?.[0], words.at(-1)?.[0]] : [words[0]?.slice(0, 2)];
  return letters.join('').toUpperCase();
}

export function UserMenu({ user }: { readonly user: User }) {
  const { t, language } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const chooseLanguage = useChooseLanguage();
  const logOut = useLogOut();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <UnstyledButton className="user-initials">
          <span aria-hidden>{initials(user)}</span>
          <span className="seen-by-readers">{t('shell.userMenu', { name: user.fullName || user.name })}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.fullName || user.name}</Menu.Label>
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
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => logOut.mutate()}>
          {t('shell.logOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
