/** Users and groups of a scope, by name. */
import type { DesiredAccess } from './desired.ts';
import type { HubView } from './hub-view.ts';
import type { ProblemList } from './report.ts';
import type { AccessSetup, ScopeSetup } from './setup.ts';

export function resolveAccess(problems: ProblemList, view: HubView, scope: ScopeSetup): readonly DesiredAccess[] {
  const resolve = (
    kind: 'user' | 'group',
    wanted: readonly AccessSetup[],
    known: readonly { readonly id: number; readonly name: string }[],
  ): DesiredAccess[] =>
    wanted.flatMap((item) => {
      const code = kind === 'user' ? 'setup.unknownUser' : 'setup.unknownGroup';
      const found = problems.find(
        item,
        known,
        (candidate) => candidate.name,
        code,
        `There is no ${kind} ${JSON.stringify(item.name)}.`,
      );
      if (found === undefined) return [];
      return [
        {
          kind,
          id: found.id,
          name: found.name,
          canConnect: item.rights.includes('connect'),
          canCreate: item.rights.includes('create'),
        },
      ];
    });
  return [...resolve('user', scope.users, view.users), ...resolve('group', scope.groups, view.groups)];
}
