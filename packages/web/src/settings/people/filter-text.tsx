import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

interface Props {
  readonly value: string;
  readonly set: (text: string) => void;
  /** Above the field; left out, `hint` is its name. */
  readonly label?: string;
  readonly hint?: string;
}
const pauseMs = 200;

/** What is typed stands at once; the address, and with it the list, follows when the typing pauses. */
export function FilterText({ value, set, label, hint }: Props) {
  const [text, setText] = useState(value);
  const follow = useDebouncedCallback(set, { delay: pauseMs, flushOnUnmount: false });
  return (
    <TextInput
      type="search"
      size="xs"
      label={label}
      aria-label={label === undefined ? hint : undefined}
      placeholder={hint}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        follow(event.currentTarget.value);
      }}
    />
  );
}
