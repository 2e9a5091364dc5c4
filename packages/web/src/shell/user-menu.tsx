import type { Language } from '@kobling/contract';
import { UnstyledButton } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { startTransition, Suspense, useRef, useState } from 'react';
import { useHub } from '../hub/hub.tsx';
import { useTellProblem } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import type { User } from './frame.tsx';
import { fetched } from './lazy-page.ts';

const UserMenuList = fetched(() => import('./user-menu-list.tsx').then((part) => part.UserMenuList));

export const appearances = [
  { scheme: 'light', title: 'shell.light', icon: IconSun },
  { scheme: 'dark', title: 'shell.dark', icon: IconMoon },
  { scheme: 'auto', title: 'shell.system', icon: IconDeviceDesktop },
] as const;

/** Speaks it at once; the hub remembers it for the next browser. */
export function useChooseLanguage(): (language: Language) => void {
  const hub = useHub();
  const { speak } = useLanguage();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  const { mutate } = useMutation({
    mutationFn: async (language: Language) => {
      await speak(language);
      await hub.call('POST /api/session/language', { body: { language } });
    },
    // Names of lists and fields come from the hub in the user's language.
    onSuccess: () => cache.invalidateQueries(),
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
  const { t } = useLanguage();
  const [wanted, setWanted] = useState(false);
  const initialsButton = useRef<HTMLButtonElement>(null);
  const name = user.fullName || user.name;
  const button = (
    <UnstyledButton
      ref={initialsButton}
      className="user-initials"
      aria-haspopup="menu"
      onPointerEnter={UserMenuList.fetch}
      onFocus={UserMenuList.fetch}
      // As a transition: a fallback, once it is shown, stays for 300 ms (React's throttle).
      onClick={wanted ? undefined : () => startTransition(() => setWanted(true))}
    >
      <span aria-hidden>{initials(user)}</span>
      <span className="seen-by-readers">{t('shell.userMenu', { name })}</span>
    </UnstyledButton>
  );
  // Around both, so that the button stays until the menu is there.
  return (
    <Suspense fallback={button}>
      {wanted ? <UserMenuList name={name} button={button} closed={() => initialsButton.current?.focus()} /> : button}
    </Suspense>
  );
}
