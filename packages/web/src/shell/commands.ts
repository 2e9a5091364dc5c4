import { useMantineColorScheme } from '@mantine/core';
import {
  IconLanguage,
  IconLogout,
  IconPlayerPause,
  IconPlayerPlay,
  type IconProps,
  IconRefresh,
  IconUser,
} from '@tabler/icons-react';
import type { EntityKind } from '@kobling/contract';
import type { ComponentType } from 'react';
import { useNavigate } from 'react-router';
import { useLogOut } from '../hub/hub.tsx';
import { useIsAdministrator, useOverview, useSetRunning, useSyncNow } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { languageNames, languages } from '../language/load.ts';
import { useConnectionCommands } from './connection-commands.ts';
import { groupsFor } from './pages.ts';
import { appearances, useChooseLanguage } from './user-menu.tsx';

export interface Command {
  readonly id: string;
  readonly words: string;
  /** Of a record: what tells it from its namesakes. */
  readonly about?: string;
  readonly kind: 'page' | 'command' | EntityKind;
  readonly icon: ComponentType<IconProps>;
  readonly run: () => void;
  /** Offered once something is typed: there are several for each connection. */
  readonly typedOnly?: true;
}

/** Everything that Find-or-do can do now: what the user may not do is not offered. */
export function useCommands(): readonly Command[] {
  const { t, language } = useLanguage();
  const goTo = useNavigate();
  const overview = useOverview().data;
  const administrator = useIsAdministrator();
  const syncNow = useSyncNow();
  const setRunning = useSetRunning();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const ofConnections = useConnectionCommands(overview, administrator);
  const chooseLanguage = useChooseLanguage();
  const logOut = useLogOut();

  const command = (id: string, words: string, icon: Command['icon'], run: () => void): Command => ({
    id,
    words,
    kind: 'command',
    icon,
    run,
  });
  const pages = groupsFor(administrator)
    .flatMap((group) => group.pages)
    .map(
      (page): Command => ({
        id: page.path,
        words: t(page.title),
        kind: 'page',
        icon: page.icon,
        run: () => void goTo(page.path),
      }),
    );
  const active = (overview?.connections ?? []).filter((each) => each.active);
  const running = overview?.running === true;
  const sync =
    !administrator || overview === undefined
      ? []
      : [
          ...(active.length > 1
            ? [
                command('now', `${t('syncNow')}: ${t('command.allConnections')}`, IconRefresh, () =>
                  syncNow.mutate(undefined),
                ),
              ]
            : []),
          ...active.map((each) =>
            command(`now-${each.id}`, `${t('syncNow')}: ${each.name}`, IconRefresh, () => syncNow.mutate(each.id)),
          ),
          running
            ? command('off', t('command.turnOff'), IconPlayerPause, () => setRunning.mutate(false))
            : command('on', t('command.turnOn'), IconPlayerPlay, () => setRunning.mutate(true)),
        ];
  return [
    ...pages,
    ...sync,
    ...ofConnections,
    command('account', t('nav.account'), IconUser, () => void goTo('/account')),
    ...appearances
      .filter(({ scheme }) => scheme !== colorScheme)
      .map(({ scheme, title, icon }) =>
        command(scheme, `${t('shell.appearance')}: ${t(title)}`, icon, () => setColorScheme(scheme)),
      ),
    ...languages
      .filter((each) => each !== language)
      .map((each) =>
        command(each, `${t('shell.language')}: ${languageNames[each]}`, IconLanguage, () => chooseLanguage(each)),
      ),
    command('logOut', t('shell.logOut'), IconLogout, () => logOut.mutate()),
  ];
}

/** What belongs to single connections comes once something is typed. */
export const isOffered = ({ words, typedOnly }: Command, typed: string): boolean =>
  fits(words, typed) && (typedOnly === undefined || typed.trim() !== '');

/** Every typed word must begin a word of the command, in any order. */
function fits(words: string, typed: string): boolean {
  const parts = words.toLocaleLowerCase().split(/[\s:/]+/);
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((want) => parts.some((part) => part.startsWith(want)));
}
