'use client';

import Link from 'next/link';
import { useRef, useState } from 'react';
import { priceTestMessageAction, sendTestMessageAction } from '@/app/(portal)/messages/test/actions';
import { newCreationToken } from '@/components/forms/creation-token';
import { SettingsForm } from '@/components/forms/settings-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { useServerAction } from '@/components/use-server-action';
import type { Control } from '@/lib/domain/permissions';
import type { TestPrice } from '@/lib/domain/test-messages/price';
import type { TestMessage } from '@/lib/domain/test-messages/schema';
import type { SentTestMessage } from '@/lib/domain/test-messages/send';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { ok, type Result } from '@/lib/errors';
import { say } from '@/lib/say';

/** What is sent unless somebody writes another text. */
const TEXT = 'This is a test.';

type Environment = 'live' | 'sandbox';

interface SendingKey {
  id: string;
  label: string;
  environment: Environment;
  maskedSecret: string;
}

interface TestMessageFormProps {
  /** The keys that can send, the newest first. */
  keys: readonly SendingKey[];
  /** What the provider calls the environments. */
  environments: Record<Environment, string>;
  /** Messages to it are delivered in the sandbox. */
  sandboxNumber: string;
  control: Control;
}

/** A live message that waits for a confirmation of its price. */
interface Priced {
  message: TestMessage;
  price: TestPrice;
}

/** Sends a test message. A live one is sent after its price was confirmed. */
export function TestMessageForm({ keys, environments, sandboxNumber, control }: TestMessageFormProps) {
  const first = keys.find(({ environment }) => environment === 'sandbox') ?? keys[0];
  const to = first?.environment === 'sandbox' ? sandboxNumber : '';
  const attempt = useRef<{ text: string; token: string }>(undefined);
  const [priced, setPriced] = useState<Priced>();
  const [sent, setSent] = useState<SentTestMessage>();
  const environmentOf = (keyId: string) => keys.find(({ id }) => id === keyId)?.environment;

  function finish(message: SentTestMessage) {
    setSent(message);
    setPriced(undefined);
    attempt.current = undefined;
  }

  /** A message that was not confirmed to be sent is tried again with the same token, and another one is not. */
  function withToken(message: TestMessage) {
    const text = JSON.stringify(message);
    if (attempt.current?.text !== text) attempt.current = { text, token: newCreationToken() };
    return { ...message, token: attempt.current.token };
  }

  async function submit(message: TestMessage): Promise<Result<Priced | SentTestMessage>> {
    setSent(undefined);
    if (environmentOf(message.keyId) === 'sandbox') return sendTestMessageAction(withToken(message));
    const price = await priceTestMessageAction(message);
    return price.ok ? ok({ message, price: price.value }) : price;
  }

  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/test-messages/schema')).testMessageSchema,
    values: {
      keyId: first?.id,
      to,
      text: TEXT,
    },
    fields: ['keyId', 'to', 'from', 'text'],
    submit,
    onDone: (done) => ('price' in done ? setPriced(done) : finish(done)),
  });
  const { errors } = form.formState;
  const chosen = environmentOf(form.watch('keyId') ?? '');
  return (
    <>
      <SettingsForm
        {...state}
        control={control}
        action={chosen === 'live' ? 'Show the price' : 'Send'}
        done={false}
      >
        <Field label={say`Key`} error={errors.keyId?.message}>
          <Select defaultValue={first?.id} {...form.register('keyId')}>
            {(['sandbox', 'live'] as const).map((environment) => (
              <KeyOptions
                key={environment}
                label={environments[environment]}
                keys={keys.filter((key) => key.environment === environment)}
              />
            ))}
          </Select>
        </Field>
        <Field
          label="To"
          hint={
            chosen === 'sandbox'
              ? `Nobody gets it in this environment. A message to ${sandboxNumber} ends as delivered.`
              : 'A phone number in E.164, such as +31612345678.'
          }
          error={errors.to?.message}
        >
          <Input type="tel" autoComplete="off" defaultValue={to} {...form.register('to')} />
        </Field>
        <Field label="Sender (optional)" error={errors.from?.message}>
          <Input autoComplete="off" {...form.register('from')} />
        </Field>
        <Field label="Text" error={errors.text?.message}>
          <Textarea rows={3} defaultValue={TEXT} {...form.register('text')} />
        </Field>
        {sent && (
          <Alert tone="success" role="status" title="The test message was accepted">
            <Link prefetch={false} href={`/messages/${sent.id}`} className="underline underline-offset-4">
              Show the message
            </Link>
          </Alert>
        )}
      </SettingsForm>
      {priced && (
        <PriceQuestion
          {...priced}
          send={(message) => sendTestMessageAction(withToken(message))}
          onSent={finish}
          onClose={() => setPriced(undefined)}
          onRefused={(message) => {
            setPriced(undefined);
            form.setError('root', { message });
          }}
        />
      )}
    </>
  );
}

function KeyOptions({ label, keys }: { label: string; keys: readonly SendingKey[] }) {
  if (keys.length === 0) return null;
  return (
    <optgroup label={label}>
      {keys.map((key) => (
        <option key={key.id} value={key.id}>
          {`${key.label} (${key.maskedSecret})`}
        </option>
      ))}
    </optgroup>
  );
}

interface PriceQuestionProps extends Priced {
  send(message: TestMessage): Promise<Result<SentTestMessage>>;
  onSent(sent: SentTestMessage): void;
  onRefused(message: string): void;
  onClose(): void;
}

function PriceQuestion({ message, price, send, onSent, onRefused, onClose }: PriceQuestionProps) {
  const { pending, call } = useServerAction(send, (refusal) => {
    onRefused(Object.values(refusal.fields ?? {})[0] ?? refusal.message);
  });
  const cost = formatMoney(price.price);
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title={`Send for ${cost}?`}
      description={`A message to ${price.to} with ${price.segments} ${price.segments === 1 ? 'segment' : 'segments'} costs ${cost}. The balance is ${formatMoney(price.balance)}.`}
      onClose={() => pending || onClose()}
      footer={
        <>
          <Button onClick={() => pending || onClose()}>Cancel</Button>
          <Button variant="primary" pending={pending} onClick={() => call(message, onSent)}>
            {`Send for ${cost}`}
          </Button>
        </>
      }
    />
  );
}
