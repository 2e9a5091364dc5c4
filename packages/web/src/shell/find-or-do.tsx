import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useScrollLock } from '../form/use-scroll-lock.ts';
import { useLanguage } from '../language/language.tsx';
import type { MessageKey } from '../language/messages.ts';
import { type Command, isOffered, useCommands } from './commands.ts';
import { useFoundRecords } from './found-records.ts';

const kindWords: Readonly<Record<Command['kind'], MessageKey>> = {
  page: 'command.page',
  command: 'command.command',
  company: 'company',
  person: 'contact',
  project: 'project',
};

/** Ctrl K: type some letters of a page, a command or a record, choose with the arrows, Enter does it. */
export function FindOrDo({ close }: { readonly close: () => void }) {
  const { t } = useLanguage();
  const id = useId();
  useScrollLock(true);
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const commands = useCommands().filter((command) => isOffered(command, typed));
  const found = [...commands, ...useFoundRecords(typed)];
  const chosen = found[Math.min(place, found.length - 1)];
  const list = useChosenInSight(chosen?.id);

  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    close();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setPlace((Math.min(place, found.length - 1) + step + found.length) % found.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(chosen);
    }
  };
  return (
    <Modal.Root opened onClose={close} lockScroll={false} size={560} yOffset="10vh" padding="sm">
      <Modal.Overlay />
      <Modal.Content aria-label={t('shell.findLabel')}>
        <Modal.Body>
          <TextInput
            data-autofocus
            role="combobox"
            aria-expanded
            aria-controls={`${id}list`}
            aria-activedescendant={chosen === undefined ? undefined : `${id}${chosen.id}`}
            aria-autocomplete="list"
            aria-label={t('shell.findLabel')}
            placeholder={t('shell.find')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setPlace(0);
            }}
            onKeyDown={onKeyDown}
          />
          <div className="find-list" role="listbox" id={`${id}list`} aria-label={t('shell.findLabel')} ref={list}>
            {found.map((command) => (
              <Option
                key={command.id}
                id={`${id}${command.id}`}
                command={command}
                chosen={command === chosen}
                run={run}
              />
            ))}
          </div>
          {found.length === 0 ? <p className="quiet">{t('shell.findEmpty')}</p> : null}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** For the list whose chosen option it scrolls to. */
function useChosenInSight(chosenId: string | undefined) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosenId !== undefined)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  return list;
}

interface OptionProps {
  readonly id: string;
  readonly command: Command;
  readonly chosen: boolean;
  readonly run: (command: Command) => void;
}
/** The keyboard stays in the field above: `aria-activedescendant` tells readers which option is chosen. */
function Option({ id, command, chosen, run }: OptionProps) {
  const { t } = useLanguage();
  return (
    <div id={id} role="option" tabIndex={-1} aria-selected={chosen} className="find-item" onClick={() => run(command)}>
      <command.icon size={16} aria-hidden />
      <span className="cut">
        {command.words}
        {command.about === undefined || command.about === '' ? null : <span className="quiet"> {command.about}</span>}
      </span>
      <span className="find-kind">{t(kindWords[command.kind])}</span>
    </div>
  );
}
