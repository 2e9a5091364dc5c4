import { Button } from '@mantine/core';

/** What was done, and the way back for as long as the toast stays. */
export function UndoToast({
  text,
  words,
  undo,
}: {
  readonly text: string;
  readonly words: string;
  readonly undo: () => void;
}) {
  return (
    <div className="row">
      <span>{text}</span>
      <Button variant="default" size="compact-sm" onClick={undo}>
        {words}
      </Button>
    </div>
  );
}
