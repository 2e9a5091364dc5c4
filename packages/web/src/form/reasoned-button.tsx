/** A button that says why it cannot be pressed: to the eye in a tooltip, to screen readers as its description. */
import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import { type MouseEvent, type ReactNode, useId } from 'react';
import './styles.ts';

interface Props extends ButtonProps {
  readonly children: ReactNode;
  /** Why it is dimmed; undefined: it works. */
  readonly reason?: string | undefined;
  /** It is at it: pressing again does nothing. */
  readonly busy?: boolean;
  readonly type?: 'button' | 'submit';
  readonly onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly 'aria-label'?: string;
}

/** It can still be reached by Tab: a disabled button would tell nobody why. */
export function ReasonedButton({ reason, busy = false, onClick, children, type = 'button', ...rest }: Props) {
  const id = useId();
  const dimmed = reason !== undefined || busy;
  const button = (
    <Button
      {...rest}
      type={type}
      aria-disabled={dimmed}
      aria-describedby={reason === undefined ? undefined : id}
      data-dimmed={reason === undefined ? undefined : true}
      onClick={(event) => {
        if (dimmed) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </Button>
  );
  if (reason === undefined) return button;
  return (
    <>
      <Tooltip label={reason} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
        {button}
      </Tooltip>
      <span id={id} className="seen-by-readers">
        {reason}
      </span>
    </>
  );
}
