import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';

const staysMs = 8_000;

/** A toast with a way back; another one of the same id takes its place. */
export function tellWithUndo(id: string, message: string, undo: string, takeBack: () => void): void {
  notifications.hide(id);
  notifications.show({
    id,
    autoClose: staysMs,
    message: (
      <span className="row">
        <span>{message}</span>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            takeBack();
          }}
        >
          {undo}
        </Button>
      </span>
    ),
  });
}
