/** Before something ends that cannot be taken back: what ends, in one sentence, and a button that names it. */
import { FormDialog } from '../../form/form-dialog.tsx';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
}
export function ConfirmDialog({ text, ...rest }: Props) {
  return (
    <FormDialog opened size={480} {...rest}>
      <p>{text}</p>
    </FormDialog>
  );
}
