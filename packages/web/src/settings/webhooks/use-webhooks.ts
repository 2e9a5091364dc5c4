/** Webhooks as the hub has them, and what one does with them; after each the list is read again. */
import type { Webhook, WebhookForm } from '@kobling/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useHub } from '../../hub/hub.tsx';
import { webhooksKey } from '../../hub/keys.ts';

export function useWebhooks() {
  const hub = useHub();
  return useQuery({
    queryKey: webhooksKey,
    queryFn: async ({ signal }) => (await hub.call('GET /api/webhooks', {}, { signal })).webhooks,
  });
}

export function useDeliveries(id: number) {
  const hub = useHub();
  return useQuery({
    queryKey: [...webhooksKey, id, 'deliveries'],
    queryFn: async ({ signal }) =>
      (await hub.call('GET /api/webhooks/:id/deliveries', { params: { id } }, { signal })).deliveries,
  });
}

export function useWebhookActions() {
  const hub = useHub();
  const cache = useQueryClient();
  const onSettled = (): Promise<void> => cache.invalidateQueries({ queryKey: webhooksKey });
  const params = ({ id }: Pick<Webhook, 'id'>) => ({ id });
  return {
    add: useMutation({
      mutationFn: ({ body, draft }: { body: WebhookForm; draft: string }) =>
        hub.call(
          'POST /api/webhooks',
          { body },
          {
            draft,
            // Made before with a lost answer: it becomes what is wanted now, and its secret is shown.
            made: async ({ webhook: { id }, secret }) => ({
              webhook: await hub.call('POST /api/webhooks/:id', { params: { id }, body }),
              secret,
            }),
          },
        ),
      onSettled,
    }),
    change: useMutation({
      mutationFn: ({ hook, body, over }: { hook: Webhook; body: WebhookForm; over: WebhookForm }) =>
        hub.call('POST /api/webhooks/:id', { params: params(hook), body }, { over }),
      onSettled,
    }),
    remove: useMutation({
      mutationFn: (hook: Webhook) => hub.call('POST /api/webhooks/:id/remove', { params: params(hook) }),
      // Its messages are gone with it: asked for again, they would be missing.
      onSettled: () => cache.invalidateQueries({ queryKey: webhooksKey, exact: true }),
    }),
    pause: useMutation({
      mutationFn: (hook: Webhook) =>
        hub.call('POST /api/webhooks/:id/pause', { params: params(hook), body: { paused: hook.state !== 'paused' } }),
      onSettled,
    }),
    renew: useMutation({
      mutationFn: (hook: Webhook) => hub.call('POST /api/webhooks/:id/secret', { params: params(hook) }),
      onSettled,
    }),
    test: useMutation({
      mutationFn: (hook: Webhook) => hub.call('POST /api/webhooks/:id/test', { params: params(hook) }),
      onSettled,
    }),
    resend: useMutation({
      mutationFn: ({ hook, delivery }: { hook: Webhook; delivery: string }) =>
        hub.call('POST /api/webhooks/:id/deliveries/:delivery/resend', { params: { ...params(hook), delivery } }),
      onSettled,
    }),
  };
}
export type WebhookActions = ReturnType<typeof useWebhookActions>;
