/** A checkbox that says why it cannot be ticked: to the eye in a tooltip, to screen readers as its description. */
import { Checkbox, Tooltip } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface Props {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Why it is dimmed; undefined: it works. */
  readonly reason?: string | undefined;
  readonly label?: ReactNode;
  readonly 'aria-label'?: string;
}

/** It can still be reached by Tab: a disabled one would tell nobody why. */
export function ReasonedCheckbox({ checked, onChange, reason, ...names }: Props) {
  const id = useId();
  const box = (
    <Checkbox
      {...names}
      size="xs"
      className="reasoned-box"
      checked={checked}
      aria-disabled={reason !== undefined}
      aria-describedby={reason === undefined ? undefined : id}
      data-dimmed={reason === undefined ? undefined : true}
      onChange={(event) => {
        if (reason === undefined) onChange(event.currentTarget.checked);
      }}
    />
  );
  if (reason === undefined) return box;
  return (
    <>
      <Tooltip label={reason} multiline maw={320} refProp="rootRef" events={{ hover: true, focus: true, touch: true }}>
        {box}
      </Tooltip>
      <span id={id} className="seen-by-readers">
        {reason}
      </span>
    </>
  );
}
