/** One connection: its score, the reasons as filters, the fields that differ, and a plan of them. */
import type { Audit, AuditReason } from '@kobling/contract';
import { Button } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { useRepair } from './actions.ts';
import { Findings } from './findings.tsx';
import { scoreWords } from './score.ts';
import { When } from './when.tsx';

/** The gravest first. Its own list: the contract's brings a library along that the pages do without. */
const gravity: Readonly<Record<AuditReason, number>> = {
  missingInErp: 0,
  missingInCrm: 1,
  failed: 2,
  conflict: 3,
  held: 4,
  waitingForParent: 5,
  drift: 6,
  undone: 7,
  noBase: 8,
  changedInBoth: 9,
  changedInErp: 10,
  changedInCrm: 11,
  underWay: 12,
  unread: 13,
};
const reasons = (Object.keys(gravity) as AuditReason[]).toSorted((a, b) => gravity[a] - gravity[b]);

export function AuditPanel({ audit }: { readonly audit: Audit }) {
  const language = useLanguage();
  const [reason, setReason] = useState<AuditReason | undefined>();
  const shown = reason !== undefined && (audit.findings[reason] ?? 0) > 0 ? reason : undefined;
  const agrees = audit.agreeing === audit.pairs;
  return (
    <section className="stack agreement-connection" aria-label={audit.connection.name}>
      <div className="panel">
        <div className="row">
          {agrees ? <IconCircleCheckFilled size={20} color="var(--ok)" aria-hidden /> : null}
          <h2>{audit.connection.name}</h2>
        </div>
        <p>
          {scoreWords(audit, language)}{' '}
          <span className="quiet">
            <When at={audit.at} message="agreement.at" />
          </span>
        </p>
        {agrees ? null : (
          <>
            <Reasons audit={audit} shown={shown} show={setReason} />
            <Repair audit={audit} />
          </>
        )}
      </div>
      {agrees ? null : <Findings audit={audit} reason={shown} />}
    </section>
  );
}

interface ReasonsProps {
  readonly audit: Audit;
  readonly shown: AuditReason | undefined;
  readonly show: (reason: AuditReason | undefined) => void;
}
function Reasons({ audit, shown, show }: ReasonsProps) {
  const { t, format } = useLanguage();
  const present = reasons.filter((reason) => (audit.findings[reason] ?? 0) > 0);
  const all = present.reduce((sum, reason) => sum + (audit.findings[reason] ?? 0), 0);
  const button = (key: string, words: string, count: number, on: boolean, value: AuditReason | undefined) => (
    <Button
      key={key}
      size="compact-sm"
      variant={on ? 'filled' : 'default'}
      aria-pressed={on}
      onClick={() => show(value)}
    >
      {words} <span className="agreement-count figures">{format.number(count)}</span>
    </Button>
  );
  return (
    <div className="agreement-reasons" role="group" aria-label={t('agreement.why')}>
      {button('all', t('agreement.allReasons'), all, shown === undefined, undefined)}
      {present.map((reason) =>
        button(reason, t(`agreement.reason.${reason}`), audit.findings[reason] ?? 0, shown === reason, reason),
      )}
    </div>
  );
}

/** Each makes a plan that is shown before anything is written. */
function Repair({ audit }: { readonly audit: Audit }) {
  const { t } = useLanguage();
  const repair = useRepair(audit);
  if (!useIsAdministrator()) return null;
  const button = (words: string, from: 'crm' | 'erp' | undefined) => (
    <Button
      key={words}
      size="compact-sm"
      variant="default"
      aria-disabled={repair.isPending}
      onClick={() => {
        if (!repair.isPending) repair.mutate(from);
      }}
    >
      {words}
    </Button>
  );
  return (
    <div className="agreement-repair">
      <span className="quiet">{t('agreement.plan')}</span>
      {button(t('agreement.planMerge'), undefined)}
      {button(t('agreement.planErp', { connection: audit.connection.name }), 'erp')}
      {button(t('agreement.planCrm'), 'crm')}
    </div>
  );
}
