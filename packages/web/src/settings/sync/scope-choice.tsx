/** Scope: everyone, or chosen users and groups. */
import type { AccessEntry } from '@kobling/contract';
import { Button, Radio } from '@mantine/core';
import { useSettingsWords } from '../../language/settings/index.ts';
import type { ConnectionTyped } from './connection-form.ts';

interface Props {
  readonly value: Pick<ConnectionTyped, 'allAccess' | 'access'>;
  readonly everyone: (everyone: boolean) => void;
  readonly choose: () => void;
}

export const countsOf = (access: readonly AccessEntry[]) => ({
  users: access.filter(({ kind }) => kind === 'user').length,
  groups: access.filter(({ kind }) => kind === 'group').length,
});

export function ScopeChoice({ value: { allAccess, access }, everyone, choose }: Props) {
  const { t } = useSettingsWords();
  return (
    <Radio.Group
      label={t('set.scope')}
      value={allAccess ? 'everyone' : 'specific'}
      onChange={(value) => everyone(value === 'everyone')}
    >
      <div className="set-scope">
        <Radio value="everyone" label={t('set.everyone')} />
        <Radio value="specific" label={t('set.specificUsersGroups')} />
        {allAccess ? null : (
          <div className="row">
            <Button variant="default" size="compact-sm" onClick={choose}>
              {t('set.chooseScope')}
            </Button>
            <span className={access.length === 0 ? 'tone-warn' : 'quiet'}>
              {access.length === 0 ? t('set.scopeNobody') : t('set.scopeCount', countsOf(access))}
            </span>
          </div>
        )}
      </div>
    </Radio.Group>
  );
}
