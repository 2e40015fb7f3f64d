'use client';

import { type FormEvent, useState } from 'react';
import { useReader } from '@/app/(docs)/docs/_components/reader';
import { refuseKey, type TryItValues, toFetch } from '@/app/(docs)/docs/_components/try-it/request';
import { readResponse, type TryItResponse } from '@/app/(docs)/docs/_components/try-it/response';
import { ResponseView } from '@/app/(docs)/docs/_components/try-it/response-view';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { Parameter, TryIt } from '@/lib/profiles/reference/content';
import { say } from '@/lib/say';

const UNREACHABLE = 'Can’t reach the API. Check your connection and try again.';

function startValues(parameters: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(parameters.map(({ name, example }) => [name, example]));
}

interface ParametersProps {
  parameters: readonly Parameter[];
  values: Readonly<Record<string, string>>;
  onChange(values: Record<string, string>): void;
}

function Parameters({ parameters, values, onChange }: ParametersProps) {
  return parameters.map(({ name }) => (
    <Field key={name} label={name}>
      <Input
        value={values[name] ?? ''}
        onChange={({ target }) => onChange({ ...values, [name]: target.value })}
        autoComplete="off"
        spellCheck={false}
      />
    </Field>
  ));
}

/** Sends a request with the reader's sandbox key and shows the response. Nothing is stored. */
export function TryItForm({ request }: { request: TryIt }) {
  const { apiKey, setApiKey } = useReader();
  const [params, setParams] = useState(startValues(request.params));
  const [query, setQuery] = useState(startValues(request.query));
  const [body, setBody] = useState(request.body?.text ?? '');
  const [keyError, setKeyError] = useState<string>();
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<TryItResponse | 'unreachable'>();
  const { sandbox } = request.keyPrefixes;

  async function send(values: TryItValues) {
    setPending(true);
    setResult(await fetch(...toFetch(request, values)).then(readResponse, () => 'unreachable' as const));
    setPending(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const refused = refuseKey(apiKey, request.keyPrefixes);
    setKeyError(refused);
    if (refused === undefined && !pending) send({ apiKey, params, query, body });
  }

  return (
    <form onSubmit={submit} autoComplete="off" className="space-y-4 border-t px-4 py-4">
      <Field
        label={say`Sandbox key`}
        hint={`${sandbox === '' ? say`A key for testing` : `It begins with ${sandbox}`}. It stays in the memory of this page until you leave it.`}
        error={keyError}
      >
        <Input
          value={apiKey}
          onChange={({ target }) => setApiKey(target.value.trim())}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          // Not a password field, which browsers offer to store.
          className="font-mono [-webkit-text-security:disc]"
        />
      </Field>
      <Parameters parameters={request.params} values={params} onChange={setParams} />
      <Parameters parameters={request.query} values={query} onChange={setQuery} />
      {request.body && (
        <Field label="Body" hint={request.body.contentType}>
          <Textarea
            value={body}
            onChange={({ target }) => setBody(target.value)}
            rows={body.split('\n').length}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        </Field>
      )}
      <Button type="submit" variant="primary" pending={pending}>
        Send request
      </Button>
      <div role="status" className="space-y-3">
        {result === 'unreachable' && <Alert tone="danger">{UNREACHABLE}</Alert>}
        {result && result !== 'unreachable' && <ResponseView response={result} />}
      </div>
    </form>
  );
}
