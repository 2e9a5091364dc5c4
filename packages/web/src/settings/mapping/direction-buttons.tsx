/** `<` and `>`: grey until a CRM field is chosen, white when available, blue when chosen; each says what it does or why not. */
import type { FieldChoice } from '@kobling/contract';
import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import { useMappingWords } from '../../language/mapping/index.ts';
import { type Pair, pressed, type Way, type WhyNot, whyNot } from './directions.ts';
import { whyWords } from './why-words.ts';

interface Props {
  readonly pair: Pair;
  readonly choice: FieldChoice;
  readonly onChange: (choice: FieldChoice) => void;
}

export function DirectionButtons(props: Props) {
  return (
    <span className="ways">
      <WayButton {...props} way="toErp" />
      <WayButton {...props} way="toCrm" />
    </span>
  );
}

/** A field may always be taken out of a direction, but for one whose other half then could not stand alone. */
const reasonAgainst = (pair: Pair, choice: FieldChoice, way: Way): WhyNot | undefined =>
  choice.crmField === null ? 'noCrmField' : whyNot(pair, pressed(choice, way));

function WayButton({ pair, choice, onChange, way }: Props & { readonly way: Way }) {
  const { t, told } = useMappingWords();
  const id = useId();
  const name = t(way === 'toCrm' ? 'directionErpToCrm' : 'directionCrmToErp');
  const why = reasonAgainst(pair, choice, way);
  const words = why === undefined ? undefined : whyWords(why, pair, { t, told });
  const Icon = way === 'toCrm' ? IconChevronRight : IconChevronLeft;
  const both = choice.toCrm && choice.toErp;
  return (
    <>
      <Tooltip
        label={words ?? (both ? t('mapping.bidirectional') : name)}
        multiline
        maw={320}
        events={{ hover: true, focus: true, touch: true }}
      >
        <UnstyledButton
          className="way"
          aria-label={t('mapping.of', { field: pair.field.name, what: name })}
          aria-pressed={choice[way]}
          aria-disabled={words !== undefined}
          aria-describedby={words === undefined ? undefined : id}
          onClick={() => {
            if (words === undefined) onChange(pressed(choice, way));
          }}
        >
          <Icon size={16} aria-hidden />
        </UnstyledButton>
      </Tooltip>
      {words === undefined ? null : (
        <span id={id} className="seen-by-readers">
          {words}
        </span>
      )}
    </>
  );
}
